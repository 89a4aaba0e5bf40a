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
import java.time.temporal.ChronoUnit;
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
import org.akoma.Said;
import org.jspecify.annotations.Nullable;

/**
 * A partner's check of a journal file with the roots that they kept and the house's open key: no database, no house, no network. It recomputes every hash,
 * follows every chain, compares every tree with its signed root, and names each entry that does not fit.
 */
public final class OfflineCheck {

    /** An entry goes under a root within minutes; a long transaction is the exception. */
    private static final Duration LONGEST = Duration.ofHours(1);

    /** What was begun first may be written after what was begun later. */
    private static final Duration LONGEST_IN_CHAIN = Duration.ofMinutes(10);

    /** What somebody reported without a name is dated by its day alone and written after it, when the house next seals: it may have been off meanwhile. */
    private static final Set<String> DAY_ALONE =
            Set.of(actOf("followup.complaint-raised"), actOf("oversight.incident-reported"));

    private static final int MOST_DAYS = 30;

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
    private record Last(int seq, byte[] hash, Instant at, long fits) {}

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
            throw new IllegalArgumentException(Said.say("journal.no-journal", journal));
        if (kept.misfit() != null) findings.add(kept.misfit().own());
        else if (kept.lines().isEmpty()) found("journal.rootless", kept.name());
        Line root = null;
        List<FileEntry> block = new ArrayList<>();
        List<Said> hints = new ArrayList<>();
        int at = 1;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            at++;
            if (line.startsWith(JournalFile.ROOT)) {
                close(root, block, hints);
                root = Line.of(line.substring(JournalFile.ROOT.length()));
                if (root == null) throw new IllegalArgumentException(Said.say("journal.no-root", at, journal));
                block = new ArrayList<>();
                hints = new ArrayList<>();
            } else if (line.startsWith(JournalFile.GONE))
                hints.add(Said.of("journal.gone", line.substring(JournalFile.GONE.length())));
            else if (line.startsWith(JournalFile.SLIPPED))
                hints.add(Said.of("journal.slipped", line.substring(JournalFile.SLIPPED.length())));
            else block.add(entry(line, at, journal));
        }
        close(root, block, hints);
    }

    private void found(String key, Object... args) {
        findings.add(Said.say(key, args));
    }

    private void under(Line root, Said what) {
        found("journal.under", what, root.n(), root.at());
    }

    private static FileEntry entry(String line, int at, Path journal) {
        try {
            return FileEntry.read(line);
        } catch (IllegalArgumentException no) {
            throw new IllegalArgumentException(Said.say("journal.no-entry", at, journal), no);
        }
    }

    private void close(@Nullable Line root, List<FileEntry> block, List<Said> hints) {
        if (root == null) {
            if (!block.isEmpty()) found("journal.no-root-above");
            return;
        }
        roots++;
        entries += block.size();
        boolean fits = fits(root, block);
        hints.forEach(hint -> under(root, hint));
        if (!fits) unfit.put(root.n(), List.copyOf(block));
        List<FileEntry> byChain = new ArrayList<>(block);
        byChain.sort(java.util.Comparator.comparing(FileEntry::chain).thenComparingInt(FileEntry::seq));
        for (FileEntry entry : byChain) follow(entry, root, fits);
        before = root;
    }

    /** Whether the root is the house's, the one that was kept, the one after the last, and the tree of these entries. */
    private boolean fits(Line root, List<FileEntry> block) {
        boolean known = missed.remove(root.n());
        if (!isSigned(root.text())) found("journal.not-signed", root.n());
        byte[] own = kept.lines().get(root.n());
        boolean differs = own != null && !Arrays.equals(own, KeptRoots.hash(root.text()));
        if (differs) found("journal.differs", root.n(), kept.name());
        if (!known && !kept.lines().isEmpty() && root.n() <= kept.lines().lastKey())
            found("journal.not-among", root.n(), kept.name());
        Line last = before;
        boolean follows = last == null
                ? root.from().equals("0")
                : root.from().equals(last.until()) && root.prev().equals(last.root());
        if (!follows) found("journal.not-following", root.n());
        return isTreeOf(differs ? known(root) : root, block);
    }

    /** The root as the partner kept it, where the house signed that; of two lines the partner's is the one that was published. */
    private Line known(Line root) {
        Line theirs = Line.of(kept.line(root.n()));
        return theirs != null && isSigned(theirs.text()) ? theirs : root;
    }

    private boolean isTreeOf(Line root, List<FileEntry> block) {
        if (root.leaves() != block.size()) {
            found("journal.leaves", root.n(), root.at(), root.leaves(), block.size());
            return false;
        }
        List<byte[]> hashes = block.stream().map(FileEntry::hash).toList();
        return !hashes.isEmpty()
                && HexFormat.of().formatHex(MerkleTree.root(hashes)).equals(root.root());
    }

    private void follow(FileEntry entry, Line root, boolean fits) {
        Last last = chains.get(entry.chain());
        int expected = last == null ? 1 : last.seq() + 1;
        Said of = Said.of("journal.entry", entry.name(), entry.at());
        if (entry.seq() > expected) {
            under(root, Said.of("journal.entry-gone", entry.chain() + "#" + expected, of));
            broken.add(entry.chain());
        } else if (entry.seq() < expected) {
            under(root, Said.of("journal.entry-slipped", of));
            broken.add(entry.chain());
        } else if (!Arrays.equals(
                entry.computed(last == null ? new byte[MerkleTree.BYTES] : last.hash()), entry.hash())) {
            under(root, Said.of("journal.entry-changed-or-not-following", of));
            broken.add(entry.chain());
        }
        if (dates) date(entry, last, root, of);
        chains.put(
                entry.chain(),
                new Last(entry.seq(), entry.hash(), entry.at(), fits ? root.n() : last == null ? 0 : last.fits()));
    }

    /** An entry is dated after the one before it in its chain, and between the root before its own and its own. */
    private void date(FileEntry entry, @Nullable Last last, Line root, Said of) {
        Line earlier = before;
        boolean dayAlone = isDayAlone(entry);
        Duration most = dayAlone ? LONGEST.plusDays(MOST_DAYS) : LONGEST;
        if (earlier != null && isOver(most, entry.at(), earlier.at())) under(root, Said.of("journal.entry-early", of));
        else if (!dayAlone && last != null && isOver(LONGEST_IN_CHAIN, entry.at(), last.at()))
            under(root, Said.of("journal.entry-before", of));
        if (isOver(LONGEST, root.at(), entry.at())) under(root, Said.of("journal.entry-late", of));
    }

    private static boolean isOver(Duration most, Instant from, Instant until) {
        return Duration.between(from, until).compareTo(most) > 0;
    }

    private static boolean isDayAlone(FileEntry entry) {
        return entry.at().equals(entry.at().truncatedTo(ChronoUnit.DAYS))
                && DAY_ALONE.contains(HexFormat.of().formatHex(entry.act()));
    }

    private static String actOf(String code) {
        return HexFormat.of().formatHex(MerkleTree.sha256().digest(code.getBytes(StandardCharsets.UTF_8)));
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
     * Anyone who rewrote an entry and all hashes after it is found by the roots. Which entry it was: one of those under the root that does not fit, but none
     * whose chain goes on unbroken to a root that does.
     */
    private Result result() {
        unfit.forEach((n, block) -> {
            List<String> suspects = block.stream()
                    .filter(entry -> !isProved(entry.chain(), n))
                    .map(FileEntry::name)
                    .toList();
            String named = String.join(", ", suspects.subList(0, Math.min(MOST_NAMED, suspects.size())));
            if (suspects.isEmpty()) found("journal.unfit", n);
            else if (suspects.size() <= MOST_NAMED) found("journal.unfit-of", n, named);
            else found("journal.unfit-of-more", n, named, suspects.size() - MOST_NAMED);
        });
        if (!missed.isEmpty()) found("journal.missed", missed.iterator().next(), kept.name());
        return new Result(List.copyOf(findings), entries, roots, kept.lines().size() - missed.size());
    }

    /** Whether the chain goes on unbroken to a later root that fits. */
    private boolean isProved(UUID chain, long after) {
        Last last = chains.get(chain);
        return last != null && last.fits() > after && !broken.contains(chain);
    }
}
