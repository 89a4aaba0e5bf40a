package org.akoma.ground.journal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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

    private static final Pattern LINE =
            Pattern.compile("(\\d{1,18}) akoma-root -?\\d+ \\d+ \\d+ \\d+ [0-9a-f]{64} [0-9a-f]{64} [0-9a-f]{128}");

    /** The number of the root that a line of that file holds; null when it holds none. */
    static @Nullable Long numberOf(String line) {
        Matcher found = LINE.matcher(line);
        return found.matches() ? Long.valueOf(found.group(1)) : null;
    }

    /** What a line says was signed, and its signature. */
    static byte[] statementOf(String line) {
        return line.substring(line.indexOf(' ') + 1, line.lastIndexOf(' ')).getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] signatureOf(String line) {
        return HexFormat.of().parseHex(line.substring(line.lastIndexOf(' ') + 1));
    }

    /** One line of the file that partners keep. */
    String line() {
        return n + " " + new String(statement(), StandardCharsets.US_ASCII) + " "
                + HexFormat.of().formatHex(signature);
    }
}
