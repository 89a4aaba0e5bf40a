package org.akoma.ground.journal;

import java.util.ArrayList;
import java.util.List;
import org.akoma.Said;
import org.jspecify.annotations.Nullable;

/** One root against the entries under it, the root before it, its signature and its published line. */
final class RootCheck {

    private final RootStore roots;
    private final Signer signer;

    RootCheck(RootStore roots, Signer signer) {
        this.roots = roots;
        this.signer = signer;
    }

    /**
     * The first thing that does not fit, in words; null when all does.
     *
     * @param kept the hash of its line in the file of roots; null when it is not there
     */
    @Nullable
    Said misfit(Root root, @Nullable Root last, byte @Nullable [] kept) {
        if (!root.from().equals(last == null ? "0" : last.until())) return Said.of("journal.not-following", root.n());
        List<Leaf> there = roots.leaves(root.from(), root.until());
        Said gone = firstDifference(root.leaves(), there);
        if (gone != null) return Said.of("journal.under", gone, root.n(), root.at());
        List<byte[]> hashes = new ArrayList<>(there.size());
        there.forEach(leaf -> hashes.add(leaf.hash()));
        boolean fits = !there.isEmpty()
                && java.util.Arrays.equals(MerkleTree.root(hashes), root.root())
                && java.util.Arrays.equals(root.prev(), last == null ? new byte[MerkleTree.BYTES] : last.root());
        if (!fits) return Said.of("journal.rewritten", root.n(), root.at());
        if (!signer.isOurs(root.statement(), root.signature())) return Said.of("journal.not-signed", root.n());
        if (kept != null && !java.util.Arrays.equals(kept, KeptRoots.hash(root.line())))
            return Said.of("journal.differs-published", root.n());
        return null;
    }

    private static @Nullable Said firstDifference(List<Leaf> expected, List<Leaf> there) {
        for (int i = 0; i < Math.max(expected.size(), there.size()); i++) {
            String wanted = i < expected.size() ? expected.get(i).name() : null;
            String found = i < there.size() ? there.get(i).name() : null;
            if (wanted == null) return Said.of("journal.slipped", found);
            if (!wanted.equals(found)) return Said.of("journal.gone-or-moved", wanted);
        }
        return null;
    }
}
