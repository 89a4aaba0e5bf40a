package org.akoma.ground.journal;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A partner's check of a journal file with the roots that they kept and the house's open key: no database, no house, no network. It recomputes every hash,
 * follows every chain, compares every tree with its signed root, and names each entry that does not fit.
 */
public final class OfflineCheck {

    /** An entry goes under a root within minutes; a complaint without a name has its day alone. */
    private static final Duration LONGEST = Duration.ofHours(25);

    /** A root of the first minute of a house, or of an import, has thousands of entries. */
    private static final int MOST_NAMED = 50;

    private final KeptRoots kept;
    private final PublicKey key;
    private final boolean dates;
    private final List<String> findings = new ArrayList<>();
    private final Map<UUID, Last> chains = new HashMap<>();
    private final Set<UUID> broken = new HashSet<>();
    private final Map<Long, List<FileEntry>> unfit = new HashMap<>();
    private final Set<Long> missed;
    private long entries;
    private long roots;
    private @Nullable Line before;

    private OfflineCheck(KeptRoots kept, PublicKey key, boolean dates) {
        this.kept = kept;
        this.key = key;
        this.dates = dates;
        this.missed = new TreeSet<>(kept.lines().keySet());
    }

    /**
     * @param findings what does not fit, in words; empty when everything does
     * @param entries how many were recomputed
     * @param kept how many roots of the file are among those that the partner kept
     */
    public record Result(List<String> findings, long entries, long roots, long kept) {}

    /** The last entry of a chain so far, and the newest root that fits and has one of its entries. */
    private record Last(int seq, byte[] hash, long fits) {}

    /** A root of the file in its parts. */
    private record Line(
            long n, String text, Instant at, String from, String until, int leaves, String prev, String root) {
        static @Nullable Line of(String text) {
            Long n = Root.numberOf(text);
            if (n == null) return null;
            String[] part = text.split(" ");
            return new Line(
                    n,
                    text,
                    Instant.ofEpochMilli(Long.parseLong(part[2])),
                    part[3],
                    part[4],
                    Integer.parseInt(part[5]),
                    part[6],
                    part[7]);
        }
    }

    /**
     * @param journal the file that the house gave, by gzip or unpacked
     * @param roots the roots that the partner kept, best those given earlier
     * @param key {@code journal.ed25519.pub}, as it was given
     * @param dates whether an entry that is dated long before the root it is under is a finding; not for a demo, whose time is not the clock's
     * @throws IllegalArgumentException when a file is none of these, with what is wrong
     */
    public static Result of(Path journal, Path roots, Path key, boolean dates) {
        OfflineCheck check = new OfflineCheck(
                KeptRoots.read(roots, roots.getFileName().toString()), SignedStatement.open(key), dates);
        try (BufferedReader lines = lines(journal)) {
            check.all(journal, lines);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + journal, e);
        }
        return check.result();
    }

    private static BufferedReader lines(Path file) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(Files.newInputStream(file));
        bytes.mark(2);
        boolean packed = bytes.read() == 0x1f && bytes.read() == 0x8b;
        bytes.reset();
        InputStream plain = packed ? new GZIPInputStream(bytes) : bytes;
        return new BufferedReader(new InputStreamReader(plain, StandardCharsets.ISO_8859_1));
    }

    private void all(Path journal, BufferedReader lines) throws IOException {
        if (!JournalFile.FORMAT.equals(lines.readLine()))
            throw new IllegalArgumentException(journal + " is no journal file");
        if (kept.misfit() != null) findings.add(kept.misfit());
        else if (kept.lines().isEmpty()) findings.add(kept.name() + " holds no root");
        Line root = null;
        List<FileEntry> block = new ArrayList<>();
        List<String> hints = new ArrayList<>();
        int at = 1;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            at++;
            if (line.startsWith(JournalFile.ROOT)) {
                close(root, block, hints);
                root = Line.of(line.substring(JournalFile.ROOT.length()));
                if (root == null) throw new IllegalArgumentException("line " + at + " of " + journal + " is no root");
                block = new ArrayList<>();
                hints = new ArrayList<>();
            } else if (line.startsWith(JournalFile.GONE))
                hints.add("entry " + line.substring(JournalFile.GONE.length()) + " is gone");
            else if (line.startsWith(JournalFile.SLIPPED))
                hints.add("entry " + line.substring(JournalFile.SLIPPED.length()) + " was slipped in later");
            else block.add(entry(line, at, journal));
        }
        close(root, block, hints);
    }

    private static FileEntry entry(String line, int at, Path journal) {
        try {
            return FileEntry.read(line);
        } catch (IllegalArgumentException no) {
            throw new IllegalArgumentException("line " + at + " of " + journal + " is no entry", no);
        }
    }

    private void close(@Nullable Line root, List<FileEntry> block, List<String> hints) {
        if (root == null) {
            if (!block.isEmpty()) findings.add("the file begins with entries that are under no root");
            return;
        }
        roots++;
        entries += block.size();
        String where = " (under root " + root.n() + " of " + root.at() + ")";
        boolean fits = fits(root, block);
        hints.forEach(hint -> findings.add(hint + where));
        if (!fits) unfit.put(root.n(), List.copyOf(block));
        List<FileEntry> byChain = new ArrayList<>(block);
        byChain.sort(java.util.Comparator.comparing(FileEntry::chain).thenComparingInt(FileEntry::seq));
        for (FileEntry entry : byChain) follow(entry, root, fits, where);
        before = root;
    }

    /** Whether the root is the house's, the one that was kept, the one after the last, and the tree of these entries. */
    private boolean fits(Line root, List<FileEntry> block) {
        boolean known = missed.remove(root.n());
        if (!isSigned(root.text())) findings.add("root " + root.n() + " is not signed by this house");
        byte[] own = kept.lines().get(root.n());
        boolean differs = own != null && !Arrays.equals(own, KeptRoots.hash(root.text()));
        if (differs) findings.add("root " + root.n() + " differs from the one in " + kept.name());
        if (!known && !kept.lines().isEmpty() && root.n() <= kept.lines().lastKey())
            findings.add("root " + root.n() + " is not among the roots of " + kept.name());
        Line last = before;
        boolean follows = last == null
                ? root.from().equals("0")
                : root.from().equals(last.until()) && root.prev().equals(last.root());
        if (!follows) findings.add("root " + root.n() + " does not follow the one before it");
        return isTreeOf(differs ? known(root) : root, block);
    }

    /** The root as the partner kept it, where the house signed that; of two lines the partner's is the one that was published. */
    private Line known(Line root) {
        Line theirs = Line.of(kept.line(root.n()));
        return theirs != null && isSigned(theirs.text()) ? theirs : root;
    }

    private boolean isTreeOf(Line root, List<FileEntry> block) {
        if (root.leaves() != block.size()) {
            findings.add("root " + root.n() + " of " + root.at() + " was signed over " + root.leaves()
                    + " entries, and the file has " + block.size());
            return false;
        }
        List<byte[]> hashes = block.stream().map(FileEntry::hash).toList();
        return !hashes.isEmpty()
                && HexFormat.of().formatHex(MerkleTree.root(hashes)).equals(root.root());
    }

    private void follow(FileEntry entry, Line root, boolean fits, String where) {
        Last last = chains.get(entry.chain());
        int expected = last == null ? 1 : last.seq() + 1;
        String of = "entry " + entry.name() + " of " + entry.at();
        if (entry.seq() > expected) {
            findings.add("entry " + entry.chain() + "#" + expected + " is gone; after it comes " + of + where);
            broken.add(entry.chain());
        } else if (entry.seq() < expected) {
            findings.add(of + " was slipped in later or is out of its order" + where);
            broken.add(entry.chain());
        } else if (!Arrays.equals(
                entry.computed(last == null ? new byte[MerkleTree.BYTES] : last.hash()), entry.hash())) {
            findings.add(of + " was changed, or does not follow the entry before it" + where);
            broken.add(entry.chain());
        }
        Line earlier = before;
        if (dates
                && earlier != null
                && Duration.between(entry.at(), earlier.at()).compareTo(LONGEST) > 0)
            findings.add(of + " is dated before the time at which it was written" + where);
        if (dates && Duration.between(root.at(), entry.at()).compareTo(Duration.ofHours(1)) > 0)
            findings.add(of + " is dated after the time at which it was written" + where);
        chains.put(
                entry.chain(), new Last(entry.seq(), entry.hash(), fits ? root.n() : last == null ? 0 : last.fits()));
    }

    private boolean isSigned(String line) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update(Root.statementOf(line));
            return signature.verify(Root.signatureOf(line));
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    /**
     * Whoever rewrote an entry and all hashes after it is found by the roots. Which entry it was: one of those under the root that does not fit, but none
     * whose chain goes on unbroken to a root that does.
     */
    private Result result() {
        unfit.forEach((n, block) -> {
            List<String> suspects = block.stream()
                    .filter(entry -> !isProved(entry.chain(), n))
                    .map(FileEntry::name)
                    .toList();
            String more = suspects.size() > MOST_NAMED ? " and " + (suspects.size() - MOST_NAMED) + " more" : "";
            findings.add("root " + n + " does not fit its entries: one was rewritten"
                    + (suspects.isEmpty()
                            ? ""
                            : ", of " + String.join(", ", suspects.subList(0, Math.min(MOST_NAMED, suspects.size())))
                                    + more));
        });
        if (!missed.isEmpty())
            findings.add("root " + missed.iterator().next() + " is in " + kept.name()
                    + " and not in the journal file: it was cut, or is older than your roots");
        return new Result(List.copyOf(findings), entries, roots, kept.lines().size() - missed.size());
    }

    /** Whether the chain goes on unbroken to a later root that fits. */
    private boolean isProved(UUID chain, long after) {
        Last last = chains.get(chain);
        return last != null && last.fits() > after && !broken.contains(chain);
    }
}
