package org.akoma.protection.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.ChildSeen;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.SqlAs;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Grants;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** An emergency access opens a file for some hours and nothing more (trust.md G1, G7): by API and by straight SQL. */
class EmergencyLimitsIT extends HouseIT {

    private static final Map<String, Object> WHY =
            Map.of("reason", "L’enfant appelle à l’aide et sa travailleuse est absente.");

    private static final String STOPPED = "L’enfant était déjà à l’abri à l’hôpital";

    @Autowired
    private Grants grants;

    private Organisation other;
    private String worker;
    private String supervisor;
    private String opener;
    private String leadElsewhere;
    private Caller own;
    private Caller stranger;

    @BeforeEach
    void aChildsWorkerAndSomebodyOfAnotherStructure() {
        clock.moveTo(MORNING);
        Organisation ngo = structure(Organisation.Kind.NGO);
        other = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        supervisor = person(Role.CASE_SUPERVISOR, ngo);
        worker = person(Role.CASE_WORKER, ngo, null, actor(supervisor).personId());
        leadElsewhere = person(Role.CASE_SUPERVISOR, other);
        opener = person(Role.CASE_WORKER, other, null, actor(leadElsewhere).personId());
        own = api(worker);
        stranger = api(opener);
    }

    private String register() {
        return own.post("/api/v1/cases", Map.of("sex", "F", "age", 11, "country", "CI", "handedAt", "2015-11-12T20:00"))
                .json()
                .path("code")
                .asString();
    }

    private static String at(String code, String part) {
        return "/api/v1/cases/" + code + part;
    }

    private int open(Caller caller, String code) {
        return caller.post(at(code, "/break-glass"), WHY).status();
    }

    private UUID id(String code) throws SQLException {
        return UUID.fromString(owner("select id from cases.case_file where code = '" + code + "'"));
    }

    private static String owner(String sql) throws SQLException {
        try (var connection = TestDatabase.connectAs(Compartment.MIGRATOR);
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    @Test
    void aSupervisorElsewhereCannotKeepWhatAnEmergencyOpened() {
        String code = register();
        Caller lead = api(leadElsewhere);
        assertThat(open(lead, code)).isEqualTo(201);
        assertThat(lead.post(at(code, "/assignment"), Map.of("worker", opener)).status())
                .isEqualTo(403);
        assertThat(api(supervisor).get(at(code, "/identity")).status()).isEqualTo(200);
        assertThat(api(opener).get(at(code, "/identity")).status()).isEqualTo(404);
    }

    @Test
    void aReferralIsRefusedWithWhoCanSendIt() {
        String code = register();
        Answer draft = own.post(
                at(code, "/referrals"),
                Map.of(
                        "from", actor(worker).organisation(),
                        "to", actor(opener).organisation(),
                        "purpose", "CARE",
                        "sections", List.of("ASSISTANCE"),
                        "reason", "Elle tousse",
                        "asked", "Un examen",
                        "priority", "NORMAL"));
        assertThat(draft.status()).as(draft.toString()).isEqualTo(201);
        assertThat(open(stranger, code)).isEqualTo(201);
        String referral = at(code, "/referrals/" + draft.json().path("id").asString());
        for (String step : List.of("/sending", "/end")) {
            Answer refused = stranger.post(referral + step, Map.of());
            assertThat(refused.status()).as(refused.toString()).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("cases.emergency-passes-nothing-on");
            assertThat(refused.body()).contains("supervision").doesNotContain("??");
        }
    }

    @Test
    void thePageOffersNothingThatAnEmergencyRefuses() {
        String code = register();
        assertThat(open(api(leadElsewhere), code)).isEqualTo(201);
        var page = browser(leadElsewhere);
        assertThat(page.get("/cases/" + code + "/access").body())
                .contains("Par un accès d’urgence")
                .doesNotContain(
                        "/cases/" + code + "/share", "/cases/" + code + "/assignment", "/cases/" + code + "/transfer");
        assertThat(page.get("/cases/" + code + "/referrals").body())
                .contains("Par un accès d’urgence")
                .doesNotContain("/referrals/new");
        for (String act : List.of("/share", "/assignment", "/transfer"))
            assertThat(page.get("/cases/" + code + act).status()).as(act).isEqualTo(403);
        assertThat(browser(supervisor).get("/cases/" + code + "/access").body())
                .contains("/cases/" + code + "/share", "/cases/" + code + "/assignment");
    }

    @ParameterizedTest
    @CsvSource({
        "/grants, '{\"grantee\":\"%s\",\"sections\":[\"NOTES\"],\"until\":\"2015-11-20\",\"why\":\"Elle me remplace.\"}'",
        "/referrals, '{\"from\":\"%2$s\",\"to\":\"%2$s\",\"purpose\":\"CARE\",\"sections\":[\"IDENTITY\"],\"reason\":\"x\",\"asked\":\"x\",\"priority\":\"NORMAL\"}'",
        "/conferences, '{\"section\":\"NOTES\",\"agenda\":\"x\",\"plannedFor\":\"2015-11-20T10:00\",\"chair\":\"%s\",\"people\":[\"%1$s\"]}'",
        "/enrolments, '{\"institution\":\"X\",\"pathway\":\"FORMAL_SCHOOL\",\"startsOn\":\"2015-11-16\"}'",
        "/identity, '{\"alias\":\"Baobab\"}'",
        "/notes, '{\"kind\":\"NOTE\",\"at\":\"2015-11-16T07:00\",\"text\":\"x\"}'"
    })
    void nothingIsPassedOnFromAnEmergency(String part, String body) {
        String code = register();
        assertThat(open(stranger, code)).isEqualTo(201);
        Map<?, ?> typed = tools.jackson.databind.json.JsonMapper.shared()
                .readValue(body.formatted(leadElsewhere, actor(opener).organisation()), Map.class);
        @SuppressWarnings("unchecked")
        Map<String, Object> json = (Map<String, Object>) typed;
        int status = part.equals("/identity")
                ? stranger.put(at(code, part), json, "\"1\"").status()
                : stranger.post(at(code, part), json).status();
        assertThat(status).as(part).isEqualTo(403);
        assertThat(api(leadElsewhere).get(at(code, "/notes")).status()).isEqualTo(404);
    }

    @Test
    void twoMayWaitAndThreeADay() throws SQLException {
        List<String> codes = List.of(register(), register(), register(), register());
        assertThat(open(stranger, codes.get(0))).isEqualTo(201);
        assertThat(open(stranger, codes.get(1))).isEqualTo(201);
        assertThat(stranger.post(at(codes.get(2), "/break-glass"), WHY).body()).contains("cases.emergency-unreviewed");
        judge("JUSTIFIED");
        assertThat(open(stranger, codes.get(2))).isEqualTo(201);
        judge("JUSTIFIED");
        assertThat(stranger.post(at(codes.get(3), "/break-glass"), WHY).body()).contains("cases.emergency-too-many");
        clock.moveTo(MORNING.plus(Duration.ofHours(25)));
        assertThat(open(api(opener), codes.get(3))).isEqualTo(201);
    }

    /** The supervisor of the child's file judges all that wait. */
    private void judge(String verdict) {
        Caller lead = api(supervisor);
        for (var item : lead.get("/api/v1/break-glass").json().path("items"))
            if (item.path("verdict").isNull())
                assertThat(lead.post(
                                        "/api/v1/break-glass/" + item.path("id").asString() + "/review",
                                        verdict.equals("JUSTIFIED")
                                                ? Map.of("verdict", verdict)
                                                : Map.of("verdict", verdict, "why", STOPPED))
                                .status())
                        .isEqualTo(204);
    }

    @Test
    void theCustodianTheWorkerAndTheSupervisorAreRung() throws SQLException {
        String custodian = person(Role.DATA_PROTECTION_OFFICER, structure(Organisation.Kind.OTHER));
        String code = register();
        assertThat(open(stranger, code)).isEqualTo(201);
        for (String rung : List.of(custodian, worker, supervisor))
            assertThat(owner("select count(*) from notices.bell where person_id = '"
                            + actor(rung).personId() + "' and kind = 'account'"))
                    .as(rung)
                    .isEqualTo("1");
        var waiting = opening(custodian, code);
        assertThat(waiting.path("due").asString()).startsWith("2015-11-17T08:00");
        assertThat(waiting.path("late").asBoolean()).isFalse();
        clock.moveTo(MORNING.plus(Duration.ofMinutes(24 * 60 + 1)));
        assertThat(opening(custodian, code).path("late").asBoolean()).isTrue();
        assertThat(browser(custodian).get("/").body()).contains("d’urgence à juger");
    }

    private tools.jackson.databind.JsonNode opening(String reviewer, String code) {
        for (var item : api(reviewer).get("/api/v1/break-glass").json().path("items"))
            if (item.path("file").asString().equals(code)) return item;
        throw new AssertionError(code);
    }

    @Test
    void notJustifiedEndsTheAccessAndTheSessions() {
        String code = register();
        assertThat(open(stranger, code)).isEqualTo(201);
        assertThat(stranger.get(at(code, "/identity")).status()).isEqualTo(200);
        clock.moveTo(MORNING.plus(Duration.ofMinutes(5)));
        judge("NOT_JUSTIFIED");
        assertThat(stranger.get(at(code, "/identity")).status()).isEqualTo(401);
        assertThat(api(opener).get(at(code, "/identity")).status()).isEqualTo(404);
        assertThat(browser(opener).get("/notices?lang=fr").body()).contains("Accès d’urgence jugé non justifié");
        for (String rung : List.of(worker, supervisor))
            assertThat(browser(rung).get("/notices?lang=fr").body()).contains("Accès d’urgence ouvert");
    }

    /** Who was judged so opens the same file not again for a day; another file, and the same one a day later, may be an emergency again. */
    @Test
    void whoWasJudgedNotJustifiedDoesNotOpenTheSameFileAgainThatDay() {
        String code = register();
        String other = register();
        assertThat(open(stranger, code)).isEqualTo(201);
        clock.moveTo(MORNING.plus(Duration.ofMinutes(5)));
        judge("NOT_JUSTIFIED");
        Answer again = api(opener).post(at(code, "/break-glass"), WHY);
        assertThat(again.status()).as(again.toString()).isEqualTo(422);
        assertThat(again.body()).contains("cases.emergency-judged");
        assertThat(browser(opener)
                        .post(
                                "/emergency",
                                "code",
                                code,
                                "reason",
                                "L’enfant appelle à l’aide et sa travailleuse est absente.")
                        .body())
                .contains("jugé non justifié");
        assertThat(open(api(opener), other)).isEqualTo(201);
        clock.moveTo(MORNING.plus(Duration.ofHours(25)));
        assertThat(open(api(opener), code)).isEqualTo(201);
    }

    /** No list takes along a file that its reader holds by an emergency alone (trust.md G1); what is theirs otherwise leaves as before. */
    @Test
    void noListAsAFileTakesAlongWhatAnEmergencyOpened() {
        String code = register();
        own.post(at(code, "/visits"), Map.of("plannedOn", "2015-11-20", "type", "ROUTINE"));
        Answer food = own.post(at(code, "/services"), Map.of("code", "IMM_FOOD"));
        assertThat(food.status()).as(food.body()).isEqualTo(201);
        Map<String, Object> danger = Map.of("type", "TRAFFICKER_CONTACT", "what", "Le recruteur est revenu");
        assertThat(own.post(at(code, "/alerts"), danger).status()).isEqualTo(201);
        ChildSeen.by(actor(supervisor).personId(), code, clock.instant());
        Map<String, Object> money = Map.of("type", "FAMILY_CASH", "amount", 2_000, "currency", "XOF");
        Answer paid = own.post(at(code, "/payments"), money);
        assertThat(paid.status()).as(paid.body()).isEqualTo(201);
        assertThat(open(stranger, code)).isEqualTo(201);
        assertThat(stranger.get("/api/v1/cases").body()).contains(code);
        for (String list : List.of("cases", "visits", "services", "payments", "alerts")) {
            assertThat(leaving(worker, list).body())
                    .as(list + " holds a row of it")
                    .contains(code);
            assertThat(leaving(opener, list).body()).as(list).doesNotContain(code);
        }
    }

    private Answer leaving(String who, String list) {
        Answer file = api(who).get("/api/v1/" + list + "/file?format=csv");
        if (file.status() == 404) file = browser(who).get("/" + list + "/file?format=csv");
        assertThat(file.status()).as(list).isEqualTo(200);
        return file;
    }

    /** Nor a file of which a corner is held otherwise: its line would be filled with what the emergency opens. */
    @Test
    void noListTakesAlongWhatAnEmergencyAddsToACorner() throws SQLException {
        String code = register();
        SqlAs.referred(
                id(code),
                "PERSON",
                actor(leadElsewhere).personId(),
                Set.of(Section.STATUS),
                MORNING,
                actor(worker).personId());
        Caller lead = api(leadElsewhere);
        List<String> files = List.of("/api/v1/cases/file?format=csv", "/api/v1/exports/htcds");
        for (String file : files) assertThat(lead.get(file).body()).as(file).contains(code);
        assertThat(open(lead, code)).isEqualTo(201);
        assertThat(lead.get("/api/v1/cases").body()).contains(code);
        for (String file : files) {
            Answer left = lead.get(file);
            assertThat(left.status()).as(file).isEqualTo(200);
            assertThat(left.body()).as(file).doesNotContain(code);
        }
        clock.moveTo(MORNING.plus(Duration.ofMinutes(5)));
        judge("NOT_JUSTIFIED");
        for (String file : files)
            assertThat(api(leadElsewhere).get(file).body()).as(file).contains(code);
    }

    @Test
    void whoHoldsTheFileByAnEmergencyJudgesNobody() {
        String code = register();
        assertThat(open(stranger, code)).isEqualTo(201);
        Caller lead = api(leadElsewhere);
        assertThat(open(lead, code)).isEqualTo(201);
        for (var item : lead.get("/api/v1/break-glass").json().path("items"))
            assertThat(item.path("by").asString()).isEqualTo(leadElsewhere.toUpperCase(java.util.Locale.ROOT));
        var opened = api(supervisor).get("/api/v1/break-glass").json().path("items");
        for (var item : opened)
            assertThat(lead.post(
                                    "/api/v1/break-glass/" + item.path("id").asString() + "/review",
                                    Map.of("verdict", "JUSTIFIED"))
                            .status())
                    .isIn(404, 409);
    }

    /** The page asks why before a colleague's access and sessions end, and they read the answer. */
    @Test
    void anEmergencyIsNotEndedOnThePageWithoutAReason() {
        String code = register();
        assertThat(open(stranger, code)).isEqualTo(201);
        var judge = browser(supervisor);
        var waiting = api(supervisor).get("/api/v1/break-glass").json().path("items");
        String glass = "";
        for (var item : waiting)
            if (item.path("file").asString().equals(code))
                glass = item.path("id").asString();
        String page = "/break-glass/" + glass;
        judge.get("/break-glass");
        assertThat(judge.post(page, "verdict", "NOT_JUSTIFIED").status()).isEqualTo(422);
        assertThat(judge.post(page, "verdict", "NOT_JUSTIFIED", "why-" + glass, "trop vite")
                        .status())
                .isEqualTo(422);
        assertThat(judge.post(page, "verdict", "NOT_JUSTIFIED", "why-" + glass, STOPPED)
                        .status())
                .isEqualTo(303);
        assertThat(api(supervisor).get("/api/v1/break-glass").body()).contains("déjà à l’abri");
    }

    /** Nor by the API, nor at the database: the access and the sessions of a colleague do not end without a word that they can read. */
    @Test
    void nobodyIsJudgedNotJustifiedWithoutAReason() throws SQLException {
        String code = register();
        assertThat(open(stranger, code)).isEqualTo(201);
        String glass = opening(supervisor, code).path("id").asString();
        for (Map<String, Object> silent : List.<Map<String, Object>>of(
                Map.of("verdict", "NOT_JUSTIFIED"), Map.of("verdict", "NOT_JUSTIFIED", "why", "trop vite"))) {
            Answer refused = api(supervisor).post("/api/v1/break-glass/" + glass + "/review", silent);
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.fields()).containsExactly("why");
            assertThat(refused.body()).contains("access.break-glass-why").doesNotContain("??");
        }
        for (String why : List.of(
                "",
                ", null",
                ", 'x'::bytea",
                ", convert_to(repeat('x', 80), 'UTF8')",
                ", decode('01' || repeat('00', 54), 'hex')"))
            assertThat(StraightSql.answer(
                            actor(supervisor),
                            clock.instant(),
                            "select access.judge_break_glass('" + glass + "', 'NOT_JUSTIFIED'" + why + ")"))
                    .as(why)
                    .isEqualTo("WHY");
        assertThat(stranger.get(at(code, "/identity")).status()).isEqualTo(200);
    }

    /** A reason that nobody can read would be one that nobody can judge. */
    @Test
    void straightSqlOpensNothingWithoutASealedReason() throws SQLException {
        String code = register();
        for (String reason : List.of(
                "'x'::bytea",
                "null",
                "convert_to('L’enfant appelle à l’aide et personne ne vient.', 'UTF8')",
                "decode('01' || repeat('00', 54), 'hex')",
                "decode('0100000063' || repeat('00', 60), 'hex')",
                "decode('01ffffffff' || repeat('00', 60), 'hex')"))
            assertThat(StraightSql.answer(
                            actor(opener),
                            clock.instant(),
                            "select access.break_glass('" + Ids.next() + "', cases.file_of_code('" + code + "'), '"
                                    + code + "', " + reason + ")"))
                    .as(reason)
                    .contains("access.emergency-without-reason");
    }

    /** The database cannot open what the house sealed: bytes of the right form open the file, ring, and are never found justified. */
    @Test
    void anOpeningWhoseReasonNobodyCanReadIsNeverJustified() throws SQLException {
        String code = register();
        String custodian = person(Role.DATA_PROTECTION_OFFICER, structure(Organisation.Kind.OTHER));
        UUID glass = Ids.next();
        String forged =
                "do $$ begin perform access.break_glass('" + glass + "', cases.file_of_code('" + code + "'), '" + code
                        + "', '\\x01'::bytea || (select int4send(max(number)) from vault.key_fingerprint where holder = 'custody') || decode(repeat('00', 80), 'hex')); end $$";
        SqlAs.change(actor(opener), clock.instant(), forged);
        assertThat(api(custodian).get("/api/v1/notices").body()).doesNotContain("\"unread\":0");
        Answer judged = api(custodian).post("/api/v1/break-glass/" + glass + "/review", Map.of("verdict", "JUSTIFIED"));
        assertThat(judged.status()).isEqualTo(422);
        assertThat(judged.body()).contains("access.emergency-unreadable");
        String page = browser(custodian).get("/break-glass").body();
        int from = page.indexOf("<h2>" + code);
        assertThat(page.substring(from, page.indexOf("</section>", from)))
                .contains("value=\"NOT_JUSTIFIED\"")
                .doesNotContain("value=\"JUSTIFIED\"");
        Map<String, Object> stop =
                Map.of("verdict", "NOT_JUSTIFIED", "why", "La raison est illisible, rien ne le justifie.");
        assertThat(api(custodian)
                        .post("/api/v1/break-glass/" + glass + "/review", stop)
                        .status())
                .isEqualTo(204);
    }

    /** Nor does another account of the same name judge it. */
    @Test
    void aNamesakeOfWhoOpenedItIsNoJudge() throws SQLException {
        String code = register();
        String custodian = person(Role.DATA_PROTECTION_OFFICER, structure(Organisation.Kind.OTHER));
        String family = newFamilyName();
        assertThat(open(stranger, code)).isEqualTo(201);
        String glass = opening(custodian, code).path("id").asString();
        for (String one : java.util.List.of(opener, custodian))
            TestDatabase.ownerDoes(
                    "insert into access.person_card (person_id, compartment, name) select p.id, p.compartment, 'Ama "
                            + family + "' from access.person p where p.code = '" + one + "'");
        assertThat(api(custodian)
                        .post("/api/v1/break-glass/" + glass + "/review", Map.of("verdict", "JUSTIFIED"))
                        .status())
                .isIn(403, 409, 422);
        assertThat(LoginSql.answer(
                        actor(custodian),
                        clock.instant(),
                        "select access.judge_break_glass('" + glass + "', 'JUSTIFIED')"))
                .isEqualTo("TO_ONESELF");
    }

    /** An officer of the structure of who opened it is a colleague: another officer judges, as long as there is one. */
    @Test
    void aColleagueOfWhoOpenedItIsNoJudge() throws SQLException {
        String code = register();
        String beside = person(Role.DATA_PROTECTION_OFFICER, other);
        String custodian = person(Role.DATA_PROTECTION_OFFICER, structure(Organisation.Kind.OTHER));
        assertThat(open(stranger, code)).isEqualTo(201);
        String glass = opening(custodian, code).path("id").asString();
        String address = "/api/v1/break-glass/" + glass + "/review";
        Answer refused = api(beside).post(address, Map.of("verdict", "JUSTIFIED"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("access.emergency-beside");
        assertThat(LoginSql.answer(
                        actor(beside),
                        clock.instant(),
                        "select access.judge_break_glass('" + glass + "', 'JUSTIFIED')"))
                .isEqualTo("BESIDE");
        String page = browser(beside).get("/break-glass").body();
        int from = page.indexOf("<h2>" + code);
        assertThat(page.substring(from, page.indexOf("</section>", from)))
                .contains("un autre délégué à la protection des données")
                .doesNotContain("value=\"JUSTIFIED\"", "value=\"NOT_JUSTIFIED\"");
        assertThat(api(custodian).post(address, Map.of("verdict", "JUSTIFIED")).status())
                .isEqualTo(204);
    }

    @Test
    void whoSeesACornerOfTheFileMayOpenAllOfItInAnEmergency() throws SQLException {
        String code = register();
        Actor giver = actor(worker);
        UUID file = id(code);
        TestDatabase.ownerDoes(
                "insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, reason, given_by) values ('"
                        + Ids.next() + "', '" + file + "', 'PERSON', '"
                        + actor(opener).personId() + "', "
                        + Section.bits(Set.of(Section.STATUS, Section.ASSISTANCE)) + ", false, '" + BEGINNING
                        + "', 'TRANSFER', '" + giver.personId() + "')");
        assertThat(stranger.get(at(code, "/medical")).status()).isEqualTo(404);
        assertThat(open(stranger, code)).isEqualTo(201);
        assertThat(stranger.get(at(code, "/medical")).status()).isEqualTo(200);
        assertThat(stranger.post(at(code, "/break-glass"), WHY).body()).contains("cases.emergency-not-needed");
    }

    // ---------- straight SQL, as the login of the care side

    @Test
    void straightSqlGivesNothingAwayEither() throws SQLException {
        String code = register();
        assertThat(open(stranger, code)).isEqualTo(201);
        Actor me = actor(opener);
        UUID file = id(code);
        Instant now = clock.instant();
        for (String reason : List.of("SHARED", "ASSIGNMENT", "SUPERVISION", "REFERRAL", "BREAK_GLASS", "TRANSFER"))
            assertThat(StraightSql.answer(me, now, grant(file, me, reason)))
                    .as(reason)
                    .containsAnyOf("row-level security", "referrals.no-agreement");
        assertThat(StraightSql.answer(
                        me,
                        now,
                        "update access.file_grant set valid_until = now() where file_id = '" + file
                                + "' and reason <> 'BREAK_GLASS'"))
                .isEqualTo("0 rows");
        assertThat(StraightSql.answer(
                        me,
                        now,
                        "select access.break_glass('" + Ids.next() + "', '" + file + "', '" + code
                                + "', 876000, 'x'::bytea)"))
                .contains("does not exist");
        assertThat(StraightSql.answer(me, now, "update access.break_glass set verdict = 'JUSTIFIED'"))
                .contains("permission denied");
        assertThat(StraightSql.answer(
                        me, now, "update cases.case_file set status = 'CLOSED' where id = '" + file + "'"))
                .containsAnyOf("cases.not-in-an-emergency", "cases.closed-without-request");
        assertThat(StraightSql.answer(
                        me,
                        now,
                        "update cases.case_file set worker_id = '" + me.personId() + "' where id = '" + file + "'"))
                .containsAnyOf("cases.", "permission denied");
        assertThat(StraightSql.answer(me, now, "update cases.identity set version = 9 where file_id = '" + file + "'"))
                .isEqualTo("0 rows");
        assertThat(StraightSql.answer(
                        me, now, "update cases.case_file set lost_since = '2015-11-16' where id = '" + file + "'"))
                .contains("cases.not-in-an-emergency");
        assertThat(StraightSql.answer(
                        me,
                        now,
                        "select access.sees('" + file + "', 1, false) || '/' || access.keeps('" + file + "', 511)"))
                .isEqualTo("true/false");
    }

    private static String grant(UUID file, Actor to, String reason) {
        return "insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, reason, given_by) values ('"
                + Ids.next() + "', '" + file + "', 'PERSON', '" + to.personId() + "', 511, false, '2015-11-16', '"
                + reason + "', '"
                + to.personId() + "')";
    }
}
