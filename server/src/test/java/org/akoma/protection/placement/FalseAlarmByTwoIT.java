package org.akoma.protection.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.SqlAs;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.shelters.Shelter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A false alarm opens the way back to the home of the danger, so another person than who closes it has to have written that there was no danger. That the child is
 * safe, in the shelter to which it was brought, is not that word ({@code trust.md 3}).
 */
class FalseAlarmByTwoIT extends DangerHouse {

    private static final String LACKS = "followup.false-alarm-by-one";

    private String code;
    private UUID alert;
    private Placement move;

    @BeforeEach
    void aChildIsBroughtOutOfADanger() {
        code = active();
        Placement home = done(placements.place(
                worker, code, place(Placement.Kind.FOSTER_FAMILY, null, Placement.Reason.BETTER_SUITED)));
        done(placements.decide(supervisor, code, home.id(), true, null));
        alert = raise(worker, code, AT_HOME, "Battue");
        move = done(placements.place(
                worker,
                code,
                place(Placement.Kind.SHELTER, shelter(2, Shelter.SexRule.MIXED).code(), Placement.Reason.SAFETY)));
        assertThat(post(supervisor, "acknowledgement", Map.of()).status()).isEqualTo(200);
        later();
    }

    private Answer post(Actor by, String step, Map<String, Object> body) {
        return api(by.username()).post("/api/v1/alerts/" + alert + "/" + step, body);
    }

    private Answer says(Actor by, String kind) {
        Answer said = post(by, "actions", Map.of("kind", kind, "text", "Elle dort au centre"));
        later();
        return said;
    }

    private Answer ends(String outcome) {
        return post(supervisor, "closing", Map.of("outcome", outcome, "end", "Il n’y avait rien"));
    }

    private Answer refuses() {
        UUID asked = waiting(ShelterMoves.KIND, move.id()).id();
        return api(supervisor.username())
                .post(
                        "/api/v1/decisions/" + asked + "/verdict",
                        Map.of("agreed", false, "reason", "Elle rentre chez elle"));
    }

    private String straight(String outcome) {
        return """
                do $$ begin
                    insert into followup.alert_action (id, alert_id, file_id, kind, at, taken_by, sealed)
                    select gen_random_uuid(), id, file_id, 'CLOSED', access.moment(), access.actor(), sealed from followup.alert where id = '%1$s';
                    update followup.alert set closed_at = access.moment(), closed_by = access.actor(), outcome = '%2$s' where id = '%1$s';
                end $$""".formatted(alert, outcome);
    }

    /** The way of the attacker: the honest word of the worker that the child is safe in the shelter. */
    @Test
    void thatTheChildIsSafeInTheShelterIsNoFalseAlarm() {
        assertThat(says(worker, "CHILD_SAFE").status()).isEqualTo(200);
        Answer ended = ends("FALSE_ALARM");
        assertThat(ended.status()).as(ended.body()).isEqualTo(422);
        assertThat(ended.body()).contains(LACKS, "pas de danger");
        assertThatThrownBy(() -> SqlAs.change(supervisor, clock.instant(), straight("FALSE_ALARM")))
                .hasStackTraceContaining(LACKS);
        assertThat(says(supervisor, "NO_DANGER").status()).as("their own word").isEqualTo(200);
        assertThat(ends("FALSE_ALARM").body()).contains(LACKS);
        Answer page = browser(supervisor.username()).get("/alerts/" + alert + "?lang=fr");
        assertThat(page.body())
                .contains("/closing", "Une fausse alerte ne se clôt que si", "Il n’y avait pas de danger")
                .doesNotContain("value=\"FALSE_ALARM\"", "??");
        assertThat(ends("CHILD_SAFE").status()).isEqualTo(200);
        assertThat(refuses().body()).contains("cases.move-out-of-danger");
        assertThat(lives(code).orElseThrow().kind()).isEqualTo(Placement.Kind.SHELTER);
    }

    /** Nor is a visit of a later day that saw it safe. */
    @Test
    void aVisitThatSawTheChildSafeIsNoFalseAlarm() {
        clock.moveTo(clock.instant().plus(java.time.Duration.ofDays(1)));
        Map<String, Object> seen = new java.util.HashMap<>(Map.of(
                "doneOn",
                TODAY.plusDays(1).toString(),
                "mode",
                "HOME_VISIT",
                "seen",
                java.util.List.of("CHILD"),
                "seenAlone",
                true,
                "school",
                "ATTENDS",
                "safety",
                "SAFE",
                "traffickerContact",
                false));
        Answer visit = api(worker.username()).post("/api/v1/cases/" + code + "/visits/unplanned", seen);
        assertThat(visit.status()).as(visit.body()).isEqualTo(201);
        later();
        assertThat(ends("FALSE_ALARM").body()).contains(LACKS);
        assertThatThrownBy(() -> SqlAs.change(supervisor, clock.instant(), straight("FALSE_ALARM")))
                .hasStackTraceContaining(LACKS);
    }

    /** Two people say that there was none; a word of before the danger was reported again is none about it. */
    @Test
    void twoPeopleSayThatThereWasNoDanger() {
        assertThat(post(worker, "actions", Map.of("kind", "NO_DANGER", "text", "-"))
                        .status())
                .isEqualTo(422);
        assertThat(says(worker, "NO_DANGER").status()).isEqualTo(200);
        assertThat(ends("CHILD_SAFE").status()).as("not that it is safe").isEqualTo(422);
        assertThat(browser(supervisor.username())
                        .get("/alerts/" + alert + "?lang=fr")
                        .body())
                .contains("value=\"FALSE_ALARM\"")
                .doesNotContain("Une fausse alerte ne se clôt que si");
        api(worker.username())
                .post("/api/v1/cases/" + code + "/alerts", Map.of("type", "DANGER_AT_HOME", "what", "Encore"));
        later();
        assertThat(post(supervisor, "acknowledgement", Map.of()).status()).isEqualTo(200);
        assertThat(ends("FALSE_ALARM").body()).contains("followup.alert-by-one");
        assertThat(says(worker, "NO_DANGER").status()).isEqualTo(200);
        assertThat(ends("FALSE_ALARM").status()).isEqualTo(200);
        assertThat(refuses().status()).isEqualTo(200);
        assertThat(lives(code).orElseThrow().kind()).isEqualTo(Placement.Kind.FOSTER_FAMILY);
    }

    private void named(Actor who, String name) throws SQLException {
        TestDatabase.ownerDoes(
                "insert into access.person_card (person_id, compartment, name) select p.id, p.compartment, '" + name
                        + "' from access.person p where p.id = '" + who.personId() + "'");
    }

    /** The word of an account that bears the name of who closes is the word of who closes; that of a third person counts. */
    @Test
    void aNamesakeIsNoOtherPerson() throws SQLException {
        String name = "Ibrahim " + newFamilyName();
        named(worker, name);
        named(supervisor, name.toUpperCase(Locale.ROOT));
        assertThat(says(worker, "CHILD_SAFE").status()).isEqualTo(200);
        assertThat(says(worker, "NO_DANGER").status()).isEqualTo(200);
        for (String outcome : List.of("CHILD_SAFE", "FALSE_ALARM")) {
            Answer refused = ends(outcome);
            assertThat(refused.status()).as(outcome).isEqualTo(422);
            assertThat(refused.body())
                    .as(outcome)
                    .contains("followup.alert-by-one", "ne compte pas comme une autre personne");
            assertThatThrownBy(() -> SqlAs.change(supervisor, clock.instant(), straight(outcome)))
                    .as(outcome)
                    .hasStackTraceContaining("followup.alert-by-one");
        }
        Actor third = actor(person(Role.CASE_SUPERVISOR, ngo));
        assertThat(says(third, "CHILD_SAFE").status()).isEqualTo(200);
        assertThat(ends("CHILD_SAFE").status()).isEqualTo(200);
    }
}
