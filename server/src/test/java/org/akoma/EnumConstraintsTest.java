package org.akoma;

import static java.util.Map.entry;
import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * An enum whose names a column stores is the same list as the column's check constraint. The test finds the pairs itself: an enum belongs to a
 * constraint if at least half of all their names are on both sides, so that a name that is added to one side only fails.
 */
class EnumConstraintsTest {

    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    private static final Pattern LIST =
            Pattern.compile("constraint\\s+(\\w+)\\s+check\\s*\\(\\s*\\w+ (?:in\\s*\\(|<@ array\\[)\\s*"
                    + "('[A-Z_]+'(?:\\s*,\\s*'[A-Z_]+')*)\\s*[)\\]]\\s*\\)");
    private static final Pattern NAME = Pattern.compile("'([A-Z_]+)'");

    /** Pairs that differ on purpose, with the names that the constraint has more (+) or less (-) than the enum. */
    private static final Map<String, String> DIFFERENT = Map.ofEntries(
            // the alerts of an index are stored as alerts
            entry("csi_action_kind Kind", "-EXPLOITATION_ALERT -URGENT_ALERT"),
            // of two files one is kept; the data protection officer says only whether they are of one child
            entry("double_word_keeps Side", "-CUSTODY"),
            // rates are quoted in XOF
            entry("exchange_rate_currency Currency", "-XOF"),
            // the police list, of which the care side's is the part that a file can have
            entry("screened_status VictimStatus", "+SCREENED"),
            entry("case_file_victim_status ScreeningStatus", "-SCREENED"),
            // a decision ends the presumption
            entry("victim_decision_status VictimStatus", "-PRESUMED_VICTIM"),
            entry("victim_decision_status ScreeningStatus", "-PRESUMED_VICTIM -SCREENED"),
            // the authority is told or need not be, the persons are told or not: never unsaid
            entry("incident_authority Told", "-NOT_TOLD"),
            entry("incident_persons Told", "-NOT_NEEDED"),
            // a sample that was agreed to is read until the mission ends
            entry("decision_state State", "-ENDED"),
            // a consent that nobody was asked for is said of a handover alone
            entry("consent_status Consent", "-NOT_ASKED"),
            entry("proposal_consent Status", "+NOT_ASKED"),
            // places of the board: what is not proposed has no row, and a check is due beside the state
            entry("proposal_state Place", "+WITHDRAWN -CHECK_DUE -NOT_PROPOSED"),
            entry("exception_state Place", "-ACCEPTED -CHECK_DUE"),
            // what is computed of an authority's readiness has no row
            entry("readiness_known Point", "-AGREEMENT -FOCAL_POINT"),
            entry("exception_state State", "+NOT_PROPOSED -ACCEPTED -WITHDRAWN"),
            // a request for a package that was replaced is kept as taken back
            entry("sent_state State", "-REPLACED"),
            entry("access_request_state State", "-REPLACED"),
            // why a consent is missing, and why something leaves without one; the police hear of no guardian
            entry("consent_basis_known Without", "+GUARDIAN_NOT_FOUND +GUARDIAN_UNSAFE"),
            entry("request_without Basis", "-GUARDIAN_NOT_FOUND -GUARDIAN_UNSAFE"),
            // what is given to the police, beside other requests, and what is sent to them
            entry("request_state State", "+GIVEN +STOPPED -AGREED"),
            entry("offence_report_state State", "+SENT -GIVEN"),
            // states of a request are no answers of a child
            entry("consent_status State", "+NOT_OBTAINABLE -STOPPED -WAITING"),
            entry("request_state Status", "+STOPPED +WAITING -NOT_OBTAINABLE"),
            // nobody asks that a file is erased whose time is over
            entry("erasure_ground Asker", "+DUE"),
            entry("wish_said_by Ground", "-DUE"),
            entry("access_request_said_by Ground", "-DUE"),
            entry("correction_request_said_by Ground", "-DUE"),
            entry("correction_request_told_to Ground", "-DUE"),
            // sessions of the application's own runs are opened in the database only
            entry("session_kind Kind", "+JOB"),
            // a change of worker is written by the function that assigns the file
            entry("turn_what Turn", "+WORKER"),
            // columns of the list of files, of which some have a history
            entry("turn_what CaseColumn", "+VICTIM_STATUS -AGE -CODE -REGISTERED -SEX -STEPS -STRUCTURE"));

    private record Listed(String name, Set<String> names) {}

    @Test
    void areOneListInJavaAndInTheDatabase() {
        List<Listed> constraints = constraints();
        List<Listed> enums = enums();
        assertThat(constraints).hasSizeGreaterThan(90);

        Map<String, String> different = new TreeMap<>();
        Set<String> paired = new HashSet<>();
        for (Listed constraint : constraints)
            for (Listed type : enums)
                if (belong(constraint.names, type.names)) {
                    paired.add(constraint.name);
                    String difference = difference(constraint.names, type.names);
                    if (!difference.isEmpty()) different.put(constraint.name + " " + type.name, difference);
                }

        assertThat(paired).as("constraints with an enum").hasSizeGreaterThan(80);
        assertThat(different).isEqualTo(new TreeMap<>(DIFFERENT));
    }

    @Test
    void aNameThatIsAddedToOneSideAloneIsFound() {
        Set<String> allowed = Set.of("OPEN", "CLOSED");
        Set<String> names = Set.of("OPEN", "CLOSED", "LOST");
        assertThat(belong(allowed, names)).isTrue();
        assertThat(difference(allowed, names)).isEqualTo("-LOST");
        assertThat(difference(names, allowed)).isEqualTo("+LOST");
    }

    private static boolean belong(Set<String> some, Set<String> others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        long shared = some.stream().filter(others::contains).count();
        return shared > 1 && shared * 2 >= all.size();
    }

    private static String difference(Set<String> allowed, Set<String> names) {
        return Stream.concat(
                        allowed.stream().filter(not(names::contains)).sorted().map(name -> "+" + name),
                        names.stream().filter(not(allowed::contains)).sorted().map(name -> "-" + name))
                .collect(Collectors.joining(" "));
    }

    private static List<Listed> enums() {
        return ConventionsTest.AKOMA.stream()
                .filter(JavaClass::isEnum)
                .map(JavaClass::reflect)
                .map(type -> new Listed(
                        type.getSimpleName(),
                        Arrays.stream(type.getEnumConstants())
                                .map(one -> ((Enum<?>) one).name())
                                .collect(Collectors.toCollection(TreeSet::new))))
                .toList();
    }

    private static List<Listed> constraints() {
        try (Stream<Path> files = Files.walk(MIGRATIONS)) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .map(EnumConstraintsTest::read)
                    .flatMap(sql -> LIST.matcher(sql.replaceAll("--[^\n]*", "")).results())
                    .map(list -> new Listed(
                            list.group(1),
                            NAME.matcher(list.group(2))
                                    .results()
                                    .map(name -> name.group(1))
                                    .collect(Collectors.toCollection(TreeSet::new))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
