package org.akoma;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Looks for words in the bytes of files, in UTF-8 and both orders of UTF-16. */
final class Scanner {

    private static final List<Charset> ENCODINGS =
            List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);

    private final Map<Integer, List<Needle>> byFirstTwo = new HashMap<>();

    private record Needle(String word, byte[] bytes) {
        boolean isAt(byte[] content, int at) {
            return at + bytes.length <= content.length
                    && Arrays.equals(content, at, at + bytes.length, bytes, 0, bytes.length);
        }
    }

    Scanner(Collection<String> words) {
        for (String word : words)
            for (Charset encoding : ENCODINGS) {
                byte[] bytes = word.getBytes(encoding);
                byFirstTwo
                        .computeIfAbsent(firstTwo(bytes, 0), unused -> new ArrayList<>())
                        .add(new Needle(word, bytes));
            }
    }

    /** Each file below the folder that holds a word, as {@code word in path}. */
    Set<String> in(Path folder, Predicate<Path> looked) throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile).filter(looked).forEach(file -> look(folder, file, found));
        }
        return found;
    }

    private void look(Path folder, Path file, Set<String> found) {
        try {
            byte[] content = Files.readAllBytes(file);
            for (int at = 0; at + 1 < content.length; at++) {
                List<Needle> candidates = byFirstTwo.get(firstTwo(content, at));
                if (candidates == null) continue;
                for (Needle needle : candidates)
                    if (needle.isAt(content, at)) found.add(needle.word() + " in " + folder.relativize(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int firstTwo(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }
}
