package org.akoma.protection.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.SqlAs;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sharing by hand stays inside the structure, reads, and ends (trust.md G2, G3): by API, page and straight SQL. */
class SharingIT extends HouseIT {

    private Organisation ngo;
    private Organisation elsewhere;
    private String supervisor;
    private String worker;
    private String code;
    private Caller own;

    @BeforeEach
    void aChild() {
        clock.moveTo(MORNING);
        ngo = structure(Organisation.Kind.NGO);
        elsewhere = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        supervisor = person(Role.CASE_SUPERVISOR, ngo);
        worker = person(Role.CASE_WORKER, ngo, null, actor(supervisor).personId());
        own = api(worker);
        code = own.post("/api/v1/cases", Map.of("sex", "F", "age", 11, "country", "CI", "handedAt", "2015-11-12T20:00"))
                .json()
                .path("code")
                .asString();
    }

    private static Map<String, Object> share(String with) {
        return new HashMap<>(Map.of(
                "grantee",
                with,
                "sections",
                List.of("IDENTITY", "HEALTH", "EXPLOITATION", "NOTES", "PLACEMENT", "FAMILY"),
                "until",
                "2015-11-30",
                "why",
                "Remplacement de congé"));
    }

    private String at(String part) {
        return "/api/v1/cases/" + code + part;
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {
                "PROJECT_MANAGER",
                "EVALUATOR",
                "MINISTRY_OFFICER",
                "PROVIDER",
                "SHELTER_MANAGER",
                "OBSERVER",
                "FINANCE_OFFICER"
            })
    void aRoleThatGetsFilesAnotherWayGetsNoneByHand(Role role) {
        for (Organisation where : List.of(ngo, elsewhere)) {
            String stranger = person(role, where);
            Answer refused = own.post(at("/grants"), share(stranger));
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.body()).containsAnyOf("cases.share-beyond-role", "cases.share-elsewhere");
            assertThat(api(stranger).get(at("/identity")).status()).isIn(403, 404);
        }
    }

    @Test
    void anotherStructureGetsAFileByReferralOrTransfer() {
        Answer refused = own.post(at("/grants"), share(person(Role.CASE_WORKER, elsewhere)));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("cases.share-elsewhere");
        assertThat(browser(worker)
                        .post(
                                "/cases/" + code + "/share",
                                "grantee",
                                person(Role.CASE_WORKER, elsewhere),
                                "sections",
                                "NOTES",
                                "until-day",
                                "30",
                                "until-month",
                                "11",
                                "until-year",
                                "2015",
                                "why",
                                "Remplacement de congé")
                        .status())
                .isNotEqualTo(303);
    }

    @Test
    void thirtyDaysAtMostAndReadingOnly() {
        String colleague = person(Role.CASE_WORKER, ngo);
        Map<String, Object> long_ = share(colleague);
        long_.put("until", "2099-12-31");
        assertThat(own.post(at("/grants"), long_).body()).contains("cases.share-too-long");
        Map<String, Object> writing = share(colleague);
        writing.put("mayWrite", true);
        Answer asked = own.post(at("/grants"), writing);
        assertThat(asked.json().path("mayWrite").asBoolean()).isFalse();
        assertThat(asked.json().path("waiting").asString()).isNotBlank();
        assertThat(api(supervisor).post(at("/grants"), writing).status()).isEqualTo(201);
        assertThat(api(colleague).get(at("/identity")).status()).isEqualTo(200);
    }

    /** Until a supervisor who is not the colleague agrees, the colleague reads. */
    @Test
    void thatAColleagueWritesNeedsASupervisor() {
        String colleague = person(Role.CASE_WORKER, ngo);
        Map<String, Object> writing = share(colleague);
        writing.put("mayWrite", true);
        String waiting = own.post(at("/grants"), writing).json().path("waiting").asString();
        Map<String, Object> note = Map.of("kind", "NOTE", "at", "2015-11-15T10:00", "text", "Vue à l’école");
        assertThat(api(colleague).post(at("/notes"), note).status()).isEqualTo(403);
        String verdict = "/api/v1/decisions/" + waiting + "/verdict";
        for (String other : List.of(worker, colleague))
            assertThat(api(other).post(verdict, Map.of("agreed", true)).status())
                    .isIn(403, 422);
        assertThat(browser(supervisor).get("/decisions/" + waiting).body())
                .contains(colleague.toUpperCase(java.util.Locale.ROOT), "Remplacement de congé");
        assertThat(api(supervisor).post(verdict, Map.of("agreed", true)).status())
                .isEqualTo(200);
        assertThat(api(colleague).post(at("/notes"), note).status()).isEqualTo(201);
        assertThat(browser(worker).get("/cases/" + code + "/access?lang=fr").body())
                .contains("Partagé par " + worker.toUpperCase(java.util.Locale.ROOT), "/grants/" + waiting + "/end")
                .doesNotContain("??");
        assertThat(own.delete(at("/grants/" + waiting)).status())
                .as("who shared it ends it")
                .isLessThan(300);
        clock.moveTo(clock.instant().plusSeconds(1));
        assertThat(api(colleague).get(at("/identity")).status()).isEqualTo(404);
    }

    /** Who reads by a share finds no form that could not succeed. */
    @Test
    void whoReadsAShareIsOfferedNoFormToShareOn() {
        String colleague = person(Role.CASE_WORKER, ngo);
        assertThat(own.post(at("/grants"), share(colleague)).status()).isEqualTo(201);
        assertThat(browser(colleague).get("/cases/" + code + "/share?lang=fr").body())
                .contains("Vous lisez ce dossier sans y écrire")
                .doesNotContain("name=\"grantee\"", "??");
        assertThat(browser(worker).get("/cases/" + code + "/share").body()).contains("name=\"grantee\"");
    }

    /** A supervisor lets nobody write for whom she would be the second person herself. */
    @Test
    void nobodyAgreesToTheirOwnWriting() {
        String other = person(Role.CASE_SUPERVISOR, ngo);
        Map<String, Object> writing = share(other);
        writing.put("mayWrite", true);
        String waiting = own.post(at("/grants"), writing).json().path("waiting").asString();
        assertThat(api(other)
                        .post("/api/v1/decisions/" + waiting + "/verdict", Map.of("agreed", true))
                        .status())
                .isIn(403, 422);
        writing.put("grantee", supervisor.toUpperCase(java.util.Locale.ROOT));
        assertThat(api(supervisor).post(at("/grants"), writing).body()).contains("cases.no-such-colleague");
    }

    @Test
    void theSupervisorAndTheColleagueAreRung() throws SQLException {
        String colleague = person(Role.CASE_WORKER, ngo);
        assertThat(own.post(at("/grants"), share(colleague)).status()).isEqualTo(201);
        for (String rung : List.of(supervisor, colleague))
            assertThat(bells(rung)).as(rung).isEqualTo("1");
    }

    /** A supervisor's own word lets a colleague write; the child's own worker may be that colleague, and is rung once. */
    @Test
    void aSupervisorSharesWithTheWorkerOfTheFile() throws SQLException {
        Map<String, Object> writing = share(worker);
        writing.put("mayWrite", true);
        Answer shared = api(supervisor).post(at("/grants"), writing);
        assertThat(shared.status()).as(shared.toString()).isEqualTo(201);
        assertThat(shared.json().path("mayWrite").asBoolean()).isTrue();
        assertThat(bells(worker)).isEqualTo("1");
    }

    private String bells(String of) throws SQLException {
        return owner("select count(*) from notices.bell where kind = 'task' and person_id = '"
                + actor(of).personId() + "'");
    }

    private static String owner(String sql) throws SQLException {
        try (var connection = TestDatabase.connectAs(Compartment.MIGRATOR);
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    /** Who works on a file does not take away the colleague whom the supervisor asked to look, nor one who came in an emergency. */
    @Test
    void aColleagueWhoLooksIsNotSentAwayByTheWorker() throws SQLException {
        String colleague = person(Role.CASE_WORKER, ngo);
        String shared = api(supervisor)
                .post(at("/grants"), share(colleague))
                .json()
                .path("id")
                .asString();
        String opener = person(Role.CASE_WORKER, elsewhere);
        assertThat(api(opener)
                        .post(at("/break-glass"), Map.of("reason", "L’enfant appelle à l’aide et personne ne vient."))
                        .status())
                .isEqualTo(201);
        String emergency = owner("select id from access.file_grant where reason = 'BREAK_GLASS' and grantee = '"
                + actor(opener).personId() + "'");
        for (Map.Entry<String, String> one : Map.of(
                        shared, "cases.share-of-another", emergency, "cases.emergency-of-another")
                .entrySet()) {
            Answer refused = own.delete(at("/grants/" + one.getKey()));
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.body()).contains(one.getValue()).doesNotContain("??");
            assertThat(StraightSql.answer(
                            actor(worker),
                            clock.instant(),
                            "update access.file_grant set valid_until = access.moment() where id = '" + one.getKey()
                                    + "'"))
                    .isEqualTo("0 rows");
        }
        assertThat(api(supervisor).delete(at("/grants/" + emergency)).status()).isEqualTo(422);
        assertThat(api(supervisor).delete(at("/grants/" + shared)).status()).isEqualTo(204);
        assertThat(api(opener).get(at("/identity")).status()).isEqualTo(200);
    }

    // ---------- straight SQL, as the login of the care side

    @Test
    void straightSqlSharesNoFurther() throws SQLException {
        UUID file = UUID.fromString(owner("select id from cases.case_file where code = '" + code + "'"));
        Actor me = actor(worker);
        Actor colleague = actor(person(Role.CASE_WORKER, ngo));
        String soon = "2015-11-30";
        assertThat(insert(me, file, colleague, 511, false, soon, "SHARED")).isEqualTo("1 rows");
        assertThat(insert(me, file, colleague, 511, true, soon, "SHARED")).contains("cases.not-shared-so");
        assertThat(insert(me, file, colleague, 511, false, "2016-06-01", "SHARED"))
                .contains("cases.not-shared-so");
        assertThat(insert(me, file, actor(person(Role.CASE_WORKER, elsewhere)), 1, false, soon, "SHARED"))
                .contains("cases.not-shared-so");
        Actor lead = actor(supervisor);
        assertThat(insert(lead, file, lead, 511, true, soon, "SHARED")).contains("cases.not-shared-so");
        for (Role role : List.of(Role.PROJECT_MANAGER, Role.EVALUATOR, Role.OBSERVER, Role.SHELTER_MANAGER))
            assertThat(insert(me, file, actor(person(role, ngo)), 1, false, soon, "SHARED"))
                    .as(role.name())
                    .contains("access.beyond-ceiling");
        for (String reason : List.of("ASSIGNMENT", "SUPERVISION", "TRANSFER", "OVERSIGHT", "BREAK_GLASS"))
            assertThat(insert(me, file, colleague, 1, false, "infinity", reason))
                    .as(reason)
                    .contains("row-level security");
        assertThat(insert(me, file, colleague, 256, true, "infinity", "CONVERSATION"))
                .contains("cases.not-shared-so");
        assertThat(insert(me, file, actor(person(Role.EVALUATOR, ngo)), 256, false, soon, "SAMPLE"))
                .as("no sample is drawn yet")
                .contains("row-level security");
    }

    private String insert(Actor by, UUID file, Actor to, int sections, boolean writes, String until, String reason)
            throws SQLException {
        return insert(by, file, to, sections, writes, "access.moment()", until, reason);
    }

    private String insert(
            Actor by, UUID file, Actor to, int sections, boolean writes, String from, String until, String reason)
            throws SQLException {
        return StraightSql.answer(
                by,
                clock.instant(),
                "insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, valid_until, reason, given_by) values ('"
                        + Ids.next() + "', '" + file + "', 'PERSON', '" + to.personId() + "', " + sections + ", "
                        + writes
                        + ", " + from + ", '" + until + "', '" + reason + "', '" + by.personId() + "')");
    }

    /** Days to come are not given away in store: a share begins within some days, and its end is counted from today. */
    @Test
    void straightSqlGivesNoShareInStore() throws SQLException {
        UUID file = UUID.fromString(owner("select id from cases.case_file where code = '" + code + "'"));
        Actor me = actor(worker);
        Actor colleague = actor(person(Role.CASE_WORKER, ngo));
        for (String[] days : List.of(
                new String[] {"'2015-12-10'", "2015-12-15"},
                new String[] {"'2016-05-01'", "2016-05-20"},
                new String[] {"'2099-01-01'", "2099-01-30"},
                new String[] {"'2015-11-18'", "2015-12-18"},
                new String[] {"'2015-11-01'", "2015-11-30"}))
            assertThat(insert(me, file, colleague, 256, false, days[0], days[1], "SHARED"))
                    .as(days[0] + " to " + days[1])
                    .contains("cases.not-shared-so");
        assertThat(insert(me, file, colleague, 256, false, "'2015-11-18'", "2015-12-10", "SHARED"))
                .isEqualTo("1 rows");
    }

    /** A grant that was right when it was given opens nothing beyond what the role of today may hold. */
    @Test
    void anOldGrantIsMaskedByTheRoleOfToday() throws SQLException {
        String colleague = person(Role.CASE_WORKER, ngo);
        assertThat(own.post(at("/grants"), share(colleague)).status()).isEqualTo(201);
        assertThat(api(colleague).get(at("/identity")).status()).isEqualTo(200);
        UUID id = actor(colleague).personId();
        try (var connection = TestDatabase.connectAs(Compartment.MIGRATOR);
                var statement = connection.createStatement()) {
            statement.execute("update access.person_role set role = 'EVALUATOR' where person_id = '" + id + "'");
        }
        assertThat(api(colleague).get(at("")).status()).isEqualTo(404);
        assertThat(api(colleague).get(at("/identity")).status()).isIn(403, 404);
        assertThat(StraightSql.count(actor(colleague), clock.instant(), "cases.case_file", "code = '" + code + "'"))
                .isZero();
    }

    /** What a structure holds is held by who has a role in it that somebody else agreed to: one that was only asked for writes nothing. */
    @Test
    void aRoleThatWaitsWritesNothing() throws SQLException {
        Actor colleague = actor(person(Role.CASE_WORKER, ngo));
        String file =
                LoginSql.answer(actor(worker), clock.instant(), "select cases.file_of_code('" + code + "')::text");
        TestDatabase.ownerDoes(
                "insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, reason, given_by) values (gen_random_uuid(), '"
                        + file + "', 'ORGANISATION', '" + elsewhere.id() + "', 511, true, '" + BEGINNING
                        + "', 'TRANSFER', '" + actor(worker).personId() + "')");
        TestDatabase.ownerDoes(
                "insert into access.person_role (id, person_id, compartment, organisation_id, role, reach, valid_from, valid_until)"
                        + " select gen_random_uuid(), person_id, compartment, '" + elsewhere.id()
                        + "', 'CASE_SUPERVISOR', 'ORGANISATION', valid_from, valid_until from access.person_role where person_id = '"
                        + colleague.personId() + "'");
        String until = "select access.writes_until('" + file + "', 16)::text";
        assertThat(LoginSql.answer(colleague, clock.instant(), until)).isNull();
        TestDatabase.ownerDoes("update access.person_role set approved_at = '2015-11-16' where organisation_id = '"
                + elsewhere.id() + "' and person_id = '" + colleague.personId() + "'");
        assertThat(LoginSql.answer(colleague, clock.instant(), until)).isEqualTo("infinity");
    }

    /** What somebody holds by a share is passed on no longer than the share itself, and ends with it. */
    @Test
    void aShareEndsWithWhoGaveIt() throws SQLException {
        String colleague = person(Role.CASE_WORKER, ngo);
        String third = person(Role.CASE_WORKER, ngo);
        Map<String, Object> writing = share(colleague);
        writing.put("mayWrite", true);
        writing.put("until", "2015-11-25");
        String given =
                api(supervisor).post(at("/grants"), writing).json().path("id").asString();
        Map<String, Object> onwards = share(third);
        Answer longer = api(colleague).post(at("/grants"), onwards);
        assertThat(longer.status()).isEqualTo(422);
        assertThat(longer.body()).contains("cases.share-outlives-own", "25 novembre 2015");
        org.akoma.Visit page = browser(colleague);
        page.get("/cases/" + code + "/share?lang=fr");
        assertThat(page.post(
                                "/cases/" + code + "/share",
                                "grantee",
                                third,
                                "sections",
                                "IDENTITY",
                                "until-day",
                                "30",
                                "until-month",
                                "11",
                                "until-year",
                                "2015",
                                "why",
                                "Remplacement de congé")
                        .body())
                .contains("que jusqu’au 25 novembre 2015");
        String straight =
                "insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, valid_until, reason, given_by)"
                        + " select gen_random_uuid(), id, 'PERSON', '"
                        + actor(third).personId()
                        + "', 257, false, access.moment(), '2015-12-01', 'SHARED', access.actor() from cases.file_code where code = '"
                        + code
                        + "'";
        assertThatThrownBy(() -> SqlAs.change(actor(colleague), clock.instant(), straight))
                .hasMessageContaining("access.share-outlives-its-giver");
        onwards.put("until", "2015-11-24");
        Answer shorter = api(colleague).post(at("/grants"), onwards);
        assertThat(shorter.status()).as(shorter.body()).isEqualTo(201);
        assertThat(browser(supervisor).get("/cases/" + code + "/access?lang=fr").body())
                .contains("Prend fin avec lui", third.toUpperCase(java.util.Locale.ROOT));
        assertThat(api(third).get(at("/identity")).status()).isEqualTo(200);
        assertThat(api(supervisor).delete(at("/grants/" + given)).status()).isLessThan(300);
        clock.moveTo(clock.instant().plusSeconds(1));
        assertThat(api(colleague).get(at("/identity")).status()).isEqualTo(404);
        assertThat(api(third).get(at("/identity")).status())
                .as("who has it from the colleague")
                .isEqualTo(404);
    }
}
