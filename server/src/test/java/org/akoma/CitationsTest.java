package org.akoma;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What code, migrations and documents cite is in the repository: the document, its section, and the number of the rule. */
class CitationsTest {

    private static final Path PROJECT = Path.of("..");
    private static final List<Path> PLACES = Stream.of("", "docs", "docs/decisions", "server/src/test/resources")
            .map(PROJECT::resolve)
            .toList();
    private static final Pattern READ = Pattern.compile(".*\\.(java|sql|json|md|html|properties|scss|js)");

    private static final Pattern DOCUMENT = Pattern.compile("([A-Za-z][\\w./-]*\\.md)\\b");
    private static final Pattern SECTION = Pattern.compile("#{2,3} (\\d+(?:\\.\\d+)?)[. ].*");
    /** A numbered point of a section, as in 7.8. */
    private static final Pattern POINT = Pattern.compile("(\\d+)\\. .*");
    /** Numbered rules begin a row of a table: T1 to T23, G1 to G9, I01 to I25; a plain number is a step of 2.1. */
    private static final Pattern ROW = Pattern.compile("\\| ([TGI]?\\d+)\\b.*");

    private static final String ITEM = "(?:[Ss]ections? |steps? )?(?:\\d+(?:\\.\\d+)?|[TGIC]\\d+)\\b(?!\\.\\d)";
    private static final Pattern CITED = Pattern.compile(
            "\\b(trust|house|requirements)(?:\\.md)?[`}]?,? (" + ITEM + "(?:(?:[,;]| and| to)? " + ITEM + ")*)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern GLOSSARY = Pattern.compile("\\bR(\\d+(?:\\.\\d+)?(?:, " + ITEM + ")*)");

    private static final Path SOURCES = PROJECT.resolve("server/src/main/java/org/akoma");
    private static final Pattern CLASS =
            Pattern.compile("`(?:([a-z]+)\\.([A-Z]\\w+)[^`]*|org\\.akoma\\.([a-z.]*[a-z]))`");
    private static final Pattern WING = Pattern.compile("\\| `([a-z]+)` \\|[^|]*\\|([^|]*)\\|");

    @Test
    void everyDocumentThatIsNamedIsThere() throws IOException {
        Set<String> missing = new TreeSet<>();
        for (Path file : files())
            for (MatchResult named : DOCUMENT.matcher(text(file)).results().toList())
                if (!isThere(file, named.group(1))) missing.add(file + ": " + named.group(1));
        assertThat(missing).isEmpty();
    }

    @Test
    void everySectionThatIsCitedIsThere() throws IOException {
        Map<String, Set<String>> known =
                Map.of("trust", known("trust"), "house", known("house"), "requirements", known("requirements"));
        Set<String> missing = new TreeSet<>();
        int cited = 0;
        for (Path file : files())
            for (MatchResult citation : CITED.matcher(text(file)).results().toList())
                for (String item : items(citation.group(2))) {
                    cited++;
                    if (!known.get(citation.group(1).toLowerCase(Locale.ROOT)).contains(item))
                        missing.add(file + ": " + citation.group() + " (" + item + ")");
                }
        for (MatchResult citation : GLOSSARY.matcher(text(PROJECT.resolve("docs/glossary.md")))
                .results()
                .toList())
            for (String item : items(citation.group(1)))
                if (!known.get("requirements").contains(item)) missing.add("glossary: " + citation.group());
        assertThat(missing).isEmpty();
        assertThat(cited).isGreaterThan(450);
    }

    /** {@code room.Class} or {@code org.akoma.wing.room}. */
    @Test
    void everyClassThatADocumentNamesWithItsRoomIsThere() throws IOException {
        Set<String> classes = new HashSet<>();
        Set<String> rooms = new HashSet<>();
        for (Path file : files())
            if (file.toString().endsWith(".java")) {
                String room = file.getParent().getFileName().toString();
                rooms.add(room);
                classes.add(room + "." + file.getFileName().toString().replace(".java", ""));
            }
        Set<String> missing = new TreeSet<>();
        for (Path file : files())
            if (file.toString().endsWith(".md"))
                for (MatchResult named : CLASS.matcher(text(file)).results().toList())
                    if (rooms.contains(named.group(1)) && !classes.contains(named.group(1) + "." + named.group(2))
                            || named.group(3) != null
                                    && !Files.exists(
                                            SOURCES.resolve(named.group(3).replace('.', '/'))))
                        missing.add(file + ": " + named.group());
        assertThat(missing).isEmpty();
    }

    /** The table of docs/house.md, section 2. */
    @Test
    void everyRoomIsOnTheMap() throws IOException {
        Map<String, Set<String>> drawn = new TreeMap<>();
        Files.readAllLines(PROJECT.resolve("docs/house.md")).stream()
                .map(WING::matcher)
                .filter(Matcher::matches)
                .forEach(wing -> drawn.put(
                        wing.group(1),
                        Pattern.compile("`([a-z]+)`")
                                .matcher(wing.group(2))
                                .results()
                                .map(room -> room.group(1))
                                .collect(Collectors.toCollection(TreeSet::new))));
        Map<String, Set<String>> built = new TreeMap<>(Map.of("start", Set.of()));
        for (Path room : walk(SOURCES).filter(Files::isDirectory).toList())
            if (SOURCES.relativize(room).getNameCount() == 2)
                built.computeIfAbsent(room.getParent().getFileName().toString(), wing -> new TreeSet<>())
                        .add(room.getFileName().toString());
        assertThat(drawn).isEqualTo(built);
    }

    @Test
    void aSectionThatIsNotThereIsFound() {
        String file = ".md"; // apart, or this would be citations of its own
        Matcher citation = CITED.matcher(
                "as in requirements" + file + " 2.1, steps 5 and 99; 2.44, T88 and trust" + file + " G77");
        assertThat(citation.results().flatMap(cited -> items(cited.group(2)).stream()))
                .containsExactly("2.1", "step 5", "step 99", "2.44", "T88", "G77");
    }

    /** The sections and rules that are cited, such as "2.4", "T10", "step 7". */
    private static List<String> items(String cited) {
        boolean[] steps = {false};
        return Pattern.compile(ITEM, Pattern.CASE_INSENSITIVE)
                .matcher(cited)
                .results()
                .map(MatchResult::group)
                .map(item -> {
                    if (item.startsWith("step")) steps[0] = true;
                    String number = item.replaceFirst("^\\D+ ", "");
                    if (!number.matches("\\d+")) steps[0] = false;
                    return steps[0] ? "step " + number : number;
                })
                .toList();
    }

    private static Set<String> known(String document) throws IOException {
        Set<String> known = new HashSet<>();
        String section = "";
        for (String line : Files.readAllLines(PROJECT.resolve("docs/" + document + ".md"))) {
            Matcher heading = SECTION.matcher(line);
            Matcher point = POINT.matcher(line);
            Matcher row = ROW.matcher(line);
            if (heading.matches()) known.add(section = heading.group(1));
            if (point.matches()) known.add(section + "." + point.group(1));
            if (row.matches()) known.add(row.group(1).matches("\\d+") ? "step " + row.group(1) : row.group(1));
        }
        if (document.equals("requirements")) known.addAll(Set.of("C0", "C1", "C2", "C3", "C4"));
        return known;
    }

    private static boolean isThere(Path citing, String named) {
        return Files.exists(citing.resolveSibling(named))
                || PLACES.stream().anyMatch(place -> Files.exists(place.resolve(named)));
    }

    /** Lines of one comment are read as one. */
    private static String text(Path file) {
        try {
            return Files.readString(file).replaceAll("\\s*\\n\\s*(?:\\*(?!/)|--|//)?\\s*", " ");
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Stream.of("server/src", "bench/src", "docs", "README.md", "CONTRIBUTING.md")
                .map(PROJECT::resolve)
                .flatMap(CitationsTest::walk)) {
            return all.filter(file -> READ.matcher(file.toString()).matches()).toList();
        }
    }

    private static Stream<Path> walk(Path folder) {
        try {
            return Files.walk(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
