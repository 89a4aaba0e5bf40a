package org.akoma.journal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * A signed root over the entries of the transactions from one (inclusive) until another (exclusive).
 *
 * @param n its number; 0 before it is stored
 * @param prev the root before it, 32 zero bytes for the first
 */
record Root(
        long n, Instant at, String from, String until, List<Leaf> leaves, byte[] root, byte[] prev, byte[] signature) {

    static Root unsigned(Instant at, String from, String until, List<Leaf> leaves, byte[] root, byte[] prev) {
        return new Root(0, at, from, until, leaves, root, prev, new byte[0]);
    }

    Root signed(byte[] by) {
        return new Root(n, at, from, until, leaves, root, prev, by);
    }

    Root numbered(long number) {
        return new Root(number, at, from, until, leaves, root, prev, signature);
    }

    /** What is signed: everything that places the root. */
    byte[] statement() {
        HexFormat hex = HexFormat.of();
        return ("akoma-root " + at.toEpochMilli() + " " + from + " " + until + " " + leaves.size() + " "
                        + hex.formatHex(prev) + " " + hex.formatHex(root))
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** One line of the file that partners keep. */
    String line() {
        return n + " " + new String(statement(), StandardCharsets.US_ASCII) + " "
                + HexFormat.of().formatHex(signature);
    }
}
