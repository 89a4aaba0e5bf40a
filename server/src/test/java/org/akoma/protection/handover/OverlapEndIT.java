package org.akoma.protection.handover;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The end of the overlap after an acceptance, and an authority that does not answer. */
class OverlapEndIT extends HandoverHouse {

    private static final Duration OVERLAP = Duration.ofDays(30);

    @Autowired
    private HandoverRound round;

    private String status(Actor reader) {
        return api(reader.username())
                .get("/api/v1/cases/" + code)
                .json()
                .path("status")
                .asString();
    }

    private List<String> tasks(Actor of, String kind) {
        return api(of.username())
                .get("/api/v1/tasks?kind=" + kind + "&limit=200")
                .json()
                .path("items")
                .valueStream()
                .map(one -> one.path("code").asString())
                .toList();
    }

    private int plans(Actor by) {
        return api(by.username())
                .post(
                        "/api/v1/cases/" + code + "/visits",
                        Map.of(
                                "id",
                                Ids.next().toString(),
                                "type",
                                "ROUTINE",
                                "plannedOn",
                                clock.instant()
                                        .plus(Duration.ofDays(5))
                                        .toString()
                                        .substring(0, 10)))
                .status();
    }

    @Test
    void anAuthorityThatWorksElsewhereGoesOnWithoutTheFile() throws SQLException {
        String id = accepted();
        assertThat(plans(worker)).as("in the overlap").isEqualTo(201);
        clock.moveTo(MORNING.plus(OVERLAP));
        round.go();
        assertThat(status(officer)).isEqualTo("TRANSFERRED");
        assertThat(plans(worker)).isNotEqualTo(201);
        assertThat(plans(officer)).isNotEqualTo(201);
        assertThat(LoginSql.refusal(
                        worker,
                        clock.instant(),
                        "insert into cases.reopening (id, file_id, organisation_id, supervisor_id, asked_by, asked_at, sealed) select '"
                                + Ids.next() + "', f.id, f.organisation_id, f.supervisor_id, '" + worker.personId()
                                + "', '" + clock.instant() + "', 'x' from cases.case_file f where f.code = '" + code
                                + "'"))
                .isNotNull();
        assertThat(tasks(worker, "handover.check")).contains(code);
        int before = rung(officer);
        assertThat(browser(worker.username())
                        .post(
                                at("/" + id + "/checks/30").substring("/api/v1".length()),
                                "firstVisit",
                                "false",
                                "inPlace",
                                "true",
                                "goesOn",
                                "true")
                        .location())
                .contains("handover.checked-bad");
        assertThat(rung(officer)).as("the authority hears of it").isGreaterThan(before);
        assertThat(browser(worker.username())
                        .get("/cases/" + code + "/handover?lang=fr")
                        .body())
                .contains("Appelez ");
        assertThat(tasks(supervisor, "handover.bad-check")).contains(code);
        assertThat(api(worker.username())
                        .post(at("/" + id + "/checks/30"), Map.of("firstVisit", true, "inPlace", true, "goesOn", true))
                        .status())
                .isEqualTo(200);
        assertThat(tasks(supervisor, "handover.bad-check"))
                .as("asked again, and good")
                .doesNotContain(code);
        assertThat(tasks(worker, "handover.check")).doesNotContain(code);
    }

    /** The former side would otherwise leave a child in danger between two structures. */
    @Test
    void bothSidesStayWhileADangerRuns() {
        String id = accepted();
        assertThat(api(worker.username())
                        .post(
                                "/api/v1/cases/" + code + "/alerts",
                                Map.of("id", Ids.next().toString(), "type", "DANGER_AT_HOME", "what", "On la frappe"))
                        .status())
                .isEqualTo(201);
        clock.moveTo(MORNING.plus(OVERLAP).minus(Duration.ofDays(1)));
        round.go();
        clock.moveTo(MORNING.plus(OVERLAP).plus(Duration.ofDays(2)));
        round.go();
        assertThat(plans(worker)).isEqualTo(201);
        assertThat(api(supervisor.username())
                        .get(at(""))
                        .json()
                        .path("handovers")
                        .path(0)
                        .path("overlapUntil")
                        .asString())
                .isEqualTo("2015-12-23");
        clock.moveTo(MORNING.plus(Duration.ofDays(160)));
        round.go();
        assertThat(id).isNotBlank();
        assertThat(plans(worker)).as("but not for ever").isNotEqualTo(201);
    }

    @Test
    void theFilePassesToTheWorkerWhomTheAuthorityNamed() {
        String id = accepted();
        Actor lead = actor(person(Role.CASE_SUPERVISOR, ministry));
        Actor theirs = actor(person(Role.CASE_WORKER, ministry, null, lead.personId()));
        assertThat(api(officer.username())
                        .post(at("/" + id + "/worker"), Map.of("worker", theirs.username()))
                        .status())
                .isEqualTo(200);
        assertThat(browser(theirs.username()).get("/notices?lang=fr").body())
                .as("it says what it is, and names no child")
                .contains("Transfert d’un enfant à l’autorité", "/cases/" + code + "/handover");
        clock.moveTo(MORNING.plus(OVERLAP));
        round.go();
        assertThat(status(theirs)).isNotEqualTo("TRANSFERRED");
        assertThat(plans(theirs)).isEqualTo(201);
        assertThat(plans(worker)).isNotEqualTo(201);
        assertThat(api(lead.username()).get("/api/v1/cases").body()).contains(code);
    }

    @Test
    void eachStepIsATaskOfWhoTakesIt() {
        String id = accepted();
        assertThat(tasks(officer, "handover.name-worker")).contains(code);
        assertThat(tasks(worker, "handover.joint-visit")).contains(code);
        Actor lead = actor(person(Role.CASE_SUPERVISOR, ministry));
        Actor theirs = actor(person(Role.CASE_WORKER, ministry, null, lead.personId()));
        assertThat(api(officer.username())
                        .post(at("/" + id + "/worker"), Map.of("worker", theirs.username()))
                        .status())
                .isEqualTo(200);
        assertThat(tasks(officer, "handover.name-worker")).doesNotContain(code);
        assertThat(tasks(theirs, "handover.meet")).contains(code);
        assertThat(api(theirs.username()).get("/api/v1/cases?scope=SHARED").body())
                .contains(code);
        assertThat(browser(theirs.username()).get("/tasks?lang=fr").body())
                .contains(code, "le rencontrer avec la personne");
        assertThat(api(worker.username())
                        .post(at("/" + id + "/joint-visit"), Map.of("on", "2015-11-16"))
                        .status())
                .isEqualTo(200);
        assertThat(tasks(worker, "handover.joint-visit")).doesNotContain(code);
    }

    @Test
    void whoOverseesHearsOfAnAuthorityThatDoesNotAnswer() {
        proposed();
        clock.moveTo(MORNING.plus(Duration.ofDays(10)));
        round.go();
        assertThat(tasks(supervisor, "handover.no-answer")).doesNotContain(code);
        clock.moveTo(MORNING.plus(Duration.ofDays(15)));
        int before = rung(custodian);
        round.go();
        assertThat(tasks(supervisor, "handover.no-answer")).contains(code);
        assertThat(rung(custodian)).isGreaterThan(before);
        int once = rung(custodian);
        round.go();
        assertThat(rung(custodian)).isEqualTo(once);
    }
}
