package org.akoma.ground.access;

import static org.akoma.ground.access.Role.*;
import static org.akoma.ground.access.Verb.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The permission matrix of {@code requirements.md 9}, as it lies in {@code access/matrix.md}, against the verbs of the roles. Letters: C create, R read, U update, A approve;
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

    /** How the table heads the columns. */
    private static final List<String> HEADS =
            List.of("LEO", "LEC", "CW", "SUP", "SHM", "PRV", "PM", "FIN", "EVA", "TRN", "MIN", "DPO", "ADM", "OBS");

    /** Rows of rooms that do not exist yet, or not whole: no verb holds their letters. */
    private static final Set<String> TO_COME = Set.of("Evaluation notes");

    /**
     * By which verbs a letter is held: any one of them; none: everybody may, without a verb. "Rg" is reading figures only. Where a letter is not
     * given, none of its verbs is.
     *
     * @param more what a role holds beyond its letters, or by another verb, with the reason beside it
     * @param less letters of the table that a role does not hold by a verb of the row, with the reason beside it
     */
    private record Row(Map<String, Set<Verb>> letters, Map<Role, Set<Verb>> more, Map<Role, Set<String>> less) {
        Row(Map<String, Set<Verb>> letters, Map<Role, Set<Verb>> more) {
            this(letters, more, Map.of());
        }
    }

    /** Who opens a file at all. Which of its sections, the ceilings of the database say. */
    private static Map<Role, Set<Verb>> openingAFile(Role... roles) {
        return Stream.of(roles).collect(Collectors.toMap(role -> role, role -> Set.of(CASE_READ)));
    }

    private static final Map<String, Row> ROWS = Map.ofEntries(
            Map.entry(
                    "Handover slip",
                    new Row(
                            Map.of(
                                    "C",
                                            Set.of(
                                                    SLIP_WRITE,
                                                    SLIP_RECEIVE), // the police write it, care opens the file with it
                                    "R", Set.of(SLIP_READ),
                                    "U", Set.of(SLIP_WRITE, SLIP_RECEIVE),
                                    "Rg", Set.of(SLIP_FIGURES)),
                            // whose worker is away receives the child for them, or sends the slip back
                            Map.of(CASE_SUPERVISOR, Set.of(SLIP_RECEIVE)),
                            Map.of(EVALUATOR, Set.of("R")))), // a sample of slips comes with the room of missions
            Map.entry(
                    "Child identity (C3)",
                    new Row(
                            Map.of("C", Set.of(CHILD_WRITE), "R", Set.of(CASE_READ), "U", Set.of(CHILD_WRITE)),
                            openingAFile(PROJECT_MANAGER, EVALUATOR))),
            Map.entry(
                    "Case file, plan",
                    new Row(
                            Map.of(
                                    "C", Set.of(CASE_OPEN),
                                    "R", Set.of(CASE_READ),
                                    "U", Set.of(CASE_WRITE),
                                    "A", Set.of(CASE_APPROVE)),
                            openingAFile(SHELTER_MANAGER, PROVIDER))),
            Map.entry(
                    "Health, psychology (C4)",
                    new Row(
                            Map.of("C", Set.of(ATTACHMENT_BRING), "R", Set.of(CASE_READ)),
                            openingAFile(PROJECT_MANAGER, EVALUATOR))),
            Map.entry(
                    "Placement: shelter location (C4)",
                    new Row(
                            Map.of(
                                    "R", Set.of(SHELTER_READ),
                                    "U", Set.of(PLACEMENT_WRITE),
                                    "A", Set.of(PLACEMENT_APPROVE),
                                    "Rg", Set.of(SHELTER_FIGURES)),
                            // proposes where the child goes; where the shelter lies is the shelter's to write
                            Map.of(CASE_WORKER, Set.of(PLACEMENT_WRITE)),
                            Map.of(
                                    MINISTRY_OFFICER,
                                    Set.of("R")))), // with the file that was handed to it, by its section
            Map.entry(
                    "Consent",
                    new Row(
                            Map.of("C", Set.of(CHILD_WRITE), "R", Set.of(CASE_READ), "U", Set.of(CHILD_WRITE)),
                            openingAFile(SHELTER_MANAGER, PROVIDER, PROJECT_MANAGER),
                            Map.of(
                                    DATA_PROTECTION_OFFICER,
                                    Set.of("R")))), // opens no file: a register of consents is to come
            Map.entry(
                    "Users, roles, settings",
                    new Row(
                            Map.of(
                                    "C", Set.of(PEOPLE_WRITE),
                                    "R", Set.of(PEOPLE_READ),
                                    "U", Set.of(PEOPLE_WRITE, SETTINGS_WRITE),
                                    "A", Set.of(ROLE_APPROVE)),
                            // who approves sees whom
                            Map.of(
                                    PROJECT_MANAGER,
                                    Set.of(PEOPLE_READ),
                                    DATA_PROTECTION_OFFICER,
                                    Set.of(PEOPLE_READ)))),
            Map.entry(
                    "Disclosure request",
                    new Row(
                            Map.of(
                                    "C", Set.of(DISCLOSURE_ASK),
                                    "R", Set.of(DISCLOSURE_READ),
                                    "A", Set.of(DISCLOSURE_DECIDE)),
                            Map.of(),
                            // an authority gets a child's file by a referral or a hand-over, and asks here for nothing
                            Map.of(MINISTRY_OFFICER, Set.of("C", "R")))),
            Map.entry(
                    "Link table LE↔case (C4)",
                    new Row(Map.of("R", Set.of(LINK_OPEN)), Map.of())), // which row, and when, the database says
            Map.entry(
                    "Staff-conduct complaint", new Row(Map.of("C", Set.of(), "R", Set.of(COMPLAINT_JUDGE)), Map.of())),
            Map.entry(
                    "Operation, sites",
                    new Row(
                            Map.of(
                                    "C", Set.of(OPERATION_RECORD),
                                    "R", Set.of(OPERATION_READ),
                                    "U", Set.of(OPERATION_WRITE),
                                    "A", Set.of(OPERATION_APPROVE),
                                    "Rg", Set.of(OPERATION_FIGURES)),
                            Map.of(LE_COORDINATOR, Set.of(OPERATION_FIGURES)))), // who reads them all counts them too
            Map.entry(
                    "Suspect, evidence",
                    new Row(
                            Map.of("C", Set.of(SUSPECT_WRITE), "R", Set.of(SUSPECT_READ), "U", Set.of(SUSPECT_WRITE)),
                            Map.of(
                                    LE_OFFICER,
                                    Set.of(SUSPECT_WRITE)))), // C and U of a suspect are one verb; whose, the policies
            // say
            Map.entry(
                    "Assistance, services",
                    new Row(
                            Map.of(
                                    "C", Set.of(SERVICE_PLAN),
                                    "R", Set.of(SERVICE_READ),
                                    "U", Set.of(SERVICE_GIVE),
                                    "A", Set.of(SERVICE_APPROVE)),
                            Map.of())),
            Map.entry(
                    "Payment",
                    new Row(
                            Map.of(
                                    "C", Set.of(PAYMENT_REQUEST),
                                    "R", Set.of(PAYMENT_READ),
                                    "U", Set.of(PAYMENT_PAY),
                                    "A", Set.of(PAYMENT_APPROVE)),
                            Map.of())),
            Map.entry(
                    "Visit, CSI, risk",
                    new Row(
                            Map.of(
                                    "C", Set.of(VISIT_WRITE, CSI_WRITE, ALERT_RAISE, ATTENDANCE_WRITE),
                                    "R", Set.of(VISIT_READ),
                                    "U", Set.of(VISIT_WRITE),
                                    "A", Set.of(VISIT_REVIEW),
                                    "Rg", Set.of(SUMMARY_READ)),
                            // a shelter notes what it sees by an alert or a message in the file; a supervisor enters a
                            // class
                            // when a worker is away
                            Map.of(CASE_SUPERVISOR, Set.of(ATTENDANCE_WRITE, ALERT_RAISE)))),
            Map.entry(
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
                                    // T13: what stays without an answer goes to the project manager, who sees by whom
                                    // and when,
                                    // never why
                                    PROJECT_MANAGER, Set.of(REFERRAL_READ)))),
            Map.entry(
                    "Indicators",
                    new Row(
                            Map.of(
                                    "R",
                                    Set.of(INDICATOR_READ),
                                    "Rg",
                                    Set.of(INDICATOR_READ),
                                    "X",
                                    Set.of(REPORT_DONOR)),
                            // "RX": reads them, takes them out and publishes them; the data protection officer is the
                            // second person
                            Map.of(
                                    PROJECT_MANAGER,
                                            Set.of(
                                                    INDICATOR_READ,
                                                    RELEASE_READ,
                                                    RELEASE_PREPARE,
                                                    REPORT_DONOR,
                                                    STORY_READ),
                                    DATA_PROTECTION_OFFICER, Set.of(RELEASE_READ, STORY_READ),
                                    // who works with the child writes its story, which two others let be read
                                    CASE_WORKER, Set.of(STORY_WRITE, STORY_READ),
                                    CASE_SUPERVISOR, Set.of(STORY_WRITE, STORY_READ)))),
            Map.entry(
                    "Findings, action plan",
                    new Row(
                            Map.of(
                                    "C", Set.of(EVALUATION_WRITE),
                                    "R", Set.of(FINDING_READ),
                                    "U", Set.of(ACTION_UPDATE, EVALUATION_WRITE),
                                    "A", Set.of(RESPONSE_PROPOSE, RESPONSE_CONFIRM),
                                    "Rg", Set.of(FINDING_FIGURES)),
                            // who is not of the management confirms what it answers, and may own an action as others do
                            // a structure answers what is recommended to it: which account, evaluation.answers_for says
                            Map.of(
                                    DATA_PROTECTION_OFFICER, Set.of(RESPONSE_CONFIRM, ACTION_UPDATE),
                                    CASE_SUPERVISOR, Set.of(RESPONSE_PROPOSE, RESPONSE_CONFIRM),
                                    MINISTRY_OFFICER, Set.of(RESPONSE_PROPOSE, RESPONSE_CONFIRM),
                                    LE_COORDINATOR, Set.of(RESPONSE_PROPOSE, RESPONSE_CONFIRM)))),
            Map.entry(
                    "Workshop list",
                    new Row(
                            Map.of(
                                    "C", Set.of(WORKSHOP_WRITE),
                                    "R", Set.of(WORKSHOP_READ),
                                    "U", Set.of(WORKSHOP_WRITE)),
                            Map.of())),
            Map.entry(
                    "Training record",
                    new Row(
                            Map.of(
                                    "C", Set.of(TRAINING_WRITE),
                                    "R", Set.of(TRAINING_READ),
                                    "U", Set.of(TRAINING_WRITE),
                                    "A", Set.of(TRAINING_CERTIFY),
                                    "Rg", Set.of(TRAINING_FIGURES)),
                            Map.of(
                                    TRAINING_COORDINATOR,
                                    Set.of(TRAINING_FIGURES), // who reads them all counts them too
                                    EVALUATOR,
                                    Set.of(TRAINING_READ)))), // their own, by which they may interview children
            Map.entry(
                    "Handover package",
                    new Row(
                            Map.of(
                                    "C", Set.of(PACKAGE_ASK),
                                    "R", Set.of(CASE_READ), // with the file
                                    "U", Set.of(CASE_ASSIGN), // proposes the hand-over, sends it, takes it back
                                    "A", Set.of(CASE_APPROVE),
                                    "Rg", Set.of(SUMMARY_READ)),
                            openingAFile(CASE_WORKER, SHELTER_MANAGER, PROVIDER, EVALUATOR),
                            Map.of(
                                    // what leaves is agreed to by who supervises the file and reads all of it
                                    PROJECT_MANAGER, Set.of("A"),
                                    // accepts by the decision that its structure is asked for, without a verb
                                    MINISTRY_OFFICER, Set.of("A"),
                                    // opens no file: reads the rows by the policy of custody, and the journal
                                    DATA_PROTECTION_OFFICER, Set.of("R"),
                                    // their figures are indicators
                                    EVALUATOR, Set.of("Rg"),
                                    OBSERVER, Set.of("Rg")))),
            Map.entry("Audit log", new Row(Map.of("R", Set.of(JOURNAL_READ)), Map.of())));

    /** One cell of the matrix. */
    record Cell(String row, Role role, Set<String> letters) {}

    /** The lines of the table, cut into cells: the name of the record, then one for each column. */
    private static List<List<String>> table() {
        try (InputStream in = Objects.requireNonNull(MatrixTest.class.getResourceAsStream("/access/matrix.md"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("|") && !line.startsWith("|--"))
                    .map(line -> Stream.of(line.split("\\|"))
                            .skip(1)
                            .map(String::strip)
                            .toList())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<List<String>> rows() {
        return table().stream().skip(1);
    }

    static Stream<Cell> cells() {
        return rows().filter(row -> ROWS.containsKey(row.getFirst())).flatMap(row -> {
            List<Cell> cells = new ArrayList<>();
            for (int i = 0; i < COLUMNS.size(); i++)
                cells.add(new Cell(row.getFirst(), COLUMNS.get(i), letters(row.get(i + 1))));
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
        assertThat(table().getFirst().subList(1, 15)).isEqualTo(HEADS);
        assertThat(cells()).hasSize(ROWS.size() * 14);
        assertThat(rows().map(List::size)).containsOnly(15);
        assertThat(letters(" C*a* R*a* ")).containsExactlyInAnyOrder("C", "R");
        assertThat(letters(" RA*m* ")).containsExactlyInAnyOrder("R", "A");
        assertThat(letters(" C attendance*am* ")).containsExactly("C");
        assertThat(letters(" RU (pay) ")).containsExactlyInAnyOrder("R", "U");
        assertThat(letters(" R*g* ")).containsExactly("Rg");
        assertThat(letters(" – (health only) ")).isEmpty();
    }

    @Test
    void everyRowIsCheckedOrIsToCome() {
        Set<String> known = new HashSet<>(TO_COME);
        known.addAll(ROWS.keySet());
        assertThat(rows().map(List::getFirst)).containsExactlyInAnyOrderElementsOf(known);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void aRoleMayWhatTheMatrixSaysAndNothingMore(Cell cell) {
        Row row = ROWS.get(cell.row());
        Set<Verb> more = row.more().getOrDefault(cell.role(), Set.of());
        Set<Verb> open = new HashSet<>(more);
        Set<String> less = row.less().getOrDefault(cell.role(), Set.of());
        assertThat(cell.letters()).as("%s, %s", cell.row(), cell.role()).containsAll(less);
        for (String letter : cell.letters()) {
            Set<Verb> verbs = row.letters().get(letter);
            assertThat(verbs).as("%s has a verb for %s", cell.row(), letter).isNotNull();
            if (verbs.isEmpty() || less.contains(letter)) continue;
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
                Set.of(SLIP_WRITE, SLIP_RECEIVE),
                Set.of(DISCLOSURE_ASK, DISCLOSURE_DECIDE),
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
