package org.akoma.ground.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.akoma.Said;
import org.jspecify.annotations.Nullable;

/**
 * A file of published roots: the installation's {@code roots.txt}, or the copy that a partner kept. Lines are kept as hashes, for there is one a
 * minute for years.
 *
 * @param name of the file, for messages
 * @param lines number to the SHA-256 of its line
 * @param misfit an error of the file itself, independent of the database; null = none
 */
record KeptRoots(
        Path file,
        String name,
        TreeMap<Long, byte[]> lines,
        @Nullable Said misfit) {

    /** A number that occurs twice with different content stays an error for ever: two histories were published under it. */
    static KeptRoots read(Path file, String name) {
        TreeMap<Long, byte[]> lines = new TreeMap<>();
        Said misfit = null;
        try (Stream<String> content = lines(file)) {
            int at = 0;
            for (Iterator<String> all = content.iterator(); all.hasNext(); ) {
                at++;
                Said found = take(all.next().strip(), at, name, lines);
                if (misfit == null) misfit = found;
            }
        }
        return new KeptRoots(file, name, lines, misfit);
    }

    private static @Nullable Said take(String line, int at, String name, TreeMap<Long, byte[]> lines) {
        if (line.isEmpty()) return null;
        Long number = Root.numberOf(line);
        if (number == null) return Said.of("journal.no-root", at, name);
        byte[] hash = hash(line);
        byte[] before = lines.putIfAbsent(number, hash);
        return before == null || java.util.Arrays.equals(before, hash)
                ? null
                : Said.of("journal.twice", number, at, name);
    }

    /** The whole line of a root of the file. */
    String line(long number) {
        try (Stream<String> content = lines(file)) {
            return content.map(String::strip)
                    .filter(line -> Long.valueOf(number).equals(Root.numberOf(line)))
                    .findFirst()
                    .orElseThrow();
        }
    }

    static byte[] hash(String line) {
        return MerkleTree.sha256().digest(line.getBytes(StandardCharsets.US_ASCII));
    }

    /** Of a file that is not there, none. A byte that is no ASCII makes its own line a misfit, not the reading. */
    private static Stream<String> lines(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.lines(file, StandardCharsets.ISO_8859_1) : Stream.of();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
