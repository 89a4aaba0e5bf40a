package org.akoma.exchange.dossiers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Words for which a text stays here when a file leaves for another house ({@code requirements.md 7}, point 7): of the police, of arrests, of suspects, of what a child said to
 * investigators, and of who pays. They are in {@code reference/watched-words.txt}, in both languages.
 */
final class WatchedWords {

    private static final String RESOURCE = "/reference/watched-words.txt";

    /** Marks in the file: of a name of a person too; any letters may follow. */
    private static final String IN_NAMES = "!";

    private static final String ANY_END = "*";

    /** Letters of other scripts, and figures, that look like ours. */
    private static final Map<Character, Character> LOOK_ALIKES = Map.ofEntries(
            Map.entry('а', 'a'),
            Map.entry('е', 'e'),
            Map.entry('о', 'o'),
            Map.entry('р', 'p'),
            Map.entry('с', 'c'),
            Map.entry('і', 'i'),
            Map.entry('ο', 'o'),
            Map.entry('ι', 'i'),
            Map.entry('ı', 'i'),
            Map.entry('ρ', 'p'),
            Map.entry('α', 'a'));

    private static final Map<Character, Character> FIGURES =
            Map.of('0', 'o', '1', 'i', '3', 'e', '4', 'a', '5', 's', '@', 'a', '$', 's', '!', 'i', '|', 'l', '€', 'e');

    /** A word in which a figure or a sign is among letters. */
    private static final Pattern MIXED = Pattern.compile("[a-z0-9@$!|€]*[a-z][0-9@$!|€]+[a-z][a-z0-9@$!|€]*");

    /** Letters that stand alone, one after the other. */
    private static final Pattern SPELLED = Pattern.compile("(?<![a-z0-9])[a-z](?:[^a-z0-9]{1,3}[a-z](?![a-z0-9])){3,}");

    /** Letters of two scripts in one word: nobody writes so but to have it read as another word. */
    private static final Pattern TWO_SCRIPTS = Pattern.compile(
            "[\\p{L}\\p{M}]*(?:\\p{IsLatin}\\p{M}*[\\p{L}&&[^\\p{IsLatin}\\p{IsCommon}]]|[\\p{L}&&[^\\p{IsLatin}\\p{IsCommon}]]\\p{M}*\\p{IsLatin})[\\p{L}\\p{M}]*");

    private final Pattern all;
    private final Pattern inNames;

    /** The same without what ends a word, for words that were parted ("po lice"). */
    private final Pattern parted;

    private WatchedWords(List<String> all, List<String> inNames) {
        this.all = pattern(all);
        this.inNames = pattern(inNames);
        this.parted = Pattern.compile(
                inNames.stream().map(word -> word.replaceAll("[^a-z0-9]", "")).collect(Collectors.joining("|")));
    }

    /** @param names of structures that are watched too, as they are written */
    static WatchedWords with(List<String> names) {
        List<String> listed = lines();
        List<String> called = names.stream()
                .map(name -> folded(name).replaceAll("[^a-z0-9]+", " ").strip())
                .filter(name -> !name.isEmpty())
                .toList();
        return new WatchedWords(
                Stream.concat(listed.stream(), called.stream())
                        .map(line -> line.startsWith(IN_NAMES) ? line.substring(1) : line)
                        .toList(),
                listed.stream()
                        .filter(line -> line.startsWith(IN_NAMES))
                        .map(line -> line.substring(1))
                        .toList());
    }

    private static List<String> lines() {
        try (InputStream in = Objects.requireNonNull(WatchedWords.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Pattern pattern(List<String> lines) {
        return Pattern.compile(lines.stream()
                .map(WatchedWords::expression)
                .collect(Collectors.joining("|", "(?<![a-z0-9])(?:", ")(?![a-z0-9])")));
    }

    /** A space is any one to three signs: "garde-à-vue" is "garde a vue". */
    private static String expression(String line) {
        List<String> words = new ArrayList<>();
        for (String word : line.split(" +"))
            words.add(
                    word.endsWith(ANY_END)
                            ? Pattern.quote(word.substring(0, word.length() - 1)) + "[a-z]*"
                            : Pattern.quote(word));
        return String.join("[^a-z0-9]{1,3}", words);
    }

    /** The first watched word of a text, as it is folded; empty = there is none. */
    Optional<String> in(String text) {
        return found(all, text).or(() -> parted(text));
    }

    /** The same of a name of a person: only words that no person is called by. */
    Optional<String> inName(String name) {
        return found(inNames, name).or(() -> parted(name));
    }

    /** Words for the police that were parted, run together or written with letters of two scripts. */
    private Optional<String> parted(String text) {
        String visible = text.replaceAll("\\p{Cf}", "");
        return Stream.concat(
                        parted.matcher(folded(text).replaceAll("[^a-z0-9]", "")).results(),
                        TWO_SCRIPTS.matcher(visible).results())
                .map(MatchResult::group)
                .findFirst();
    }

    private static Optional<String> found(Pattern words, String text) {
        String plain = folded(text);
        return Stream.of(plain, joined(plain), joined(figures(plain)))
                .flatMap(one -> words.matcher(one).results().map(MatchResult::group))
                .findFirst();
    }

    /** Small letters without accents; signs that are not seen are gone. */
    static String folded(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("[\\p{M}\\p{Cf}]", "")
                .toLowerCase(Locale.ROOT)
                .replace("œ", "oe")
                .replace("æ", "ae");
        return replaced(plain, LOOK_ALIKES);
    }

    private static String joined(String folded) {
        return SPELLED.matcher(folded).replaceAll(letters -> letters.group().replaceAll("[^a-z]", ""));
    }

    private static String figures(String folded) {
        return MIXED.matcher(folded).replaceAll(word -> replaced(word.group(), FIGURES));
    }

    private static String replaced(String text, Map<Character, Character> others) {
        StringBuilder read = new StringBuilder(text.length());
        text.chars()
                .forEach(letter -> read.append(
                        others.getOrDefault((char) letter, (char) letter).charValue()));
        return read.toString();
    }
}
