package org.akoma.ground.journal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** A Merkle tree with the prefixes of RFC 6962: 0x00 before a leaf, 0x01 before a pair; an odd node goes up as it is. */
final class MerkleTree {

    static final int BYTES = 32;

    private MerkleTree() {}

    /** @param hashes at least one, 32 bytes each */
    static byte[] root(List<byte[]> hashes) {
        MessageDigest sha = sha256();
        List<byte[]> level = new ArrayList<>(hashes.size());
        for (byte[] hash : hashes) level.add(digest(sha, (byte) 0, hash, new byte[0]));
        while (level.size() > 1) level = above(sha, level);
        return level.getFirst();
    }

    private static List<byte[]> above(MessageDigest sha, List<byte[]> level) {
        List<byte[]> up = new ArrayList<>((level.size() + 1) / 2);
        for (int i = 0; i < level.size(); i += 2)
            up.add(i + 1 == level.size() ? level.get(i) : digest(sha, (byte) 1, level.get(i), level.get(i + 1)));
        return up;
    }

    private static byte[] digest(MessageDigest sha, byte prefix, byte[] left, byte[] right) {
        sha.update(prefix);
        sha.update(left);
        return sha.digest(right);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java cannot compute SHA-256", e);
        }
    }
}
