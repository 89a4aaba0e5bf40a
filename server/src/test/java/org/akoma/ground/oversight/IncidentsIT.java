package org.akoma.ground.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.ground.pages.Task;
import org.akoma.ground.pages.Urgency;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An incident of data protection is hidden from whom it is about, kept against two clocks, and ended by two people. */
class IncidentsIT extends HouseIT {

    private static final String WORD = "Zorblaxa";

    @Autowired
    private ReadingRound round;

    @Autowired
    private OversightTasks tasks;

    private Actor worker;
    private Actor officer;
    private Actor other;
    private Actor manager;

    @BeforeEach
    void whoIsHere() {
        Organisation ngo = structure(Organisation.Kind.NGO);
        worker = actor(person(Role.CASE_WORKER, ngo));
        officer = actor(person(Role.DATA_PROTECTION_OFFICER, structure(Organisation.Kind.NGO)));
        other = actor(person(Role.DATA_PROTECTION_OFFICER, structure(Organisation.Kind.NGO)));
        manager = actor(person(Role.PROJECT_MANAGER, ngo));
    }

    private Map<String, Object> incident(Actor... concerned) {
        Map<String, Object> said = new HashMap<>();
        said.put("id", Ids.next().toString());
        said.put("kind", "READ");
        said.put("country", "CI");
        said.put("discoveredAt", clock.instant().minus(Duration.ofHours(2)).toString());
        said.put("what", "Un dossier a été lu devant " + WORD);
        said.put("files", List.of("AK-041"));
        said.put("concerned", List.of(concerned).stream().map(Actor::code).toList());
        return said;
    }

    private Answer report(Map<String, Object> said) {
        return api(worker.username()).post("/api/v1/incidents", said);
    }

    private String reported(Actor... concerned) {
        Map<String, Object> said = incident(concerned);
        Answer answer = report(said);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return String.valueOf(said.get("id"));
    }

    private static String at(String id, String part) {
        return "/api/v1/incidents/" + id + part;
    }

    private Answer act(Actor actor, String id, String part, Map<String, Object> said) {
        return api(actor.username()).post(at(id, part), said);
    }

    private Map<String, Object> step(String what) {
        return Map.of(
                "id",
                Ids.next().toString(),
                "what",
                what,
                "doneAt",
                clock.instant().minus(Duration.ofHours(1)).toString(),
                "words",
                "Par lettre du matin, " + WORD);
    }

    private String waiting(Actor decider, String id) {
        return api(decider.username())
                .get("/api/v1/decisions")
                .json()
                .path("waiting")
                .valueStream()
                .filter(one -> one.path("kind").asString().equals("INCIDENT_END"))
                .map(one -> one.path("id").asString())
                .filter(decision -> api(decider.username())
                        .get("/api/v1/decisions/" + decision)
                        .body()
                        .contains(id))
                .findFirst()
                .orElse("");
    }

    @Test
    void whoIsConcernedLearnsNothingAndActsOnNothing() throws SQLException {
        String id = reported(officer);
        assertThat(api(officer.username()).get(at(id, "")).status()).isEqualTo(404);
        for (String asked : List.of("person", "about"))
            assertThat(api(officer.username())
                            .get("/api/v1/journal?" + asked + "=" + worker.username())
                            .body())
                    .as("who reported it")
                    .doesNotContain("incident");
        assertThat(api(officer.username()).get("/api/v1/incidents").body()).doesNotContain(id);
        assertThat(browser(officer.username()).get("/incidents").body()).doesNotContain(id);
        assertThat(browser(officer.username()).get("/").body()).doesNotContain(id);
        for (String part : List.of("/taking", "/steps", "/end"))
            assertThat(act(
                                    officer,
                                    id,
                                    part,
                                    part.equals("/steps")
                                            ? step("CONTAINED")
                                            : Map.of("reason", "Tout est rentré dans l’ordre"))
                            .status())
                    .as(part)
                    .isEqualTo(404);
        for (String past : List.of(
                "select count(*) from oversight.incident where id = '" + id + "'",
                "select count(*) from oversight.incident_step where incident_id = '" + id + "'"))
            assertThat(LoginSql.answer(officer, clock.instant(), past)).as(past).isEqualTo("0");
        assertThat(LoginSql.answer(officer, clock.instant(), "select oversight.take_incident('" + id + "')"))
                .isEqualTo("NOT_FOUND");
        assertThat(LoginSql.answer(officer, clock.instant(), "select oversight.close_incident('" + id + "')"))
                .isEqualTo("NOT_FOUND");
        for (String past : List.of(
                "update oversight.incident set concerned = '{}' where id = '" + id + "'",
                "insert into oversight.incident_step select * from oversight.incident_step"))
            for (Actor by : List.of(officer, other, manager))
                assertThat(LoginSql.refusal(by, clock.instant(), past)).as(past).contains("permission denied");
        assertThat(act(other, id, "/taking", Map.of()).status()).isEqualTo(200);
        assertThat(act(officer, id, "/taking", Map.of()).status()).isEqualTo(404);
    }

    /** A colleague of whom it is about neither reads, takes nor ends it while another officer is there, and learns of nobody who reported it. */
    @Test
    void aColleagueOfWhomItIsAboutReadsAndTakesNothing() throws SQLException {
        Organisation accused = structure(Organisation.Kind.NGO);
        Actor read = actor(person(Role.CASE_WORKER, accused));
        Actor beside = actor(person(Role.DATA_PROTECTION_OFFICER, accused));
        Actor leads = actor(person(Role.PROJECT_MANAGER, accused));
        String id = reported(read);
        assertThat(api(beside.username()).get(at(id, "")).status()).isEqualTo(404);
        assertThat(act(beside, id, "/taking", Map.of()).status()).isEqualTo(404);
        assertThat(LoginSql.answer(
                        beside,
                        MORNING.plusSeconds(60),
                        "select count(*) from oversight.incident where id = '" + id + "'"))
                .isEqualTo("0");
        assertThat(LoginSql.answer(beside, MORNING.plusSeconds(60), "select oversight.take_incident('" + id + "')"))
                .isEqualTo("NOT_FOUND");
        assertThat(bellsOf(beside.username())).isZero();
        assertThat(api(leads.username()).get("/api/v1/incidents").body()).contains(id);
        assertThat(browser(leads.username()).get("/incidents").status()).isEqualTo(200);
        assertThat(LoginSql.answer(
                        leads,
                        MORNING.plusSeconds(60),
                        "select reporter is null from oversight.managed_incidents() where id = '" + id + "'"))
                .isEqualTo("t");
        act(officer, id, "/taking", Map.of());
        act(officer, id, "/steps", step("AUTHORITY_NOT_NEEDED"));
        act(officer, id, "/steps", step("PERSONS_NOT_TOLD"));
        assertThat(act(officer, id, "/end", Map.of("reason", "Contenu, " + WORD))
                        .status())
                .isEqualTo(200);
        String asked = waiting(other, id);
        for (Actor one : List.of(beside, leads))
            assertThat(api(one.username())
                            .post("/api/v1/decisions/" + asked + "/verdict", Map.of("agreed", true))
                            .status())
                    .isGreaterThanOrEqualTo(400);
    }

    /** The account that may be the second one of whom it is about reads, takes and ends nothing. */
    @Test
    void theNamesakeOfWhomItIsAboutReadsAndTakesNothing() throws SQLException {
        Actor accused = actor(person(Role.DATA_PROTECTION_OFFICER, structure(Organisation.Kind.NGO)));
        Actor same = actor(person(Role.DATA_PROTECTION_OFFICER, structure(Organisation.Kind.NGO)));
        String name = "Kouame " + newFamilyName();
        card(accused, name);
        card(same, name);
        String id = reported(accused);
        assertThat(api(same.username()).get(at(id, "")).status()).isEqualTo(404);
        assertThat(act(same, id, "/taking", Map.of()).status()).isEqualTo(404);
        assertThat(LoginSql.answer(same, MORNING.plusSeconds(60), "select oversight.take_incident('" + id + "')"))
                .isEqualTo("NOT_FOUND");
        assertThat(api(other.username()).get(at(id, "")).status()).isEqualTo(200);
    }

    private static void card(Actor who, String name) {
        TestDatabase.ownerDoes(
                "insert into access.person_card (person_id, compartment, name) select p.id, p.compartment, '" + name
                        + "' from access.person p where p.id = '" + who.personId() + "'");
    }

    @Test
    void theReporterLearnsItsStateAloneAndNobodyElseAnything() {
        String id = reported();
        assertThat(api(worker.username()).get(at(id, "")).status()).isEqualTo(403);
        assertThat(api(worker.username()).get("/api/v1/incidents").status()).isEqualTo(403);
        assertThat(api(worker.username()).get("/api/v1/incidents/own").body())
                .contains(id, "REPORTED")
                .doesNotContain(WORD);
        assertThat(act(other, id, "/taking", Map.of()).status()).isEqualTo(200);
        assertThat(act(other, id, "/taking", Map.of()).status()).as("once").isEqualTo(409);
        assertThat(act(other, id, "/steps", step("AUTHORITY_TOLD")).status()).isEqualTo(201);
        assertThat(api(worker.username()).get("/api/v1/incidents/own").body())
                .contains("TAKEN")
                .doesNotContain(WORD, "TOLD");
        String managed = api(manager.username()).get("/api/v1/incidents").body();
        assertThat(managed).contains(id).doesNotContain(WORD);
        assertThat(api(manager.username()).get(at(id, "")).status()).isEqualTo(403);
        assertThat(act(manager, id, "/taking", Map.of()).status()).isEqualTo(403);
        assertThat(act(worker, id, "/steps", step("CONTAINED")).status()).isEqualTo(403);
        assertThat(api(officer.username()).get(at(id, "")).body()).contains(WORD);
        Organisation ngo = structure(Organisation.Kind.NGO);
        Actor stranger = actor(person(Role.CASE_SUPERVISOR, ngo));
        assertThat(api(stranger.username()).get("/api/v1/incidents/own").body()).doesNotContain(id);
    }

    @Test
    void oneIdIsOneIncidentAndUnknownPeopleAreRefused() {
        Map<String, Object> said = incident();
        assertThat(report(said).status()).isEqualTo(201);
        assertThat(report(said).status()).isEqualTo(201);
        said.put("what", "Tout autre chose est arrivé ce matin");
        assertThat(report(said).status()).isEqualTo(409);
        Map<String, Object> unknown = incident();
        unknown.put("concerned", List.of("ZZ-99999"));
        assertThat(report(unknown).body()).contains("oversight.incident-person");
        Map<String, Object> early = incident();
        early.put("discoveredAt", clock.instant().plus(Duration.ofHours(1)).toString());
        assertThat(report(early).body()).contains("oversight.incident-later");
    }

    @Test
    void itEndsByTwoPeopleWhoAreNotConcernedAndWhenAllIsSaid() {
        String id = reported(manager);
        Map<String, Object> why = Map.of("reason", "Le papier est revenu, rien n’est sorti");
        assertThat(act(officer, id, "/end", why).body()).contains("oversight.incident-open");
        assertThat(act(officer, id, "/steps", step("AUTHORITY_TOLD")).body()).contains("oversight.incident-not-taken");
        assertThat(act(officer, id, "/taking", Map.of()).status()).isEqualTo(200);
        assertThat(act(officer, id, "/steps", step("AUTHORITY_TOLD")).status()).isEqualTo(201);
        assertThat(act(officer, id, "/steps", step("AUTHORITY_NOT_NEEDED")).body())
                .contains("oversight.incident-told");
        assertThat(act(officer, id, "/end", why).body()).contains("oversight.incident-open");
        assertThat(act(officer, id, "/steps", step("PERSONS_NOT_TOLD")).status())
                .isEqualTo(201);
        assertThat(act(officer, id, "/end", why).status()).isEqualTo(200);
        assertThat(waiting(manager, code(id))).as("concerned").isEmpty();
        String decision = waiting(other, code(id));
        assertThat(decision).isNotEmpty();
        for (Actor by : List.of(officer, manager, worker))
            assertThat(verdict(by, decision).status()).as(by.username()).isNotEqualTo(200);
        assertThat(api(other.username()).get("/api/v1/decisions/" + decision).body())
                .doesNotContain(WORD);
        assertThat(verdict(other, decision).status()).isEqualTo(200);
        assertThat(api(other.username()).get(at(id, "")).json().path("closedAt").isNull())
                .isFalse();
        assertThat(act(officer, id, "/steps", step("CONTAINED")).body()).contains("oversight.incident-told");
    }

    private Answer verdict(Actor by, String decision) {
        return api(by.username()).post("/api/v1/decisions/" + decision + "/verdict", Map.of("agreed", true));
    }

    private String code(String id) {
        return api(officer.username()).get(at(id, "")).json().path("code").asString();
    }

    /** The limits are those of the day of the report; who oversees is rung once for each clock, and never whom it is about. */
    @Test
    void twoClocksRunAndRingOnce() throws SQLException {
        Organisation ngo = structure(Organisation.Kind.NGO);
        Actor concerned = actor(person(Role.PROJECT_MANAGER, ngo));
        String id = reported(concerned);
        var due = api(officer.username()).get(at(id, "")).json();
        assertThat(Duration.between(
                        java.time.Instant.parse(due.path("discoveredAt").asString()),
                        java.time.Instant.parse(due.path("takenDue").asString())))
                .isEqualTo(Duration.ofHours(24));
        assertThat(Duration.between(
                        java.time.Instant.parse(due.path("discoveredAt").asString()),
                        java.time.Instant.parse(due.path("authorityDue").asString())))
                .isEqualTo(Duration.ofHours(72));
        assertThat(bells(manager, id)).isZero();
        clock.moveTo(MORNING.plus(Duration.ofHours(23)));
        round.go();
        assertThat(bells(manager, id)).isOne();
        round.go();
        assertThat(bells(manager, id)).isOne();
        assertThat(bells(concerned, id)).isZero();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        assertThat(tasks.tasksFor(manager, today))
                .as("it does not wait behind what has no clock")
                .anySatisfy(task -> {
                    assertThat(task.kind()).isEqualTo("incident-late");
                    assertThat(task.when(today)).isEqualTo(Task.When.LATE);
                    assertThat(task.urgency()).isEqualTo(Urgency.CLOCK);
                });
        assertThat(browser(manager.username()).get("/incidents?lang=fr").body())
                .contains("À prendre en charge avant")
                .doesNotContain("??", WORD);
        assertThat(browser(officer.username())
                        .get("/incidents/" + id + "?lang=fr")
                        .body())
                .contains(WORD, "Je le prends en charge")
                .doesNotContain("??");
        clock.moveTo(MORNING.plus(Duration.ofHours(71)));
        round.go();
        assertThat(bells(manager, id)).isEqualTo(2);
    }

    private static int bells(Actor actor, String incident) throws SQLException {
        try (Connection owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from notices.bell where person_id = '"
                        + actor.personId() + "' and kind = 'account' and about = '" + incident + "'")) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void theRequestToEndItIsHiddenFromWhomItIsAbout() throws SQLException {
        Actor third = actor(person(Role.DATA_PROTECTION_OFFICER, structure(Organisation.Kind.NGO)));
        String id = reported(third, manager);
        act(officer, id, "/taking", Map.of());
        act(officer, id, "/steps", step("AUTHORITY_NOT_NEEDED"));
        act(officer, id, "/steps", step("PERSONS_NOT_TOLD"));
        long before = bellsOf(manager.username());
        assertThat(act(officer, id, "/end", Map.of("reason", "Contenu, " + WORD))
                        .status())
                .isEqualTo(200);
        String asked = waiting(other, id);
        assertThat(asked).isNotEmpty();
        for (Actor concerned : new Actor[] {third, manager}) {
            assertThat(api(concerned.username())
                            .get("/api/v1/decisions/" + asked)
                            .status())
                    .isEqualTo(404);
            assertThat(LoginSql.answer(
                            concerned,
                            clock.instant(),
                            "select count(*) from access.decision where id = '" + asked + "'"))
                    .isEqualTo("0");
        }
        assertThat(bellsOf(manager.username())).isEqualTo(before);

        // another step: what was asked is no longer what there is
        act(officer, id, "/steps", step("PERSONS_TOLD"));
        assertThat(api(other.username())
                        .post("/api/v1/decisions/" + asked + "/verdict", Map.of("agreed", true))
                        .status())
                .isEqualTo(404);
        assertThat(api(officer.username())
                        .get(at(id, ""))
                        .json()
                        .path("closedAt")
                        .isNull())
                .isTrue();
    }

    @Test
    void nobodyHidesAnIncidentBehindManyOrAPastDay() throws SQLException {
        Actor flood = actor(person(Role.CASE_WORKER, structure(Organisation.Kind.NGO)));
        Map<String, Object> old = incident();
        old.put("discoveredAt", "1971-01-01T00:00:00Z");
        assertThat(api(flood.username()).post("/api/v1/incidents", old).body()).contains("oversight.incident-early");
        assertThat(LoginSql.answer(flood, clock.instant(), """
                        select oversight.report_incident(gen_random_uuid(), 'READ', 'CI', '-infinity', decode(repeat('00', 64), 'hex'), '{}')""")).isIn("EARLY", "WHY");
        for (int n = 0; n < 20; n++)
            assertThat(api(flood.username())
                            .post("/api/v1/incidents", incident())
                            .status())
                    .isEqualTo(201);
        assertThat(api(flood.username()).post("/api/v1/incidents", incident()).body())
                .contains("oversight.incident-many");
    }

    @Test
    void aStepIsOfItsOwnIncident() {
        String first = reported();
        String second = reported();
        for (String id : new String[] {first, second}) act(officer, id, "/taking", Map.of());
        Map<String, Object> told = step("AUTHORITY_TOLD");
        assertThat(act(officer, first, "/steps", told).status()).isEqualTo(201);
        assertThat(act(officer, first, "/steps", told).status()).isEqualTo(201);
        assertThat(act(officer, second, "/steps", told).status()).isEqualTo(409);
    }

    @Test
    void itsCodeSaysNothingOfHowManyThereAre() {
        assertThat(report(incident()).json().path("code").asString()).matches("DI-[0-9A-F]{6}");
    }
}
