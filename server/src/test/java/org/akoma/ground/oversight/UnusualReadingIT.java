package org.akoma.ground.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.SqlAs;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Reading beyond what is usual is found by each rule, explained by the supervisor and judged by a data protection officer, never by who read. */
class UnusualReadingIT extends HouseIT {

    private static final Map<String, String> EXPLANATION =
            Map.of("explanation", "Elle a préparé la conférence de toute l’équipe.");
    private static final Map<String, String> JUDGEMENT =
            Map.of("verdict", "JUSTIFIED", "why", "La conférence est au calendrier.");

    @Autowired
    private ReadingRound round;

    private Actor worker;
    private String supervisor;
    private String dpo;
    private Organisation at;

    @BeforeEach
    void whoIsHere() {
        Organisation ngo = structure(Organisation.Kind.NGO);
        at = ngo;
        supervisor = person(Role.CASE_SUPERVISOR, ngo);
        worker = actor(person(Role.CASE_WORKER, ngo, null, actor(supervisor).personId()));
        dpo = person(Role.DATA_PROTECTION_OFFICER, structure(Organisation.Kind.NGO));
    }

    /** Opens so many files that nobody opened before, each held for this reason. */
    private static void open(Actor reader, int files, String reason, Instant at) throws SQLException {
        String mark = java.util.UUID.randomUUID().toString();
        TestDatabase.ownerDoes("""
                with made as (insert into access.dossier (id, compartment, opened_by, opened_at)
                              select gen_random_uuid(), 'akoma_protection', '%1$s', '%2$s' from generate_series(1, %3$d) returning id)
                insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, reason, given_by)
                select gen_random_uuid(), id, 'PERSON', '%1$s', 256, false, '%2$s', '%4$s', '%1$s' from made
                """.formatted(reader.personId(), at, files, reason));
        SqlAs.change(reader, at, """
                insert into journal.entry (chain, act, section, body)
                select g.file_id, 'cases.read', 256, '' from access.file_grant g
                 where g.grantee = access.actor() and not exists (select from journal.entry e where e.chain = g.file_id) limit %d
                """.formatted(files));
    }

    private JsonNode of(String reader, Actor person) {
        return api(reader)
                .get("/api/v1/unusual-readings?person=" + person.code())
                .json()
                .path("items");
    }

    private List<String> rules() {
        return of(dpo, worker)
                .valueStream()
                .map(one -> one.path("rule").asString())
                .sorted()
                .toList();
    }

    private String found() {
        return of(dpo, worker).path(0).path("id").asString();
    }

    private static String at(String id, String step) {
        return "/api/v1/unusual-readings/" + id + step;
    }

    @Test
    void atNight() throws SQLException {
        Instant night = MORNING.minus(Duration.ofHours(6));
        open(worker, 3, "ASSIGNMENT", night);
        clock.moveTo(night);
        round.go();
        assertThat(rules()).isEmpty();
        open(worker, 1, "ASSIGNMENT", night);
        long before = bellsOf(dpo);
        round.go();
        assertThat(rules()).containsExactly("NIGHT");
        assertThat(bellsOf(dpo)).isEqualTo(before + 1);
        round.go();
        assertThat(bellsOf(dpo)).as("once").isEqualTo(before + 1);
    }

    /** A reader whom the journal names and no account bears is left out, and the others are found as before. */
    @Test
    void aReaderWithoutAnAccountEndsNoRound() throws SQLException {
        TestDatabase.ownerDoes("""
                insert into journal.file_read (person_id, day, file_id, at, way)
                select '%1$s', '%2$s'::timestamptz at time zone 'UTC', gen_random_uuid(), '%2$s', 'WORK' from generate_series(1, 100)
                """.formatted(java.util.UUID.randomUUID(), MORNING));
        open(worker, 26, "ASSIGNMENT", MORNING);
        round.go();
        assertThat(rules()).containsExactly("HOUR");
    }

    @Test
    void filesThatWereLentOrOpenedInAnEmergency() throws SQLException {
        open(worker, 2, "SHARED", MORNING);
        open(worker, 2, "BREAK_GLASS", MORNING);
        round.go();
        assertThat(rules()).containsExactly("OUTSIDE");
    }

    /** Sixty minutes wherever they begin: half before the full hour and half after it. */
    @Test
    void withinAnHour() throws SQLException {
        open(worker, 13, "ASSIGNMENT", MORNING.minusSeconds(600));
        open(worker, 12, "ASSIGNMENT", MORNING.plusSeconds(600));
        round.go();
        assertThat(rules()).isEmpty();
        open(worker, 1, "ASSIGNMENT", MORNING.plusSeconds(601));
        round.go();
        assertThat(rules()).containsExactly("HOUR");
    }

    @Test
    void severalTimesWhatIsUsualForThePerson() throws SQLException {
        for (int day = 5; day >= 1; day--) open(worker, 2, "ASSIGNMENT", MORNING.minus(Duration.ofDays(day)));
        for (int hour = 0; hour < 4; hour++) open(worker, 4, "ASSIGNMENT", MORNING.plus(Duration.ofHours(2L * hour)));
        clock.moveTo(MORNING.plus(Duration.ofHours(8)));
        round.go();
        assertThat(rules()).containsExactly("USUAL");
        assertThat(of(dpo, worker).path(0).path("files").asInt()).isEqualTo(16);
    }

    /** An officer of a ministry and a project manager read by their rank; a worker of the same structure who works with the children does not. */
    @Test
    void byRank() throws SQLException {
        Organisation ministry = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        Actor officer = actor(person(Role.MINISTRY_OFFICER, ministry));
        open(officer, 11, "TRANSFER", MORNING);
        Actor works = actor(person(Role.CASE_WORKER, ministry));
        open(works, 11, "ASSIGNMENT", MORNING);
        round.go();
        assertThat(of(dpo, officer).path(0).path("rule").asString()).isEqualTo("RANK");
        assertThat(of(dpo, works).isEmpty()).isTrue();
    }

    /** Who oversees all files holds no key of one, and is found by who asks who looked at it; as many as that in a day are unusual. */
    @Test
    void whoOverseesAllLeavesATraceOnEachFile() throws SQLException {
        Actor manager = actor(person(Role.PROJECT_MANAGER, structure(Organisation.Kind.INTERGOVERNMENTAL)));
        String code = api(worker.username())
                .post("/api/v1/cases", Map.of("sex", "F", "age", 11, "country", "CI", "handedAt", "2015-11-12T20:00"))
                .json()
                .path("code")
                .asString();
        assertThat(api(manager.username()).get("/api/v1/cases/" + code).status())
                .isEqualTo(200);
        assertThat(api(dpo).get("/api/v1/journal?about=" + code + "&person=" + manager.code())
                        .body())
                .contains("cases.status-read");
        SqlAs.change(manager, MORNING, """
                insert into journal.entry (chain, act, section, body)
                select gen_random_uuid(), 'cases.status-read', 256, '' from generate_series(1, 10)
                """);
        round.go();
        assertThat(of(dpo, manager).path(0).path("rule").asString()).isEqualTo("RANK");
        assertThat(of(dpo, manager).path(0).path("files").asInt()).isEqualTo(11);
    }

    @Test
    void nobodySeesExplainsOrJudgesTheirOwn() throws SQLException {
        Organisation other = structure(Organisation.Kind.NGO);
        Actor alone = actor(supervisor);
        open(alone, 4, "SHARED", MORNING);
        open(worker, 4, "SHARED", MORNING);
        round.go();
        assertThat(of(supervisor, alone).isEmpty()).as("her own").isTrue();
        String own = of(dpo, alone).path(0).path("id").asString();
        assertThat(api(supervisor).get(at(own, "")).status()).isEqualTo(404);
        assertThat(api(supervisor).post(at(own, "/explanation"), EXPLANATION).status())
                .isEqualTo(404);
        assertThat(browser(supervisor).get("/unusual-readings/" + own).status()).isEqualTo(404);
        String id = found();
        String stranger = person(Role.CASE_SUPERVISOR, other);
        assertThat(api(stranger).get(at(id, "")).status()).isEqualTo(404);
        assertThat(api(stranger).post(at(id, "/explanation"), EXPLANATION).status())
                .isEqualTo(404);
        for (String nobody : List.of(worker.username(), person(Role.PROJECT_MANAGER, other))) {
            assertThat(api(nobody).get("/api/v1/unusual-readings").status()).isEqualTo(403);
            assertThat(browser(nobody).get("/unusual-readings").status()).isEqualTo(403);
            assertThat(api(nobody).post(at(id, "/judgement"), JUDGEMENT).status())
                    .isEqualTo(403);
        }
        assertThat(api(supervisor).post(at(id, "/judgement"), JUDGEMENT).status())
                .isEqualTo(403);
        assertThat(api(dpo).post(at(id, "/explanation"), EXPLANATION).status()).isEqualTo(403);
    }

    @Test
    void theSupervisorExplainsAndTheOfficerJudgesOnce() throws SQLException {
        open(worker, 4, "SHARED", MORNING);
        round.go();
        String id = found();
        assertThat(browser(supervisor).get("/").body()).contains("/unusual-readings/" + id);
        assertThat(browser(supervisor).get("/unusual-readings?state=OPEN").body())
                .contains(id);
        assertThat(browser(supervisor).get("/unusual-readings?state=JUDGED").body())
                .doesNotContain(id);
        assertThat(api(supervisor)
                        .post(at(id, "/explanation"), Map.of("explanation", "ok"))
                        .status())
                .isEqualTo(422);
        assertThat(api(supervisor).post(at(id, "/explanation"), EXPLANATION).status())
                .isEqualTo(204);
        Answer again = api(supervisor).post(at(id, "/explanation"), EXPLANATION);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("oversight.reading-over");
        assertThat(browser(supervisor).get("/").body()).doesNotContain("/unusual-readings/" + id);
        assertThat(browser(dpo).get("/").body()).contains("/unusual-readings/" + id);
        assertThat(browser(dpo).get("/unusual-readings/" + id).body()).contains(EXPLANATION.get("explanation"));
        assertThat(browser(dpo)
                        .post(
                                "/unusual-readings/" + id + "/judgement",
                                "verdict",
                                "JUSTIFIED",
                                "why",
                                "Vu au calendrier.")
                        .status())
                .isEqualTo(303);
        assertThat(api(dpo).post(at(id, "/judgement"), JUDGEMENT).code()).isEqualTo("oversight.reading-over");
        assertThat(api(supervisor).get(at(id, "")).json().path("why").asString())
                .isEqualTo("Vu au calendrier.");
        assertThat(api(dpo).get("/api/v1/journal?person=" + dpo).body()).contains("oversight.reading-judged");
    }

    /** An officer who works with who read judges nothing while another officer does not, is told so and has no task of it. */
    @Test
    void aColleagueOfWhoReadJudgesNothing() throws SQLException {
        String beside = person(Role.DATA_PROTECTION_OFFICER, at);
        open(worker, 4, "SHARED", MORNING);
        round.go();
        String id = found();
        assertThat(browser(beside).get("/").body()).doesNotContain("/unusual-readings/" + id);
        assertThat(browser(beside).get("/unusual-readings/" + id).body())
                .contains("un autre délégué à la protection des données juge cette lecture")
                .doesNotContain("/judgement");
        assertThat(api(beside).post(at(id, "/judgement"), JUDGEMENT).code()).isEqualTo("oversight.reading-beside");
        assertThat(LoginSql.answer(
                        actor(beside),
                        MORNING.plusSeconds(60),
                        "select oversight.judge('" + id + "', 'JUSTIFIED', null, null, null)"))
                .isEqualTo("BESIDE");
        assertThat(bellsOf(beside)).isZero();
        assertThat(browser(dpo).get("/unusual-readings/" + id).body()).contains("/judgement");
    }

    /** What is not justified is an incident about who read: officers see it, the reader and their supervisor learn nothing of it. */
    @Test
    void whatIsNotJustifiedOpensAnIncident() throws SQLException {
        open(worker, 4, "SHARED", MORNING);
        round.go();
        String id = found();
        Map<String, String> verdict =
                Map.of("verdict", "NOT_JUSTIFIED", "why", "Aucun de ces enfants n’est suivi ici.");
        assertThat(api(dpo).post(at(id, "/judgement"), verdict).status()).isEqualTo(204);
        assertThat(api(dpo).post(at(id, "/judgement"), verdict).code()).isEqualTo("oversight.reading-over");
        String incident = api(dpo).get(at(id, "")).json().path("incident").asString();
        Answer opened = api(dpo).get("/api/v1/incidents/" + incident);
        assertThat(opened.json().path("kind").asString()).isEqualTo("READ");
        assertThat(opened.body()).contains(verdict.get("why"), worker.code());
        assertThat(browser(dpo).get("/unusual-readings/" + id).body()).contains("/incidents/" + incident);
        assertThat(api(supervisor).get(at(id, "")).body())
                .contains("NOT_JUSTIFIED")
                .doesNotContain(incident);
        assertThat(browser(supervisor).get("/unusual-readings/" + id).body()).doesNotContain(incident);
        assertThat(LoginSql.answer(worker, MORNING, "select count(*) from oversight.unusual_reading"))
                .isEqualTo("0");
        assertThat(LoginSql.refusal(actor(supervisor), MORNING, "select incident_id from oversight.unusual_reading"))
                .contains("permission denied");
    }

    /** One explanation in the morning does not cover what is read in the afternoon. */
    @Test
    void whatIsReadAfterTheExplanationIsAnotherFinding() throws SQLException {
        open(worker, 4, "SHARED", MORNING);
        round.go();
        api(supervisor).post(at(found(), "/explanation"), EXPLANATION);
        api(dpo).post(at(found(), "/judgement"), JUDGEMENT);
        open(worker, 1, "SHARED", MORNING.plusSeconds(7200));
        round.go();
        assertThat(of(dpo, worker)
                        .valueStream()
                        .map(one ->
                                one.path("state").asString() + one.path("files").asInt()))
                .containsExactlyInAnyOrder("OPEN5", "JUDGED4");
    }

    /** With the application's own logins, past the application. */
    @Test
    void straightSql() throws SQLException {
        open(worker, 4, "SHARED", MORNING);
        round.go();
        String id = found();
        String words =
                "'\\x01000000010102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f'::bytea";
        for (Actor one : List.of(worker, actor(supervisor), actor(dpo)))
            for (String sql : List.of(
                    "delete from oversight.unusual_reading",
                    "update oversight.unusual_reading set files = 1",
                    "update oversight.looked set until = '2099-01-01'",
                    "select oversight.found('" + worker.personId() + "', '2015-11-16', 'NIGHT', 9, 3, now())",
                    "select oversight.look(now())"))
                assertThat(LoginSql.refusal(one, MORNING, sql)).as(sql).contains("permission denied");
        assertThat(LoginSql.answer(worker, MORNING, "select count(*) from oversight.unusual_reading"))
                .isEqualTo("0");
        assertThat(LoginSql.answer(worker, MORNING, "select oversight.explain('" + id + "', " + words + ")"))
                .isEqualTo("NOT_FOUND");
        assertThat(LoginSql.answer(actor(supervisor), MORNING, "select oversight.explain('" + id + "', 'plain words')"))
                .isEqualTo("WHY");
        assertThat(LoginSql.refusal(
                        actor(supervisor), MORNING, "select oversight.judge('" + id + "', 'JUSTIFIED', '', null, '')"))
                .contains("permission denied");
        String other = Ids.next().toString();
        assertThat(LoginSql.answer(
                        actor(dpo),
                        MORNING,
                        "with r as materialized (select oversight.report_incident('" + other
                                + "', 'DEVICE', 'CI', access.moment(), " + words + ", '{}') as code)"
                                + " select oversight.judge('" + id + "', 'NOT_JUSTIFIED', " + words + ", '" + other
                                + "', " + words + ") from r where code like 'DI-%'"))
                .as("an incident about something else, reported before")
                .isEqualTo("CHANGED");
    }
}
