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

/** Looks for words in the bytes of files, in UTF-8 and both orders of UTF-16; a word that begins a known name is not reported. */
final class Scanner {

    private static final List<Charset> ENCODINGS =
            List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);

    private final Map<Integer, List<Needle>> byFirstTwo = new HashMap<>();
    private final List<Needle> known;

    private record Needle(String word, byte[] bytes) {
        boolean isAt(byte[] content, int at) {
            return at + bytes.length <= content.length
                    && Arrays.equals(content, at, at + bytes.length, bytes, 0, bytes.length);
        }
    }

    Scanner(Collection<String> words) {
        this(words, List.of());
    }

    /** @param known names that reference data of the program holds, such as that of a newspaper. */
    Scanner(Collection<String> words, Collection<String> known) {
        this.known = needles(known);
        for (Needle needle : needles(words))
            byFirstTwo
                    .computeIfAbsent(firstTwo(needle.bytes(), 0), unused -> new ArrayList<>())
                    .add(needle);
    }

    private static List<Needle> needles(Collection<String> words) {
        return words.stream()
                .flatMap(word -> ENCODINGS.stream().map(encoding -> new Needle(word, word.getBytes(encoding))))
                .toList();
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
                int here = at;
                for (Needle needle : candidates)
                    if (needle.isAt(content, at) && known.stream().noneMatch(name -> name.isAt(content, here)))
                        found.add(needle.word() + " in " + folder.relativize(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int firstTwo(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }
}
