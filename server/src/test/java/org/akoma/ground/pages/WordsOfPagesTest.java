package org.akoma.ground.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** No text of a page, and no French one of a command, uses a word that {@code docs/glossary.md} replaces by another. */
class WordsOfPagesTest {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Pattern ROW = Pattern.compile("^\\| ([^|]+) \\| (fr|en) \\| ([^|]+) \\|");

    record Replaced(String word, String language, String by) {}

    record Text(String where, String language, String words) {}

    @ParameterizedTest
    @MethodSource("replaced")
    void isInNoText(Replaced replaced) throws IOException {
        Pattern found = Pattern.compile(
                "(?<![\\p{L}])" + Pattern.quote(replaced.word) + "(?:e?s)?(?![\\p{L}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        assertThat(texts())
                .filteredOn(text -> text.language.equals(replaced.language))
                .filteredOn(text -> found.matcher(text.words).find())
                .as("write « %s »", replaced.by)
                .isEmpty();
    }

    @Test
    void theGlossaryHasTheTable() throws IOException {
        assertThat(replaced()).hasSizeGreaterThan(20);
        assertThat(texts()).extracting(Text::language).contains("fr", "en");
    }

    /** French writes a space before it: the text {@code page.colon}. */
    @Test
    void noTemplateWritesTheColonBehindALabelItself() throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES.resolve("templates"))) {
            for (Path file : files.filter(Files::isRegularFile).toList())
                assertThat(Files.readString(file, UTF_8))
                        .as(file.toString())
                        .doesNotContain("': ' +", "+ ': '", "|: ${", "}: ${");
        }
    }

    /** In the menu of a file, where parts are shared and in refusals: the words of the list of sections. */
    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void aPartOfTheFileHasOneNameEverywhere(String language) throws IOException {
        Map<String, String> texts = new HashMap<>();
        for (Text text : texts())
            if (text.language.equals(language)) texts.put(text.where.replaceFirst(".* ", ""), text.words);
        Map<String, String> pages = Map.of(
                "EXPLOITATION", "nav.exploitation",
                "HEALTH", "nav.health",
                "PLACEMENT", "nav.placement",
                "ASSISTANCE", "nav.joined.plan",
                "NOTES", "nav.notes");
        lists().path("lists")
                .valueStream()
                .filter(list -> list.path("name").asString().equals("section"))
                .flatMap(list -> list.path("codes").valueStream())
                .forEach(section -> {
                    String code = section.path("code").asString();
                    String name = section.path(language).asString();
                    String page = pages.get(code);
                    if (page != null) assertThat(texts.get(page)).as(page).isEqualTo(name);
                    String circle = texts.get("referrals.circle." + code);
                    if (circle != null && !code.equals("NOTES"))
                        assertThat(circle).isEqualTo(name);
                    assertThat(texts.get("error.referrals.outside-" + code.toLowerCase(Locale.ROOT)))
                            .contains(name);
                });
        assertThat(texts.get("nav.joined.identity").toLowerCase(Locale.ROOT))
                .endsWith(texts.get("nav.exploitation").toLowerCase(Locale.ROOT));
    }

    private static JsonNode lists() {
        return JsonMapper.shared()
                .readTree(RESOURCES.resolve("reference/akoma-lists.json").toFile());
    }

    static List<Replaced> replaced() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("../docs/glossary.md"))) {
            return lines.map(ROW::matcher)
                    .filter(row -> row.find())
                    .map(row -> new Replaced(
                            row.group(1).strip(), row.group(2), row.group(3).strip()))
                    .toList();
        }
    }

    private static List<Text> texts() throws IOException {
        List<Text> texts = new ArrayList<>();
        try (Stream<Path> files = Files.list(RESOURCES.resolve("messages"))) {
            for (Path file : files.toList()) read(file, texts);
        }
        for (String file : List.of("words_fr", "help_fr")) // programs read the English
        read(RESOURCES.resolve("commands/" + file + ".properties"), texts);
        JsonNode lists = lists();
        for (String language : List.of("fr", "en")) {
            lists.findValuesAsString(language).forEach(label -> texts.add(new Text("lists", language, label)));
        }
        return texts;
    }

    private static void read(Path file, List<Text> texts) throws IOException {
        String name = file.getFileName().toString();
        String language = name.replaceAll(".*_|\\.properties", "").toLowerCase(Locale.ROOT);
        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
            read.load(reader);
        }
        read.forEach((key, words) -> texts.add(new Text(name + " " + key, language, (String) words)));
    }
}
