package org.akoma.ground.signin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Passwords that are guessed first. Lists of the ten thousand commonest hold next to none of twelve characters; what people do to reach twelve
 * is to write a common word with digits, to write it twice, or to run along the keyboard. So this keeps a list of words and knows these ways of
 * lengthening them.
 */
final class CommonPasswords {

    private static final Set<String> WORDS = words();
    private static final int FEWEST_CHARACTERS = 5;
    private static final int SHORTEST_RUN = 4;
    private static final String[] RUNS = {
        "abcdefghijklmnopqrstuvwxyz",
        "qwertyuiop",
        "asdfghjkl",
        "zxcvbnm",
        "azertyuiop",
        "qsdfghjklm",
        "wxcvbn",
        "01234567890"
    };

    private CommonPasswords() {}

    static boolean contain(String password) {
        String plain = plain(password);
        if (plain.chars().distinct().count() < FEWEST_CHARACTERS) return true;
        String left = withoutRuns(plain);
        return isOfWords(left) || isOfWords(withoutRuns(letters(plain)));
    }

    /** Small letters without accents, signs left out; digits used in place of letters are read both ways by the caller. */
    private static String plain(String password) {
        String bare = Normalizer.normalize(password, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
        return bare.replace('@', 'a').replace('$', 's').replaceAll("[^a-z0-9]", "");
    }

    private static String letters(String plain) {
        return plain.replace('0', 'o')
                .replace('1', 'i')
                .replace('3', 'e')
                .replace('4', 'a')
                .replace('5', 's')
                .replace('7', 't');
    }

    /** Without digits and without pieces of four or more along the alphabet, the keyboard or the digits, forward or back. */
    private static String withoutRuns(String text) {
        String left = text;
        for (String run : RUNS) {
            String back = new StringBuilder(run).reverse().toString();
            for (int length = run.length(); length >= SHORTEST_RUN; length--)
                for (int from = 0; from + length <= run.length(); from++)
                    left = left.replace(run.substring(from, from + length), "")
                            .replace(back.substring(from, from + length), "");
        }
        return left.replaceAll("[0-9]", "");
    }

    /** Nothing, or one common word once or more; three letters more are no help. */
    private static boolean isOfWords(String text) {
        if (text.length() < SHORTEST_RUN) return true;
        for (String word : WORDS)
            if (text.contains(word) && text.replace(word, "").length() < SHORTEST_RUN) return true;
        return false;
    }

    private static Set<String> words() {
        try (InputStream list = CommonPasswords.class.getResourceAsStream("/access/common-words.txt")) {
            return new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Arrays.stream(line.split(" ", -1)))
                    .filter(word -> word.length() >= SHORTEST_RUN)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the list of common words", e);
        }
    }
}
