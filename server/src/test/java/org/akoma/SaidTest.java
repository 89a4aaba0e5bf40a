package org.akoma;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sentences of the commands in two languages. That they are in parity and well written is asked by {@code MessagesParityTest}. */
class SaidTest {

    private static final Path WORDS = Path.of("src/main/resources/commands");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z][a-z0-9-]*(?:\\.[a-z0-9-]+)*)\"");
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");

    @ParameterizedTest
    @CsvSource({
        "fr, , , , FRENCH",
        "en, fr_FR.UTF-8, , , ENGLISH",
        ", fr_CI.UTF-8, , en_US.UTF-8, FRENCH",
        ", C.UTF-8, , fr_FR.UTF-8, ENGLISH",
        ", , fr_FR, en_GB, FRENCH",
        ", , , fr_FR.UTF-8, FRENCH",
        ", , , C, ENGLISH",
        ", , , de_DE, ENGLISH",
        ", , , , ENGLISH"
    })
    void theFirstSettingThatIsSetChooses(
            @Nullable String own,
            @Nullable String all,
            @Nullable String messages,
            @Nullable String language,
            CommandLanguage chosen) {
        Map<String, String> environment = new TreeMap<>();
        put(environment, "AKOMA_LANGUAGE", own);
        put(environment, "LC_ALL", all);
        put(environment, "LC_MESSAGES", messages);
        put(environment, "LANG", language);
        assertThat(CommandLanguage.of(environment)).isEqualTo(chosen);
    }

    private static void put(Map<String, String> environment, String name, @Nullable String value) {
        if (value != null) environment.put(name, value);
    }

    @Test
    void aSentenceTakesItsArgumentsAndItsParts() {
        Said part = Said.of("doctor.disk.keys");
        Said whole = Said.of("doctor.disk.left", 1234, part);
        assertThat(whole.in(CommandLanguage.ENGLISH)).isEqualTo("1234 MiB are left on the disk of the keys.");
        assertThat(whole.in(CommandLanguage.FRENCH)).isEqualTo("Il reste 1234 Mio sur le disque des clés.");
        assertThat(Said.of("refused.no-house", "a $1 {0}").english()).isEqualTo("The folder a $1 {0} holds no house.");
        assertThat(Said.of("doctor.summary", 1, 0).english()).isEqualTo("0 wrong, 1 warning.");
        assertThat(Said.of("doctor.summary", 0, 0).english()).isEqualTo("0 wrong, 0 warnings.");
    }

    @Test
    void everySentenceIsSaidSomewhereInTheProgram() throws IOException {
        Set<String> keys = new TreeSet<>(texts("en").keySet());
        keys.removeIf(key -> key.matches(".*\\.(do|one)") && keys.contains(key.replaceFirst("\\.(do|one)$", "")));
        keys.removeIf(key -> key.startsWith("doctor.level."));
        assertThat(literals()).containsAll(keys);
    }

    @Test
    void everySentenceThatTheProgramSaysIsWritten() throws IOException {
        Pattern said = Pattern.compile("(?:(?:Said|Refused)\\.(?:of|say)|StartRefused|PortTaken|KeyRefused"
                + "|CheckResult\\.(?:ok|warning|wrong))\\(\\s*\"([^\"]*)\"(?! \\+)");
        Set<String> used = sources()
                .flatMap(source -> said.matcher(source).results())
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(used).hasSizeGreaterThan(100);
        assertThat(texts("en").keySet()).containsAll(used);
    }

    @Test
    void frenchNamesNothingThatEnglishDoesNot() throws IOException {
        Map<String, String> english = texts("en");
        texts("fr")
                .forEach((key, text) ->
                        assertThat(places(english.get(key))).as(key).containsAll(places(text)));
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(found -> found.group()).collect(Collectors.toSet());
    }

    private static Set<String> literals() throws IOException {
        return sources()
                .flatMap(source -> LITERAL.matcher(source).results())
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static Stream<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/org/akoma"))) {
            return files.filter(file -> file.toString().endsWith(".java")).map(SaidTest::read).toList().stream();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> texts(String language) throws IOException {
        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(WORDS.resolve("words_" + language + ".properties"), UTF_8)) {
            read.load(reader);
        }
        Map<String, String> texts = new TreeMap<>();
        read.forEach((key, text) -> texts.put((String) key, (String) text));
        return texts;
    }
}
