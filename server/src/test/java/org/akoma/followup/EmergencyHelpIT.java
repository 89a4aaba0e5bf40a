package org.akoma.followup;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.access.Actor;
import org.akoma.access.Organisation;
import org.akoma.access.Role;
import org.akoma.cases.CaseFile;
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

    private static RecordVisit unplanned() {
        RecordVisit seen = made(Ids.next(), TODAY);
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
        assertThat(visits.record(stranger, code, unplanned())).isInstanceOf(org.akoma.cases.Outcome.Done.class);
        Answer alert = outside.post(
                at("/alerts"), Map.of("type", "DANGER_AT_HOME", "what", "Un homme guette devant la porte."));
        assertThat(alert.status()).as(alert.body()).isEqualTo(201);
        assertThat(planned(code)).isNotEmpty();
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
                    .containsAnyOf("not-in-an-emergency", "not-the-files-hands", "access.decision-of-another-file");
    }
}
