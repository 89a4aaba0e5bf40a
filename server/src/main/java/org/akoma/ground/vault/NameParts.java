package org.akoma.ground.vault;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

    private static final Pattern LETTERS_TOGETHER = Pattern.compile("\\p{L}+");
    private static final Pattern AFTER_SMALL = Pattern.compile("^.*\\p{Ll}(?=\\p{Lu})");
    private static final Pattern DIGIT_IN_WORD = Pattern.compile("(?<=\\p{L})[013457]|[013457](?=\\p{L})");
    private static final Map<String, String> OF_DIGITS = Map.of("0", "o", "3", "e", "4", "a", "5", "s", "7", "t");

    /** Cyrillic and Greek letters that look like ours, and those of ours. */
    private static final String LOOK_ALIKE = "авекмнорстхуіѕАВЕКМНОРСТХУІЅαεκορτυιΑΒΕΗΙΚΜΝΟΡΤΥΧΖ";

    private static final String OURS = "abekmhopctxyisABEKMHOPCTXYISaekoptuiABEHIKMNOPTYXZ";

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

    /**
     * Two words that follow each other, whatever their letters are, as {@link #exactIn} has them: the first, the second, the first of the next two, and so on.
     * Particles between them are left out. Who writes a full name in small letters writes a full name.
     */
    public static List<String> pairsIn(String text) {
        String plain =
                UNSEEN.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("");
        return Stream.of(plain, read(plain, "l"), read(plain, "i"))
                .distinct()
                .flatMap(one ->
                        pairs(words(one).stream().filter(NameParts::isName).toList()))
                .toList();
    }

    private static Stream<String> pairs(List<String> words) {
        return IntStream.range(1, words.size())
                .filter(i -> !words.get(i).equals(words.get(i - 1)))
                .boxed()
                .flatMap(i -> Stream.of("e:" + words.get(i - 1), "e:" + words.get(i)));
    }

    /**
     * Each word that counts, and two that follow each other as one: N’Guessan, Ya-Aba, R.osée. Marks and signs without a width separate nothing. Also as
     * it reads where letters of other scripts or digits stand for ours (Rоsée, R0sée), without what is written before its capital (xRosée), and without an s.
     */
    private static List<String> exact(String text, Predicate<String> counts) {
        String plain =
                UNSEEN.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("");
        return Stream.of(plain, read(plain, "l"), read(plain, "i"))
                .distinct()
                .flatMap(one -> counted(one, counts).stream())
                .flatMap(word -> of(word).parts().stream())
                .flatMap(part -> part.length() > 4 && part.endsWith("s")
                        ? Stream.of(part, part.substring(0, part.length() - 1))
                        : Stream.of(part))
                .distinct()
                .map(part -> "e:" + part)
                .toList();
    }

    private static List<String> counted(String plain, Predicate<String> counts) {
        List<MatchResult> words = LETTERS_TOGETHER.matcher(plain).results().toList();
        List<String> counted = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i).group();
            String late = AFTER_SMALL.matcher(word).replaceFirst("");
            if (!late.equals(word)) counted.add(late);
            if (!counts.test(word)) continue;
            counted.add(word);
            if (i + 1 == words.size()) continue;
            String between =
                    plain.substring(words.get(i).end(), words.get(i + 1).start());
            String next = words.get(i + 1).group();
            if (counts.test(next) || between.length() == 1 && !between.isBlank()) counted.add(word + next);
        }
        return counted;
    }

    /** As a reader takes it: letters of other scripts that look like ours, and digits within a word. */
    private static String read(String plain, String one) {
        StringBuilder read = new StringBuilder(plain);
        for (int at = 0; at < read.length(); at++) {
            int alike = LOOK_ALIKE.indexOf(read.charAt(at));
            if (alike >= 0) read.setCharAt(at, OURS.charAt(alike));
        }
        return DIGIT_IN_WORD
                .matcher(read)
                .replaceAll(digit -> digit.group().equals("1") ? one : OF_DIGITS.getOrDefault(digit.group(), ""));
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
