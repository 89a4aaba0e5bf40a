package org.akoma.access;

import static org.akoma.access.Role.*;
import static org.akoma.access.Verb.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The permission matrix of {@code requirements.md 9}, transcribed, against the verbs of the roles. Letters: C create, R read, U update, A approve;
 * marks: a assigned, o own, s sampled, t transferred, m minimum, g aggregates. Which rows "own" or "assigned" are is the database's to say and
 * each room's tests; here it is whether a role may at all.
 */
class MatrixTest {

    private static final List<Role> COLUMNS = List.of(
            LE_OFFICER,
            LE_COORDINATOR,
            CASE_WORKER,
            CASE_SUPERVISOR,
            SHELTER_MANAGER,
            PROVIDER,
            PROJECT_MANAGER,
            FINANCE_OFFICER,
            EVALUATOR,
            TRAINING_COORDINATOR,
            MINISTRY_OFFICER,
            DATA_PROTECTION_OFFICER,
            SYSTEM_ADMINISTRATOR,
            OBSERVER);

    /** As it is written there. */
    private static final String MATRIX = """
            | Operation, sites | CR*o* | CRUA | – | – | – | – | R*g* | – | R*g* | – | R*g* | – | – | R*g* |
            | Suspect, evidence | CR*o* | CRU | – | – | – | – | – | – | – | – | – | – | – | – |
            | Assistance, services | – | – | CRU*a* | RA*o* | R*o* | RU*am* | RA*m* | R*m* | R*s* | – | RU*t* | – | – | – |
            | Payment | – | – | C*a* R*a* | R*o* | – | – | RA | RU (pay) | R*s* | – | – | – | – | – |
            | Visit, CSI, risk | – | – | CRU*a* | RA*o* | C notes*o* | C attendance*am* | R*g* | – | R*s* | – | CRU*t* | – | – | – |
            | Referral, message | C R*o* | CR*o* | CRU*a* | R*o* | CR*o* | RU*am* | R*g* | – | R*s* | – | CRU*o* | – | – | – |
            | Audit log | – | – | – | R*o* own team | – | – | – | – | – | – | – | R | – (health only) | – |
            """;

    /**
     * By which verbs a letter is held: any one of them. "Rg" is reading figures only. Where a letter is not given, none of its verbs is.
     *
     * @param more what a role holds beyond its letters, or by another verb, with the reason beside it
     */
    private record Row(Map<String, Set<Verb>> letters, Map<Role, Set<Verb>> more) {}

    private static final Map<String, Row> ROWS = Map.of(
            "Operation, sites",
            new Row(
                    Map.of(
                            "C", Set.of(OPERATION_RECORD),
                            "R", Set.of(OPERATION_READ),
                            "U", Set.of(OPERATION_WRITE),
                            "A", Set.of(OPERATION_APPROVE),
                            "Rg", Set.of(OPERATION_FIGURES)),
                    Map.of(LE_COORDINATOR, Set.of(OPERATION_FIGURES))), // who reads them all counts them too
            "Suspect, evidence",
            new Row(
                    Map.of("C", Set.of(SUSPECT_WRITE), "R", Set.of(SUSPECT_READ), "U", Set.of(SUSPECT_WRITE)),
                    Map.of(
                            LE_OFFICER,
                            Set.of(SUSPECT_WRITE))), // C and U of a suspect are one verb; whose, the policies say
            "Assistance, services",
            new Row(
                    Map.of(
                            "C", Set.of(SERVICE_PLAN),
                            "R", Set.of(SERVICE_READ),
                            "U", Set.of(SERVICE_GIVE),
                            "A", Set.of(SERVICE_APPROVE)),
                    Map.of()),
            "Payment",
            new Row(
                    Map.of(
                            "C", Set.of(PAYMENT_REQUEST),
                            "R", Set.of(PAYMENT_READ),
                            "U", Set.of(PAYMENT_PAY),
                            "A", Set.of(PAYMENT_APPROVE)),
                    Map.of()),
            "Visit, CSI, risk",
            new Row(
                    Map.of(
                            "C", Set.of(VISIT_WRITE, CSI_WRITE, ALERT_RAISE, ATTENDANCE_WRITE),
                            "R", Set.of(VISIT_READ),
                            "U", Set.of(VISIT_WRITE),
                            "A", Set.of(VISIT_REVIEW),
                            "Rg", Set.of(SUMMARY_READ)),
                    // a shelter notes what it sees by an alert or a message in the file; a supervisor enters a class
                    // when a worker is away
                    Map.of(CASE_SUPERVISOR, Set.of(ATTENDANCE_WRITE, ALERT_RAISE))),
            "Referral, message",
            new Row(
                    Map.of(
                            "C", Set.of(REFERRAL_WRITE, REFERRAL_ASK, MESSAGE_BEGIN),
                            "R", Set.of(REFERRAL_READ, MESSAGE_READ),
                            "U", Set.of(REFERRAL_ANSWER),
                            "Rg", Set.of(SUMMARY_READ)),
                    Map.of(
                            // a conversation needs both sides: a supervisor writes to the team
                            CASE_SUPERVISOR, Set.of(MESSAGE_BEGIN),
                            // T13: what stays without an answer goes to the project manager, who sees by whom and when,
                            // never why
                            PROJECT_MANAGER, Set.of(REFERRAL_READ))),
            "Audit log",
            new Row(Map.of("R", Set.of(JOURNAL_READ)), Map.of()));

    /** One cell of the matrix. */
    record Cell(String row, Role role, Set<String> letters) {}

    static Stream<Cell> cells() {
        return MATRIX.lines().flatMap(line -> {
            String[] parts = line.split("\\|");
            List<Cell> cells = new ArrayList<>();
            for (int i = 0; i < COLUMNS.size(); i++)
                cells.add(new Cell(parts[1].strip(), COLUMNS.get(i), letters(parts[i + 2])));
            return cells.stream();
        });
    }

    private static final Pattern GIVEN = Pattern.compile("\\b([CRUA]+)(?:\\*([a-z]+)\\*)?(?![A-Za-z])");

    /** {@code "C R*g*"} is C and Rg. */
    private static Set<String> letters(String cell) {
        Set<String> letters = new HashSet<>();
        Matcher found = GIVEN.matcher(cell);
        while (found.find())
            for (String letter : found.group(1).split(""))
                letters.add("g".equals(found.group(2)) ? letter + "g" : letter);
        return letters;
    }

    @Test
    void theMatrixIsReadAsItIsWritten() {
        assertThat(cells()).hasSize(7 * 14);
        assertThat(letters(" C*a* R*a* ")).containsExactlyInAnyOrder("C", "R");
        assertThat(letters(" RA*m* ")).containsExactlyInAnyOrder("R", "A");
        assertThat(letters(" C attendance*am* ")).containsExactly("C");
        assertThat(letters(" RU (pay) ")).containsExactlyInAnyOrder("R", "U");
        assertThat(letters(" R*g* ")).containsExactly("Rg");
        assertThat(letters(" – (health only) ")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cells")
    void aRoleMayWhatTheMatrixSaysAndNothingMore(Cell cell) {
        Row row = ROWS.get(cell.row());
        Set<Verb> more = row.more().getOrDefault(cell.role(), Set.of());
        Set<Verb> open = new HashSet<>(more);
        for (String letter : cell.letters()) {
            Set<Verb> verbs = row.letters().get(letter);
            assertThat(verbs).as("%s has a verb for %s", cell.row(), letter).isNotNull();
            assertThat(cell.role().verbs())
                    .as("%s, %s: %s", cell.row(), cell.role(), letter)
                    .containsAnyElementsOf(verbs);
            open.addAll(verbs);
        }
        row.letters().values().stream()
                .flatMap(Set::stream)
                .filter(verb -> !open.contains(verb))
                .filter(verb -> verb != SUMMARY_READ) // one verb for the figures of all rows
                .forEach(verb -> assertThat(cell.role().verbs())
                        .as("%s, %s", cell.row(), cell.role())
                        .doesNotContain(verb));
    }

    /** Whatever the letters say: figures, doors and hands that no role holds beside another. */
    @Test
    void noRoleHoldsTwoHandsOfOneAct() {
        List<Set<Verb>> apart = List.of(
                Set.of(SERVICE_PLAN, SERVICE_APPROVE),
                Set.of(VISIT_WRITE, VISIT_REVIEW),
                Set.of(PAYMENT_REQUEST, PAYMENT_APPROVE),
                Set.of(PAYMENT_APPROVE, PAYMENT_PAY),
                Set.of(PAYMENT_REQUEST, PAYMENT_PAY),
                Set.of(PEOPLE_WRITE, ROLE_APPROVE),
                Set.of(AGREEMENT_PROPOSE, CASE_OPEN));
        for (Role role : Role.values())
            for (Set<Verb> two : apart)
                assertThat(role.verbs().containsAll(two))
                        .as("%s: %s", role, two)
                        .isFalse();
    }
}
