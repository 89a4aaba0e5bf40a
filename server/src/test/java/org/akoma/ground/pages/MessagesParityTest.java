package org.akoma.ground.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every bundle of every room, and what the commands say: the same keys in both languages, nothing empty, nothing left in the other language. */
class MessagesParityTest {

    private static final Path MESSAGES = Path.of("src/main/resources/messages");
    private static final Path COMMANDS = Path.of("src/main/resources/commands");
    private static final String OF_COMMANDS = "words";

    /** Words that are spelt alike in French and English. */
    private static final Set<String> ALIKE = Set.of(
            "Action {0}",
            "Action",
            "Actions",
            "Administration",
            "Alias",
            "Assistance",
            "Certificate",
            "Code",
            "Communication",
            "Conversation",
            "Correction",
            "Corrections",
            "Date",
            "Description",
            "Destination",
            "Distance",
            "Document",
            "Documents",
            "Exploitation",
            "Famine",
            "Impact",
            "Invitation",
            "Fiction",
            "Goal",
            "Interview",
            "Message",
            "Messages",
            "Gain",
            "Module",
            "Modules",
            "Participants",
            "Sessions",
            "Session",
            "Mission",
            "Missions",
            "Nation",
            "Note",
            "Notes",
            "Organisation",
            "Page",
            "Pages",
            "Pause",
            "Permission",
            "Photo",
            "Notifications",
            "Photos",
            "Placement",
            "Plan",
            "Point",
            "Points",
            "Police",
            "Publication",
            "Position",
            "Protection",
            "Question",
            "Questions",
            "Région",
            "Services",
            "Site",
            "Sites",
            "Situation",
            "Source {0}",
            "Source",
            "Sources",
            "Station",
            "Structure",
            "Suspect",
            "Suspects",
            "Tables",
            "Total",
            "Transfusion",
            "Transport",
            "Type",
            "Types",
            "Version",
            "Village",
            "Zone",
            "Zones",
            "Akoma",
            "HTCDS",
            "PIN");

    private static final Pattern BARE_BEFORE = Pattern.compile("(?<=[\\p{L}\\p{N})»}’\"]) [:;?!%»]");
    private static final Pattern NOTHING_BEFORE = Pattern.compile("\\p{L}[;?!»]|\\p{L}:(?= |$)");
    private static final Pattern BARE_AFTER = Pattern.compile("«[^\u00a0\u202f]");

    private static final Pattern WITH_ITS_SINGULAR = Pattern.compile("\\{\\d,choice,(?:[^{}]|\\{[^{}]*})*}");

    private static final Pattern COUNTED = Pattern.compile(
            "\\{\\d}[ \u00a0](?:\\p{L}+[ \u00a0])?"
                    + "(?:jours|dossiers|enfants|visites|lignes|places|heures|fiches|personnes|semaines|paiements|tâches|alertes|messages|orientations|étapes|entrées"
                    + "|days|files|children|visits|lines|beds|hours|slips|people|weeks|payments|tasks|alerts|referrals|steps|entries|rows)\\b");

    /** Limits and rhythms of the programme, which are more than one, and what is shown from two on. */
    private static final Pattern NEVER_ONE = Pattern.compile(
            "error\\..*|school\\.recorded|cases\\.share\\.until\\.hint|cases\\.emergency\\.text|cases\\.misfit\\.shelter-age|reference\\.unit\\.DAY_LIST|exchange\\.too-many-rows"
                    + "|followup\\.risk\\.interval|followup\\.csi\\.asks\\..*|followup\\.forgotten\\.MISSED_IN_A_ROW|followup\\.closure\\..*");

    static Stream<String> rooms() throws IOException {
        return Stream.concat(names(MESSAGES), Stream.of(OF_COMMANDS));
    }

    private static Stream<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .map(file -> file.getFileName().toString().replaceFirst("_(fr|en)\\.properties$", ""))
                    .distinct()
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void bothLanguagesHaveTheSameKeys(String room) {
        assertThat(texts(room, "fr").keySet()).isEqualTo(texts(room, "en").keySet());
    }

    /** The home page names the kind of each alert in the task. */
    @Test
    void everyTaskOfAnAlertSaysOfWhich() {
        Map<String, String> tasks = texts("tasks", "fr");
        assertThat(tasks.keySet().stream().filter(key -> key.matches("task\\.followup\\.alert-[a-z-]+")))
                .hasSizeGreaterThan(3)
                .allSatisfy(key -> assertThat(tasks).containsKey(key + ".of"));
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void nothingIsEmpty(String room) {
        assertThat(texts(room, "fr").values()).noneMatch(String::isBlank);
        assertThat(texts(room, "en").values()).noneMatch(String::isBlank);
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void frenchIsNotEnglish(String room) {
        Map<String, String> english = texts(room, "en");
        texts(room, "fr").entrySet().stream()
                .filter(text ->
                        text.getValue().chars().filter(Character::isLetter).count() > 3)
                .filter(text -> !ALIKE.contains(text.getValue().strip()))
                .forEach(
                        text -> assertThat(text.getValue()).as(text.getKey()).isNotEqualTo(english.get(text.getKey())));
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void frenchKeepsItsSpaces(String room) {
        texts(room, "fr").forEach((key, text) -> {
            String plain = text.replaceAll("\\{[^}]*,[^}]*}+|https?://\\S+|#\\S*", "");
            assertThat(plain).as(key + ": no-break space before : ; ? ! % »").doesNotContainPattern(BARE_BEFORE);
            assertThat(plain).as(key + ": a space before : ; ? ! »").doesNotContainPattern(NOTHING_BEFORE);
            assertThat(plain).as(key + ": no-break space after «").doesNotContainPattern(BARE_AFTER);
        });
    }

    /** "1 jours" and "1 files" are said of no count. */
    @ParameterizedTest
    @MethodSource("rooms")
    void whatIsCountedHasAFormForOne(String room) {
        for (String language : isOfCommands(room) ? List.<String>of() : List.of("fr", "en"))
            texts(room, language).forEach((key, text) -> {
                if (!NEVER_ONE.matcher(key).matches())
                    assertThat(WITH_ITS_SINGULAR.matcher(text).replaceAll(""))
                            .as(key)
                            .doesNotContainPattern(COUNTED);
            });
    }

    /** MessageFormat eats straight apostrophes. */
    @ParameterizedTest
    @MethodSource("rooms")
    void apostrophesAreCurved(String room) {
        assertThat(texts(room, "fr").values()).noneMatch(text -> text.contains("'"));
        if (!isOfCommands(room)) assertThat(texts(room, "en").values()).noneMatch(text -> text.contains("'"));
    }

    /** The application refuses to start with such a key. */
    @Test
    void noKeyIsWrittenByTwoRooms() throws IOException {
        Map<String, String> owners = new TreeMap<>();
        for (String room : names(MESSAGES).toList())
            for (String key : texts(room, "fr").keySet())
                assertThat(owners.put(key, room)).as(key + " of " + room).isNull();
    }

    /** Programs read the English of the commands: it stays as it was, with its straight apostrophes and its plurals. */
    private static boolean isOfCommands(String room) {
        return room.equals(OF_COMMANDS);
    }

    private static Map<String, String> texts(String room, String language) {
        Properties read = new Properties();
        Path folder = isOfCommands(room) ? COMMANDS : MESSAGES;
        try (Reader reader = Files.newBufferedReader(folder.resolve(room + "_" + language + ".properties"), UTF_8)) {
            read.load(reader);
        } catch (IOException e) {
            throw new AssertionError(room + " has no texts in " + language, e);
        }
        Map<String, String> texts = new TreeMap<>();
        read.forEach((key, text) -> texts.put((String) key, (String) text));
        return texts;
    }
}
