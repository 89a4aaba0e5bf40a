package org.akoma.ground.vault;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The parts of a person's name as the search compares them: lower case, no marks, no particles, each part once, in the
 * order written. Written for names of French, Akan, Baoulé, Dioula, Mooré, Bambara and Fula origin; letters of other
 * scripts stay as they are. Empty when the text holds no letter.
 */
public record NameParts(List<String> parts) {
    private static final int MOST_PARTS = 12;
    private static final int LONGEST_PART = 40;

    /** Letters that Unicode does not take apart: hooks, ligatures, and the open vowels of the African alphabets. */
    private static final Map<String, String> LETTERS = Map.ofEntries(
            Map.entry("ɔ", "o"),
            Map.entry("ɛ", "e"),
            Map.entry("ǝ", "e"),
            Map.entry("ə", "e"),
            Map.entry("ŋ", "ng"),
            Map.entry("ɲ", "ny"),
            Map.entry("ɓ", "b"),
            Map.entry("ɗ", "d"),
            Map.entry("ɖ", "d"),
            Map.entry("ƙ", "k"),
            Map.entry("ƴ", "y"),
            Map.entry("ɣ", "gh"),
            Map.entry("ƒ", "f"),
            Map.entry("ʋ", "u"),
            Map.entry("ʊ", "u"),
            Map.entry("ɩ", "i"),
            Map.entry("ɪ", "i"),
            Map.entry("ı", "i"),
            Map.entry("œ", "oe"),
            Map.entry("æ", "ae"),
            Map.entry("ø", "o"),
            Map.entry("ß", "ss"));

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern APOSTROPHES = Pattern.compile("['’‘ʼʻ`´ꞌ′]");
    private static final Pattern UNSEEN = Pattern.compile("[\\p{M}\\p{Cf}]+");
    private static final Pattern NOT_LETTERS = Pattern.compile("[^\\p{L}]+");

    /** Between names, not of them: French and Arabic particles, "known as", "wife of", and titles of pilgrims. */
    private static final Set<String> PARTICLES = Set.of(
            "de", "du", "des", "la", "le", "les", "el", "al", "et", "dit", "dite", "alias", "ben", "bin", "ibn", "bint",
            "ould", "mint", "nee", "epouse", "epse", "ep", "veuve", "vve", "hadj", "hadji", "hadja", "alhaji",
            "elhadj");

    public NameParts {
        parts = List.copyOf(parts);
    }

    /** All names of one person, in any number of fields. At most 12 parts count, and 40 letters of a part. */
    public static NameParts of(String... names) {
        List<String> words = new ArrayList<>();
        for (String name : names) words.addAll(words(name));
        List<String> kept = words.stream().filter(NameParts::isName).toList();
        return new NameParts((kept.isEmpty() ? words : kept)
                .stream()
                        .map(w -> w.substring(0, Math.min(w.length(), LONGEST_PART)))
                        .distinct()
                        .limit(MOST_PARTS)
                        .toList());
    }

    /** The words of a text as the blind tokens of names compare them. */
    public static List<String> exactIn(String text) {
        return exact(text, word -> true);
    }

    /** As {@link #exactIn}, of those that begin with a capital: a noun by which a child is called is a plain word otherwise. */
    public static List<String> capitals(String text) {
        return exact(text, word -> Character.isUpperCase(word.codePointAt(0)));
    }

    /** Each word that counts, and two that follow each other as one: N’Guessan, Ya-Aba. Marks and signs without a width separate nothing. */
    private static List<String> exact(String text, Predicate<String> counts) {
        String plain =
                UNSEEN.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("");
        List<String> words = Arrays.stream(NOT_LETTERS.split(plain))
                .filter(word -> !word.isEmpty())
                .toList();
        List<String> counted = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (!counts.test(words.get(i))) continue;
            counted.add(words.get(i));
            if (i + 1 < words.size() && counts.test(words.get(i + 1))) counted.add(words.get(i) + words.get(i + 1));
        }
        return counted.stream()
                .flatMap(word -> of(word).parts().stream())
                .distinct()
                .map(part -> "e:" + part)
                .toList();
    }

    public boolean isEmpty() {
        return parts.isEmpty();
    }

    private static boolean isName(String word) {
        return word.length() > 1 && !PARTICLES.contains(word);
    }

    private static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        String prefix = "";
        for (String word : NOT_LETTERS.split(fold(name), -1)) {
            if (word.isEmpty()) continue;
            // N'Guessan, N-Guessan and N Guessan are one name: a lone n or m belongs to the word after it
            if (prefix.isEmpty() && (word.equals("n") || word.equals("m"))) {
                prefix = word;
            } else {
                words.add(prefix + word);
                prefix = "";
            }
        }
        if (!prefix.isEmpty()) words.add(prefix);
        return words;
    }

    private static String fold(String name) {
        String text = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        for (var letter : LETTERS.entrySet()) text = text.replace(letter.getKey(), letter.getValue());
        return APOSTROPHES.matcher(MARKS.matcher(text).replaceAll("")).replaceAll("");
    }
}
