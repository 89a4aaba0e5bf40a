package org.akoma.protection.visits;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.protection.cases.CaseFile;
import org.junit.jupiter.api.Test;

/** Who has nothing but an emergency access records a visit and raises an alert; the child's calendar, place and way stay as they are (trust.md G7). */
class EmergencyHelpIT extends VisitHouse {

    private static final String CODE = "cases.emergency-passes-nothing-on";

    private Actor stranger;
    private Caller outside;
    private String code;
    private Visit first;

    private void openedInAnEmergency() {
        code = assessed(CaseFile.Risk.MEDIUM);
        first = all(code).getFirst();
        helped();
    }

    private void helped() {
        stranger = actor(person(Role.CASE_WORKER, structure(Organisation.Kind.CENTRAL_GOVERNMENT)));
        outside = api(stranger.username());
        assertThat(outside.post(
                                at("/break-glass"),
                                Map.of("reason", "L’enfant appelle à l’aide, sa travailleuse est absente."))
                        .status())
                .isEqualTo(201);
    }

    private String at(String part) {
        return "/api/v1/cases/" + code + part;
    }

    private void refused(String part, Map<String, ?> body) {
        Answer answer = outside.post(at(part), body);
        assertThat(answer.status()).as(part + " " + answer.body()).isEqualTo(403);
        assertThat(answer.json().path("code").asString()).as(part).isEqualTo(CODE);
    }

    @Test
    void theStrangerEmptiesNoCalendarAndSendsNobodyOff() {
        openedInAnEmergency();
        for (Visit visit : all(code))
            refused("/visits/" + visit.id() + "/cancel", Map.of("reason", "OTHER", "why", "no need"));
        refused(
                "/visits/" + first.id() + "/reschedule",
                Map.of("plannedOn", TODAY.plusDays(40).toString(), "reason", "OTHER"));
        refused("/search", Map.of("step", "FLAGGED", "outcome", "x"));
        refused("/homecomings", Map.of("toCountry", "BF", "state", "DEPARTED", "departedOn", TODAY.toString()));
        refused(
                "/placements",
                Map.of(
                        "kind",
                        "FOSTER_FAMILY",
                        "country",
                        "CI",
                        "since",
                        TODAY.toString(),
                        "address",
                        "ici",
                        "withWhom",
                        "moi",
                        "reason",
                        "SAFETY"));
        refused("/placements/return-exceptions", Map.of("reason", "La mère est mourante, seule visite."));
        refused("/placements/current/end", Map.of("until", TODAY.toString(), "reason", "OTHER", "words", "x"));
        refused("/threads", Map.of("section", "NOTES", "subject", "x", "text", "x"));
        assertThat(all(code)).contains(first);
        assertThat(cases.find(worker, code).orElseThrow().lostSince()).isNull();
    }

    private static RecordVisit unplanned(LocalDate day) {
        RecordVisit seen = made(Ids.next(), day);
        return new RecordVisit(
                seen.id(),
                true,
                seen.on(),
                null,
                null,
                seen.mode(),
                seen.seen(),
                seen.seenAlone(),
                seen.notAlone(),
                seen.school(),
                seen.safety(),
                seen.traffickerContact(),
                seen.words(),
                null,
                false);
    }

    @Test
    void theStrangerHelps() {
        openedInAnEmergency();
        assertThat(visits.record(stranger, code, unplanned(TODAY)))
                .isInstanceOf(org.akoma.protection.cases.Outcome.Done.class);
        Answer alert = outside.post(
                at("/alerts"), Map.of("type", "DANGER_AT_HOME", "what", "Un homme guette devant la porte."));
        assertThat(alert.status()).as(alert.body()).isEqualTo(201);
        assertThat(planned(code)).isNotEmpty();
    }

    /** What the team had planned is not made by a stranger, nor ended by the stranger's visit. */
    @Test
    void theVisitOfTheTeamStaysDue() throws SQLException {
        code = assessed(CaseFile.Risk.MEDIUM);
        first = all(code).getFirst();
        LocalDate day = first.plannedOn().plusDays(5);
        daysLater(19);
        helped();
        assertThat(day).isEqualTo(TODAY.plusDays(19));
        assertThat(refused(visits.record(stranger, code, made(first.id(), day))))
                .isEqualTo(CODE);
        String straight = "update followup.visit set done_on = '" + day
                + "', done_at = access.moment(), recorded_by = access.actor(), made_by = access.actor(), version = version + 1,"
                + " mode = 'HOME_VISIT', seen = '{CHILD}', seen_alone = true, closed_at = access.moment(), sealed = decode(repeat('00', 60), 'hex')"
                + " where id = '" + first.id() + "'";
        assertThat(LoginSql.refusal(stranger, clock.instant(), straight)).contains("followup.not-in-an-emergency");
        var page = browser(stranger.username());
        assertThat(page.get("/cases/" + code + "/visits/" + first.id()).body()).doesNotContain("/done\"");
        assertThat(page.get("/cases/" + code + "/visits/new").status()).isEqualTo(200);
        assertThat(visits.record(stranger, code, unplanned(day)))
                .isInstanceOf(org.akoma.protection.cases.Outcome.Done.class);
        assertThat(all(code))
                .filteredOn(one -> one.id().equals(first.id()))
                .hasSize(1)
                .allMatch(one -> one.closedAt() == null && one.done() == null);
        assertThat(now(code).nextVisitDue()).isEqualTo(first.plannedOn());
    }

    @Test
    void nothingOfItIsOffered() {
        openedInAnEmergency();
        var page = browser(stranger.username());
        assertThat(page.get("/cases/" + code + "/visits/" + first.id()).body())
                .contains("Vous pouvez lire, prévoir ou saisir une visite")
                .doesNotContain("/move\"", "/cancel\"", "/missed\"");
        assertThat(page.get("/cases/" + code + "/csi").body()).doesNotContain("/csi/new", "Faire un CSI");
        assertThat(page.get("/cases/" + code + "/csi/new").status()).isEqualTo(403);
        assertThat(page.get("/cases/" + code).body()).doesNotContain("Écrire le plan");
        assertThat(page.get("/cases/" + code + "/search").body()).doesNotContain("name=\"outcome\"");
        assertThat(page.get("/cases/" + code + "/homecoming").body()).doesNotContain("name=\"toCountry\"");
        assertThat(page.get("/cases/" + code + "/placement").body()).doesNotContain("name=\"kind\"");
    }

    @Test
    void straightSqlNeither() throws SQLException {
        openedInAnEmergency();
        String file = "(select id from cases.case_file where code = '" + code + "')";
        for (String attack : List.of(
                "update followup.visit set cancelled_at = access.moment(), cancel_reason = 'OTHER', closed_at = access.moment() where id = '"
                        + first.id() + "'",
                "update followup.visit set closed_at = access.moment() where id = '" + first.id() + "'",
                "insert into followup.calendar (file_id, begins_on) values (" + file + ", '2016-05-01')",
                "update followup.csi_due set until = access.moment() where until is null and file_id = " + file,
                "update followup.visit set planned_on = '2030-01-01' where id = '" + first.id() + "'",
                "update followup.visit set worker_id = access.actor() where id = '" + first.id() + "'",
                "update cases.case_file set lost_since = '2015-11-16' where code = '" + code + "'",
                "insert into cases.search_step (id, file_id, step, at, recorded_by, sealed) values (gen_random_uuid(), "
                        + file + ", 'FLAGGED', access.moment(), access.actor(), 'x')",
                "select access.propose(gen_random_uuid(), 'HOME', " + file
                        + ", gen_random_uuid(), 1, '{}', null, null)"))
            assertThat(LoginSql.refusal(stranger, clock.instant(), attack))
                    .as(attack)
                    .containsAnyOf("not-in-an-emergency", "not-the-files-hands", "access.not-seen");
    }
}
