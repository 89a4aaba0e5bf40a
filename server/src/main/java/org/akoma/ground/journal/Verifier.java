package org.akoma.ground.journal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.akoma.Said;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.CompartmentContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Recomputes every hash, every tree and every signature, and names the first entry that does not fit. Bodies stay sealed. */
@Service
public class Verifier {

    private static final int ROOTS_AT_ONCE = 100;

    private final VerifyStore entries;
    private final RootStore roots;
    private final Signer signer;
    private final RootCheck check;
    private final RootFile file;
    private final TransactionTemplate transaction;

    Verifier(VerifyStore entries, RootStore roots, Signer signer, RootFile file, TransactionTemplate transaction) {
        this.file = file;
        this.entries = entries;
        this.roots = roots;
        this.signer = signer;
        this.check = new RootCheck(roots, signer);
        this.transaction = transaction;
    }

    /** Reads the whole journal once, as the custodian's login, and compares its roots with the folder's own file. About 400,000 entries a second. */
    public Verification verify() {
        return verify(null);
    }

    /** @param partners a copy of the roots that a partner kept, instead of the folder's own file, which it may be older than */
    Verification verify(@Nullable Path partners) {
        KeptRoots kept = partners == null ? file.kept() : KeptRoots.read(partners, partners.toString());
        Verification found = CompartmentContext.through(
                Compartment.CUSTODY, () -> transaction.execute(status -> check(kept, partners == null)));
        if (found == null) throw new IllegalStateException("The check gave no answer");
        return found;
    }

    private Verification check(KeptRoots kept, boolean whole) {
        Chains chains = new Chains();
        entries.each(chains::take);
        long count = chains.count();
        if (chains.misfit() != null) return new Verification(count, 0, 0, chains.misfit());
        if (kept.misfit() != null) return new Verification(count, 0, 0, kept.misfit());
        return checkRoots(count, kept, whole);
    }

    private Verification checkRoots(long count, KeptRoots kept, boolean whole) {
        Map<Long, byte[]> unseen = new TreeMap<>(kept.lines());
        Root last = null;
        List<Long> lacking = new ArrayList<>();
        long seen = 0;
        for (List<Root> some = roots.after(0, ROOTS_AT_ONCE);
                !some.isEmpty();
                some = roots.after(some.getLast().n(), ROOTS_AT_ONCE)) {
            for (Root root : some) {
                byte[] line = unseen.remove(root.n());
                Said misfit = check.misfit(root, last, line);
                if (misfit != null) return new Verification(count, seen, seen - lacking.size(), misfit);
                if (line == null) lacking.add(root.n());
                last = root;
                seen++;
            }
        }
        long found = seen - lacking.size();
        long newest = last == null ? 0 : last.n();
        if (!unseen.isEmpty()) return new Verification(count, seen, found, gone(unseen, kept));
        return new Verification(count, seen, found, whole ? unpublished(lacking, newest) : null);
    }

    /** Of a partner's copy a line may be anybody's; one that this house signed was there. */
    private Said gone(Map<Long, byte[]> unseen, KeptRoots kept) {
        long first = unseen.keySet().iterator().next();
        String line = kept.line(first);
        return signer.isOurs(Root.statementOf(line), Root.signatureOf(line))
                ? Said.of("journal.root-gone", first)
                : Said.of("journal.not-signed-in", first, kept.name());
    }

    /** Every root but the newest lies in the file, and that too once it was written there; what was written there is in the database. */
    private @Nullable Said unpublished(List<Long> lacking, long newest) {
        long published = roots.published(file.folder());
        if (published > newest) return Said.of("journal.root-gone", published);
        for (long n : lacking)
            if (n < newest || n <= published)
                return Said.of(n <= published ? "journal.file-cut" : "journal.not-published", n, RootFile.NAME);
        return null;
    }

    /** Follows each chain in order. */
    static final class Chains {
        private @Nullable UUID chain;
        private int seq;
        private byte[] hash = new byte[MerkleTree.BYTES];
        private long count;
        private @Nullable Said misfit;

        void take(VerifyStore.Link link) {
            count++;
            if (misfit != null) return;
            if (!link.chain().equals(chain)) {
                chain = link.chain();
                seq = 0;
                hash = new byte[MerkleTree.BYTES];
            }
            Said name = Said.of("journal.entry", link.chain() + "#" + link.seq(), link.at());
            if (link.seq() != seq + 1) misfit = Said.of("journal.entry-gone", link.chain() + "#" + (seq + 1), name);
            else if (!java.util.Arrays.equals(link.prev(), hash)) misfit = Said.of("journal.entry-not-following", name);
            else if (!java.util.Arrays.equals(link.hash(), link.computed()))
                misfit = Said.of("journal.entry-changed", name);
            seq = link.seq();
            hash = link.hash();
        }

        long count() {
            return count;
        }

        @Nullable
        Said misfit() {
            return misfit;
        }
    }
}
