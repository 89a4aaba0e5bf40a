package org.akoma.programme.publication;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The words of one language that the texts of the house use. A word of a story that is none of them, nor a form of one, may be the name of a village or of a
 * person, of which no list is whole: people look at it.
 */
final class HouseWords {

    static final HouseWords FRENCH = new HouseWords("fr");
    static final HouseWords ENGLISH = new HouseWords("en");

    /** Shorter words are taken for plain ones. */
    private static final int LETTERS = 4;

    /** From this length on a word is known by its beginning: what is cut off, and what is left at least. */
    private static final int LONG = 6;

    private static final int ENDING = 3;
    private static final int STEM = 5;

    private final NavigableSet<String> known = new TreeSet<>();

    private HouseWords(String language) {
        try {
            for (Resource one : new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:messages/*_" + language + ".properties")) {
                Properties texts = new Properties();
                try (Reader in = new InputStreamReader(one.getInputStream(), StandardCharsets.UTF_8)) {
                    texts.load(in);
                }
                texts.values().forEach(text -> words(text.toString()).forEach(known::add));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> words(String text) {
        return Arrays.stream(Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .split("\\P{L}+"));
    }

    /** The words of the text that are none of the house, as they are written, each once; those that another text has too come first. */
    List<String> unknown(String text, String other) {
        HashSet<String> there = new HashSet<>(words(other).toList());
        List<String> found = Arrays.stream(text.split("\\P{L}+"))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .distinct()
                .filter(word -> words(word).noneMatch(this::isKnown))
                .toList();
        return Stream.concat(
                        found.stream().filter(word -> words(word).anyMatch(there::contains)),
                        found.stream().filter(word -> words(word).noneMatch(there::contains)))
                .toList();
    }

    private boolean isKnown(String word) {
        if (word.length() < LETTERS || known.contains(word)) return true;
        if (word.length() < LONG) return false;
        String stem = word.substring(0, Math.max(STEM, word.length() - ENDING));
        String next = known.ceiling(stem);
        return next != null && next.startsWith(stem);
    }
}
