package org.akoma.ground.journal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One entry under a root: its chain, its place in it, its hash. */
record Leaf(UUID chain, int seq, byte[] hash) {

    static final int NAME_BYTES = 20;

    /** Chain and place of each leaf, 20 bytes each, so that a leaf that is gone can be named. */
    static byte[] names(List<Leaf> leaves) {
        ByteBuffer names = ByteBuffer.allocate(leaves.size() * NAME_BYTES);
        for (Leaf leaf : leaves) {
            names.putLong(leaf.chain.getMostSignificantBits())
                    .putLong(leaf.chain.getLeastSignificantBits())
                    .putInt(leaf.seq);
        }
        return names.array();
    }

    /** Reads {@link #names}; the hashes are empty. */
    static List<Leaf> named(byte[] names) {
        ByteBuffer bytes = ByteBuffer.wrap(names);
        List<Leaf> leaves = new ArrayList<>(names.length / NAME_BYTES);
        while (bytes.remaining() >= NAME_BYTES)
            leaves.add(new Leaf(new UUID(bytes.getLong(), bytes.getLong()), bytes.getInt(), new byte[0]));
        return leaves;
    }

    String name() {
        return chain + "#" + seq;
    }
}
