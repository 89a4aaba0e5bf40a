package org.akoma.protection.visits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.assessment.Assessment;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From the calendar to the supervisor's look, on a real database. */
class VisitsIT extends VisitHouse {

    @Autowired
    JdbcClient jdbc;

    @Test
    void whoMayNotDoesNot() {
        String code = assessed(CaseFile.Risk.HIGH);
        UUID first = all(code).getFirst().id();
        daysLater(7);
        Actor other = actor(person(Role.CASE_WORKER, structure(Organisation.Kind.NGO)));
        assertThat(visits.of(other, code)).isInstanceOf(Outcome.NotFound.class);
        assertThat(visits.record(other, code, made(first, TODAY.plusDays(7)))).isInstanceOf(Outcome.NotFound.class);
        assertThat(visits.record(supervisor, code, made(first, TODAY.plusDays(7))))
                .isInstanceOf(Outcome.Forbidden.class);
        done(visits.record(worker, code, made(first, TODAY.plusDays(7))));
        assertThat(visits.review(worker, code, first, null, null)).isInstanceOf(Outcome.Forbidden.class);
        List<UUID> seen = transactions.as(
                other,
                () -> jdbc.sql("select id from followup.visit where id = :id")
                        .param("id", first)
                        .query(UUID.class)
                        .list());
        assertThat(seen).isEmpty();
        assertThat(transactions.as(
                        other,
                        () -> jdbc.sql("update followup.visit set moved = 9 where id = :id")
                                .param("id", first)
                                .update()))
                .isZero();
    }

    /** The visit of a day after the return home was made two days before it, and found danger: the new calendar asks for no second one of that day. */
    @Test
    void aDayAfterTheReturnIsNotAskedForTwice() {
        String code = assessed(CaseFile.Risk.LOW);
        TestDatabase.ownerDoes(
                "insert into cases.placement (id, file_id, kind, country, since, state, recorded_by, approved_by, approved_at, sealed)"
                        + " select gen_random_uuid(), id, 'FAMILY_REUNIFIED', 'CI', '" + TODAY.minusDays(5)
                        + "', 'CURRENT', worker_id, supervisor_id, registered_at, '\\x00' from cases.case_file where code = '"
                        + code + "'");
        assess(code, Assessment.Kind.REVIEW, CaseFile.Risk.MEDIUM);
        LocalDate week = TODAY.plusDays(2);
        Visit planned = all(code).stream()
                .filter(one ->
                        one.type() == Visit.Type.MILESTONE && one.plannedOn().equals(week))
                .findFirst()
                .orElseThrow();
        done(visits.record(worker, code, made(planned.id(), TODAY)));
        assess(code, Assessment.Kind.REVIEW, CaseFile.Risk.HIGH);
        assertThat(all(code)).filteredOn(one -> one.plannedOn().equals(week)).hasSize(1);
    }

    @Test
    void theCalendarFollowsTheRisk() {
        String code = assessed(CaseFile.Risk.HIGH);
        assertThat(planned(code))
                .containsExactly(
                        TODAY.plusDays(7),
                        TODAY.plusDays(14),
                        TODAY.plusDays(21),
                        TODAY.plusDays(28),
                        TODAY.plusDays(35),
                        TODAY.plusDays(42));
        assertThat(now(code).nextVisitDue()).isEqualTo(TODAY.plusDays(7));
        String slower = assessed(CaseFile.Risk.LOW);
        assertThat(planned(slower)).containsExactly(TODAY.plusDays(30));
        daysLater(10);
        assess(slower, Assessment.Kind.REVIEW, CaseFile.Risk.MEDIUM);
        assertThat(planned(slower)).containsExactly(TODAY.plusDays(24), TODAY.plusDays(38), TODAY.plusDays(52));
        assertThat(now(slower).nextVisitDue()).isEqualTo(TODAY.plusDays(24));
    }

    @Test
    void whatWasRecordedIsSealedAndFollowed() {
        String code = assessed(CaseFile.Risk.MEDIUM);
        Visit first = all(code).getFirst();
        daysLater(20);
        Visit made = done(visits.record(worker, code, made(first.id(), TODAY.plusDays(19), TODAY.plusDays(26))));
        assertThat(made.words().opinion()).isEqualTo("Je veux rester ici");
        assertThat(made.state(TODAY.plusDays(20), new VisitState.Limits(3, 14))).isEqualTo(VisitState.DONE_LATE);
        assertThat(now(code).nextVisitDue()).isEqualTo(TODAY.plusDays(26));
        assertThat(planned(code)).startsWith(TODAY.plusDays(26)).doesNotContain(TODAY.plusDays(28));
        assertThat(done(visits.record(worker, code, made(first.id(), TODAY.plusDays(19))))
                        .version())
                .isEqualTo(made.version());
        assertThat(differing(visits.record(worker, code, made(first.id(), TODAY.plusDays(20)))))
                .containsExactly("doneOn");
        assertThat(done(visits.review(supervisor, code, first.id(), "Bien", null))
                        .reviewedBy())
                .isEqualTo(supervisor.personId());
        assertThat(refused(visits.review(supervisor, code, first.id(), null, null)))
                .isEqualTo("followup.visit-reviewed");
    }

    @Test
    void whoComesSecondIsToldWhichFieldsDiffer() {
        String code = assessed(CaseFile.Risk.MEDIUM);
        Visit first = all(code).getFirst();
        done(visits.move(worker, code, first.id(), TODAY.plusDays(10), "SOONER", first.version()));
        assertThat(differing(visits.move(worker, code, first.id(), TODAY.plusDays(9), "SOONER", first.version())))
                .containsExactly("plannedOn");
        assertThat(differing(visits.cancel(worker, code, first.id(), "PLANNED_TWICE", null, first.version())))
                .containsExactly("cancelReason");
        String address = "/api/v1/cases/" + code + "/visits/" + first.id() + "/reschedule";
        var late = api(worker.username())
                .send(
                        "POST",
                        address,
                        "application/json",
                        "{\"plannedOn\":\"" + TODAY.plusDays(8) + "\",\"reason\":\"SOONER\"}",
                        "If-Match",
                        "\"" + first.version() + "\"");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().path("errors").findValuesAsString("field")).containsExactly("plannedOn");
        daysLater(10);
        done(visits.record(worker, code, made(first.id(), TODAY.plusDays(10))));
        Visit made = all(code).stream()
                .filter(one -> one.id().equals(first.id()))
                .findFirst()
                .orElseThrow();
        done(visits.review(supervisor, code, first.id(), "Bien", made.version()));
        assertThat(differing(visits.review(supervisor, code, first.id(), "Revoir", made.version())))
                .containsExactly("review");
    }

    private static List<String> differing(Outcome<?> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Stale.class);
        return ((Outcome.Stale<?>) outcome).fields();
    }

    @Test
    void aVisitGetsAnotherDayBeforeItsOwnAndAReasonAfterIt() {
        String code = assessed(CaseFile.Risk.MEDIUM);
        UUID first = all(code).getFirst().id();
        assertThat(done(visits.move(worker, code, first, TODAY.plusDays(10), "SOONER", null))
                        .plannedOn())
                .isEqualTo(TODAY.plusDays(10));
        daysLater(12);
        assertThat(refused(visits.move(worker, code, first, TODAY.plusDays(13), "OTHER", null)))
                .isEqualTo("followup.visit-day-passed");
        Visit missed = done(visits.missed(worker, code, first, "CHILD_AWAY", "Au village", TODAY.plusDays(13), null));
        assertThat(missed.words().missed()).isEqualTo("Au village");
        assertThat(now(code).nextVisitDue()).isEqualTo(TODAY.plusDays(13));
        List<UUID> ids = new ArrayList<>(all(code).stream().map(Visit::id).toList());
        assertThat(refused(visits.missed(worker, code, ids.getLast(), "OTHER", null, null, null)))
                .isEqualTo("followup.visit-to-come");
        done(visits.cancel(worker, code, ids.getLast(), "PLANNED_TWICE", null, null));
        assertThat(all(code)).extracting(Visit::id).doesNotContain(ids.getLast());
    }

    /** A visit by nobody counts for nothing, a partner's word is a contact, and no visit lies before the file. */
    @Test
    void nobodySeesTheChildInAnothersName() {
        String code = assessed(CaseFile.Risk.MEDIUM);
        String partner = structure(Organisation.Kind.NGO).code();
        assertThat(unplanned(code, "ZZ-NOBODY", "HOME_VISIT", TODAY).body())
                .contains("followup.visit-no-such-partner", "followup.visit-partner-is-contact");
        assertThat(unplanned(code, partner, "HOME_VISIT", TODAY).status()).isEqualTo(422);
        assertThat(unplanned(code, null, "HOME_VISIT", LocalDate.of(1990, 1, 1)).body())
                .contains("followup.visit-before-file");
        Answer word = unplanned(code, partner, "PARTNER_WORD", TODAY);
        assertThat(word.status()).as(word.body()).isEqualTo(201);
        assertThat(all(code).stream().anyMatch(Visit::childSeen)).isFalse();
    }

    /** Straight SQL of the worker's login, at the present moment: what a command takes over from elsewhere comes at another. */
    @Test
    void noLoginNamesAPartnerWhoIsNoneOrSawTheChild() throws java.sql.SQLException {
        String code = assessed(CaseFile.Risk.MEDIUM);
        String partner = structure(Organisation.Kind.NGO).code();
        String visit =
                "insert into followup.visit (id, file_id, organisation_id, worker_id, type, planned_on, planned_at, planned_by, by_calendar, unplanned, done_on,"
                        + " done_at, recorded_by, partner, mode, seen, seen_alone, not_alone, closed_at, sealed)"
                        + " select gen_random_uuid(), f.id, f.organisation_id, f.worker_id, 'ROUTINE', current_date, access.moment(), access.actor(), false, true,"
                        + " current_date, access.moment(), access.actor(), '%s', '%s', '{CHILD}', false, 'BY_PHONE', access.moment(), '\\x00'"
                        + " from cases.case_file f where f.code = '" + code + "'";
        java.time.Instant present = java.time.Instant.now();
        for (String no : List.of(
                visit.formatted("ZZ-NOBODY", "PARTNER_WORD"),
                visit.formatted(partner, "HOME_VISIT"),
                visit.formatted("ZZ-NOBODY", "HOME_VISIT")))
            assertThat(org.akoma.LoginSql.refusal(worker, present, no)).contains("followup.visit-no-such-partner");
        assertThat(org.akoma.LoginSql.refusal(worker, present, visit.formatted(partner, "PARTNER_WORD")))
                .isEmpty();
    }

    private Answer unplanned(String code, @Nullable String partner, String mode, LocalDate on) {
        Map<String, Object> said = new java.util.HashMap<>(Map.of(
                "doneOn",
                on.toString(),
                "mode",
                mode,
                "seen",
                List.of("CHILD"),
                "seenAlone",
                false,
                "notAlone",
                "BY_PHONE",
                "school",
                "ATTENDS",
                "safety",
                "SAFE",
                "traffickerContact",
                false));
        if (partner != null) said.put("partner", partner);
        return api(worker.username()).post("/api/v1/cases/" + code + "/visits/unplanned", said);
    }

    /** A worker who takes back every visit is left with a calendar as close as before. */
    @Test
    void takingVisitsBackNeitherEmptiesTheCalendarNorStretchesIt() {
        String code = assessed(CaseFile.Risk.MEDIUM);
        LocalDate due = now(code).nextVisitDue();
        for (int i = 0; i < 5; i++)
            assertThat(api(worker.username())
                            .post(
                                    "/api/v1/cases/" + code + "/visits/"
                                            + all(code).getFirst().id() + "/cancel",
                                    Map.of("reason", "OTHER", "why", "no need"))
                            .status())
                    .isEqualTo(200);
        assertThat(now(code).nextVisitDue()).isEqualTo(due);
        for (Visit visit : all(code)) done(visits.cancel(worker, code, visit.id(), "OTHER", null, null));
        List<LocalDate> left = planned(code);
        assertThat(left.getFirst()).isEqualTo(due);
        for (int i = 1; i < left.size(); i++)
            assertThat(left.get(i)).isBeforeOrEqualTo(left.get(i - 1).plusDays(14 + 3));
    }

    @Test
    void aVisitThatNobodyPlannedIsNoPartOfThePunctuality() {
        String code = assessed(CaseFile.Risk.LOW);
        UUID id = Ids.next();
        RecordVisit sudden = made(id, TODAY);
        assertThat(visits.record(worker, code, sudden)).isInstanceOf(Outcome.NotFound.class);
        Visit kept = done(visits.record(
                worker,
                code,
                new RecordVisit(
                        id,
                        true,
                        TODAY,
                        null,
                        null,
                        "PHONE",
                        List.of("CHILD"),
                        false,
                        "BY_PHONE",
                        "NOT_CHECKED",
                        VisitDone.Safety.NOT_CHECKED,
                        false,
                        Visit.SealedText.NONE,
                        null,
                        false)));
        assertThat(kept.state(TODAY, new VisitState.Limits(3, 14))).isEqualTo(VisitState.UNPLANNED);
        assertThat(planned(code)).containsExactly(TODAY.plusDays(30));
    }

    @Test
    void aPlanOfAPersonTakesThePlaceOfTheCalendars() {
        String code = assessed(CaseFile.Risk.MEDIUM);
        done(visits.plan(worker, code, new PlanVisit(Ids.next(), Visit.Type.EMERGENCY, TODAY.plusDays(13))));
        assertThat(planned(code)).containsExactly(TODAY.plusDays(13), TODAY.plusDays(28), TODAY.plusDays(42));
        assertThat(refused(
                        visits.plan(worker, code, new PlanVisit(Ids.next(), Visit.Type.ROUTINE, TODAY.minusDays(1)))))
                .isEqualTo("followup.visit-past");
    }
}
