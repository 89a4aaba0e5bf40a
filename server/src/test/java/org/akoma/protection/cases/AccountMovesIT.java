package org.akoma.protection.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.LoginSql;
import org.akoma.Visit;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another supervisor or structure of an account needs two people, and the worker's files follow (trust.md G5). */
class AccountMovesIT extends HouseIT {

    private Organisation ngo;
    private Organisation elsewhere;
    private String admin;
    private String dpo;
    private String former;
    private String next;
    private String worker;
    private String code;

    @BeforeEach
    void aChild() {
        clock.moveTo(MORNING);
        ngo = structure(Organisation.Kind.NGO);
        elsewhere = structure(Organisation.Kind.NGO);
        admin = person(Role.SYSTEM_ADMINISTRATOR, ngo);
        dpo = person(Role.DATA_PROTECTION_OFFICER, ngo);
        former = person(Role.CASE_SUPERVISOR, ngo);
        next = person(Role.CASE_SUPERVISOR, elsewhere); // as the deputy of the structure, who sees none of its files
        provisioning.deputise(Map.of(ngo.id(), actor(next).personId()), BEGINNING);
        worker = person(Role.CASE_WORKER, ngo, null, actor(former).personId());
        code = api(worker)
                .post("/api/v1/cases", Map.of("sex", "F", "age", 11, "country", "CI", "handedAt", "2015-11-12T20:00"))
                .json()
                .path("code")
                .asString();
    }

    private String seen() {
        return api(admin).get("/api/v1/people/" + worker).header("ETag").orElseThrow();
    }

    private Answer correct(String by, Organisation at, @Nullable String supervisor, String language) {
        return correct(by, at.code(), supervisor, language);
    }

    private Answer correct(String by, String at, @Nullable String supervisor, String language) {
        Map<String, Object> body = new HashMap<>(Map.of("organisation", at, "language", language));
        if (supervisor != null) body.put("supervisor", supervisor);
        return api(by).post("/api/v1/people/" + worker + "/account", body, seen());
    }

    private String waiting() throws SQLException {
        return owner("select id from access.decision where kind = 'ACCOUNT' and state = 'WAITING' and subject = '"
                + actor(worker).personId() + "'");
    }

    private int decide(String by, String decision) {
        return api(by).post("/api/v1/decisions/" + decision + "/verdict", Map.of("agreed", true))
                .status();
    }

    private int notes(String who) {
        return api(who).get("/api/v1/cases/" + code + "/notes").status();
    }

    /** A refused supervisor would else be sent again with the next change of something else. */
    @Test
    void afterARefusedChangeThePageShowsWhatIsRecorded() {
        String page = "/people/" + worker;
        String wrong = person(Role.CASE_SUPERVISOR, elsewhere);
        String to = page + "/account";
        Visit browser = browser(admin);
        Matcher mark = Pattern.compile("name=\"_for\" value=\"(" + to + "~[^\"]+)\"")
                .matcher(browser.get(page).body());
        assertThat(mark.find()).isTrue();
        String[] change = {
            "organisation", ngo.code(), "supervisor", wrong, "language", "en", "_at", page, "_for", mark.group(1)
        };
        String refused = browser.press(page, to, change).body();
        assertThat(refused).contains("data-at=");
        assertThat(supervisor(refused)).isEqualToIgnoringCase(wrong);
        String again = browser.get(page).body();
        assertThat(supervisor(again)).isEqualToIgnoringCase(former);
        assertThat(again).doesNotContain("kept-words");
    }

    /** What the field holds: a list to choose from, or a box with suggestions where there are many. */
    private static String supervisor(String page) {
        Matcher field = Pattern.compile(
                        "name=\"supervisor\"(?:[^>]* value=\"([^\"]*)\"|.*?<option value=\"([^\"]*)\"[^>]* selected)",
                        Pattern.DOTALL)
                .matcher(page);
        assertThat(field.find()).as("the field of the supervisor").isTrue();
        return field.group(1) == null ? field.group(2) : field.group(1);
    }

    @Test
    void nobodyChangesASupervisorAlone() throws SQLException {
        assertThat(correct(dpo, ngo, next, "fr").status()).isEqualTo(403);
        assertThat(correct(former, ngo, next, "fr").status()).isEqualTo(403);
        assertThat(correct(admin, ngo, worker, "fr").body()).contains("access.no-supervisor");
        assertThat(correct(admin, ngo, person(Role.CASE_SUPERVISOR, elsewhere), "fr")
                        .body())
                .contains("access.no-supervisor");
        assertThat(correct(admin, ngo, next, "fr").status()).isEqualTo(202);
        assertThat(notes(next)).isEqualTo(404);
        assertThat(api(admin).get("/decisions").status())
                .as("who proposed it sees it")
                .isEqualTo(200);
        String decision = waiting();
        for (String nobody : new String[] {admin, worker, former, next})
            assertThat(decide(nobody, decision)).as(nobody).isNotIn(200, 204);
        String move = "select access.move_account('" + decision + "', '" + ngo.id() + "', '"
                + actor(next).personId() + "')";
        assertThat(LoginSql.answer(actor(dpo), MORNING, move)).isEqualTo("f");
        for (String alone : new String[] {admin, former})
            assertThat(LoginSql.refusal(
                            actor(alone),
                            MORNING,
                            "update access.person set supervisor_id = '"
                                    + actor(next).personId() + "' where id = '"
                                    + actor(worker).personId() + "'"))
                    .contains("permission denied");
        assertThat(notes(next)).isEqualTo(404);
    }

    /** The ring of an account leads to what it tells: from what to what and by which function, to this person alone. */
    @Test
    void whoseAccountWasChangedReadsWhatItWasAndWhatItIs() throws SQLException {
        assertThat(correct(admin, ngo, next, "en").status()).isEqualTo(202);
        assertThat(decide(dpo, waiting())).isIn(200, 204);
        assertThat(api(worker)
                        .post("/api/v1/account/language", Map.of("language", "fr"))
                        .status())
                .isEqualTo(204);
        var changes = api(worker).get("/api/v1/account/changes").json().path("items");
        assertThat(changes.size()).as("what they changed themselves they know").isEqualTo(2);
        assertThat(changes.toString())
                .contains("\"LANGUAGE\"", "\"was\":\"fr\",\"becomes\":\"en\",\"byRole\":\"SYSTEM_ADMINISTRATOR\"")
                .contains("\"SUPERVISOR\"", "\"byRole\":\"DATA_PROTECTION_OFFICER\"")
                .containsIgnoringCase("\"was\":\"" + former + "\",\"becomes\":\"" + next + "\"")
                .doesNotContainIgnoringCase(admin, dpo);
        Visit own = browser(worker);
        assertThat(own.get("/account?lang=fr").body())
                .contains("Ce que d’autres ont changé", "Une autre personne vous supervise")
                .contains(former.toUpperCase(Locale.ROOT), next.toUpperCase(Locale.ROOT));
        assertThat(api(worker).get("/api/v1/notices").body()).contains("\"account\"");
        assertThat(own.get("/notices?lang=fr").body()).contains("href=\"/account#changes\"");
        assertThat(own.post("/notices/read", "kind", "account").location()).endsWith("/account#changes");
        assertThat(api(former)
                        .get("/api/v1/account/changes")
                        .json()
                        .path("items")
                        .isEmpty())
                .isTrue();
        assertThat(LoginSql.answer(actor(former), MORNING, "select count(*) = 0 from access.account_change"))
                .isEqualTo("t");
        assertThat(LoginSql.refusal(actor(worker), MORNING, "delete from access.account_change"))
                .contains("permission denied");
    }

    @Test
    void filesFollowTheNewSupervisorOnceASecondPersonAgreed() throws SQLException {
        assertThat(correct(admin, ngo, next, "en").status()).isEqualTo(202);
        String account = api(admin).get("/api/v1/people/" + worker).body();
        assertThat(account).as("the language holds at once").contains("\"language\":\"en\"");
        assertThat(account).containsIgnoringCase("\"supervisor\":\"" + former + "\"");
        String decision = waiting();
        assertThat(browser(dpo).get("/decisions/" + decision).body())
                .contains(former.toUpperCase(java.util.Locale.ROOT), next.toUpperCase(java.util.Locale.ROOT))
                .contains("Dossiers qui passent");
        assertThat(decide(dpo, decision)).isEqualTo(200);
        assertThat(api(admin).get("/api/v1/people/" + worker).body())
                .containsIgnoringCase("\"supervisor\":\"" + next + "\"");
        assertThat(notes(next)).isEqualTo(200);
        assertThat(notes(former)).as("reads on for a while").isEqualTo(200);
        assertThat(owner("select count(*) from access.file_grant where may_write and reason = 'SUPERVISION' and grantee"
                        + " = '"
                        + actor(former).personId() + "' and valid_until > '2015-12-20'"))
                .isEqualTo("0");
        assertThat(owner("select supervisor_id from cases.case_file where code = '" + code + "'"))
                .isEqualTo(actor(next).personId().toString());
    }

    @Test
    void anotherStructureWaitsUntilNothingIsHeldInTheOldOne() throws SQLException {
        assertThat(correct(admin, elsewhere, null, "fr").body())
                .contains("access.bound-role", "access.bound-file", "access.bound-access");
        assertThat(correct(admin, "NOWHERE", null, "fr").body()).contains("access.no-organisation");
        worker = person(Role.CASE_WORKER, ngo);
        assertThat(correct(admin, elsewhere, null, "fr").body())
                .contains("access.bound-role")
                .doesNotContain("access.bound-file", "access.bound-access");
        String role = owner("select id from access.person_role where person_id = '"
                + actor(worker).personId() + "'");
        assertThat(api(admin)
                        .post("/api/v1/people/" + worker + "/roles/" + role + "/end", Map.of())
                        .status())
                .isEqualTo(204);
        clock.moveTo(MORNING.plusSeconds(60));
        assertThat(correct(admin, elsewhere, null, "fr").status()).isEqualTo(202);
        assertThat(decide(dpo, waiting())).isEqualTo(200);
        assertThat(api(admin).get("/api/v1/people/" + worker).body())
                .contains("\"organisation\":\"" + elsewhere.code() + "\"");
    }

    @Test
    void thePageSaysTheSame() {
        Visit visit = browser(admin);
        String page = "/people/" + worker;
        assertThat(visit.get(page).body()).contains("Corriger le compte");
        String version = seen().replaceAll("[^0-9]", "");
        assertThat(visit.post(
                                page + "/account",
                                "version",
                                version,
                                "organisation",
                                ngo.code(),
                                "supervisor",
                                "nobody-here")
                        .status())
                .isEqualTo(422);
        assertThat(visit.post(
                                page + "/account",
                                "version",
                                version,
                                "organisation",
                                ngo.code(),
                                "supervisor",
                                next,
                                "language",
                                "fr")
                        .location())
                .endsWith("done=decisions.waits");
        assertThat(visit.get(page).body()).contains("Un changement est demandé");
        assertThat(visit.post(page + "/account", "version", "0", "organisation", ngo.code(), "language", "fr")
                        .status())
                .isEqualTo(409);
    }

    private static String owner(String sql) throws SQLException {
        try (var connection = TestDatabase.connectAs(Compartment.MIGRATOR);
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "";
        }
    }
}
