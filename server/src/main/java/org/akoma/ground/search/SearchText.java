package org.akoma.ground.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A text as it was typed into the search box, and the codes that may be meant: {@code ak49}, {@code AK 49}, {@code ak-049} and {@code AK-O49}, with the
 * letter O, are all {@code AK-049}.
 */
public record SearchText(String typed) {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NEITHER = Pattern.compile("[^A-Z0-9]+");
    private static final Pattern END = Pattern.compile("[0-9OIL]*[0-9][0-9OIL]*$");
    private static final Pattern ZEROS = Pattern.compile("^0+(?=[0-9])");
    private static final int MOST_DIGITS = 9;
    private static final int LEAST_OF_A_NAME = 2;
    private static final int LEAST_OF_A_TITLE = 4;
    /** A word so long may have two wrong letters. */
    private static final int LONG = 7;

    /** The digits at the end of a code, and what is before them. */
    private record Split(String letters, String digits) {
        static @Nullable Split of(String code) {
            String plain = NEITHER.matcher(fold(code).toUpperCase(Locale.ROOT)).replaceAll("");
            Matcher end = END.matcher(plain);
            if (!end.find() || plain.length() - end.start() > MOST_DIGITS) return null;
            String digits = end.group().replace('O', '0').replace('I', '1').replace('L', '1');
            return new Split(
                    plain.substring(0, end.start()), ZEROS.matcher(digits).replaceFirst(""));
        }
    }

    private static String fold(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
    }

    /** Without blanks at its ends. */
    public String plain() {
        return typed.strip();
    }

    /** In capitals without marks. */
    public String capitals() {
        return fold(plain()).toUpperCase(Locale.ROOT);
    }

    /**
     * The number of a code that begins with these letters; of a bare number where they are none.
     *
     * @param letters in capitals
     */
    public Optional<Long> number(String letters) {
        Split split = Split.of(typed);
        return split != null && split.letters.equals(letters)
                ? Optional.of(Long.valueOf(split.digits))
                : Optional.empty();
    }

    /** How a code with a number at its end may be written in full: with no zeros before the number, with two digits, and with three. */
    public Set<String> codes() {
        Split split = Split.of(typed);
        if (split == null || split.letters.isEmpty()) return Set.of();
        Set<String> codes = new LinkedHashSet<>();
        for (int width = 1; width <= 3; width++)
            codes.add(split.letters + "-" + "0".repeat(Math.max(0, width - split.digits.length())) + split.digits);
        return codes;
    }

    /**
     * The codes that may stand at its end, without their signs: {@code R02} of {@code ev mission 1 r2}. What is before them may name the record to which
     * they belong.
     */
    public Set<String> endings() {
        List<String> parts = List.of(NEITHER.split(capitals()));
        Set<String> codes = new LinkedHashSet<>();
        for (int from = 0; from < parts.size(); from++)
            new SearchText(String.join(" ", parts.subList(from, parts.size())))
                    .codes()
                    .forEach(code -> codes.add(code.replace("-", "")));
        return codes;
    }

    /** Whether the text is this code, alone or after that of the record to which it belongs. */
    public boolean means(String owner, String code) {
        return means(code) || means(owner + " " + code);
    }

    /** Whether the text is this code, however it is written. */
    public boolean means(String code) {
        return canonical(typed).equals(canonical(code)) && !canonical(code).isEmpty();
    }

    private static String canonical(String code) {
        Split split = Split.of(code);
        if (split != null) return split.letters + split.digits;
        return NEITHER.matcher(fold(code).toUpperCase(Locale.ROOT)).replaceAll("");
    }

    /** Whether each word of the text is in one of these names, whatever the accents and capitals. */
    public boolean isWithin(@Nullable String... names) {
        String all = String.join(
                        " ",
                        java.util.Arrays.stream(names)
                                .map(name -> name == null ? "" : fold(name))
                                .toList())
                .toLowerCase(Locale.ROOT);
        List<String> words =
                new ArrayList<>(List.of(fold(plain()).toLowerCase(Locale.ROOT).split("\\s+")));
        return fold(plain()).length() >= LEAST_OF_A_NAME && words.stream().allMatch(all::contains);
    }

    /** Whether each word of the text is a word of this name with one wrong letter, or two where it is long. */
    public boolean isAlike(String name) {
        List<String> known = words(name);
        List<String> typed = words(plain());
        return !typed.isEmpty()
                && typed.stream().allMatch(word -> known.stream().anyMatch(one -> isAlike(word, one)));
    }

    private static List<String> words(String text) {
        return List.of(fold(text).toLowerCase(Locale.ROOT).strip().split("\\s+"));
    }

    private static boolean isAlike(String typed, String known) {
        int length = typed.length();
        int wrong = length < LEAST_OF_A_TITLE ? 0 : length < LONG ? 1 : 2;
        return Math.abs(length - known.length()) <= wrong && distance(typed, known) <= wrong;
    }

    /** How many letters are to be changed, added or left out. */
    private static int distance(String one, String other) {
        int[] row = IntStream.rangeClosed(0, other.length()).toArray();
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }

    /** The same of titles and towns. A short text is most often a person's name, and part of too many words. */
    public boolean isWithinTitles(@Nullable String... titles) {
        return plain().length() >= LEAST_OF_A_TITLE && isWithin(titles);
    }
}
