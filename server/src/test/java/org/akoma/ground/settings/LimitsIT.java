package org.akoma.ground.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.SqlAs;
import org.akoma.Visit;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.StraightSql;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A limit changes by two people, and the first day is read from records. */
class LimitsIT extends HouseIT {

    private static final String KEY = "retention.press-list"; // no other test counts with it
    private static final String ADDRESS = "/api/v1/policies/" + KEY + "/proposals";

    @Autowired
    Policies policies;

    private String admin;
    private String dpo;
    private String manager;
    private String worker;

    @BeforeEach
    void people() {
        clock.moveTo(MORNING);
        Organisation ngo = structure(Organisation.Kind.NGO);
        admin = person(Role.SYSTEM_ADMINISTRATOR, ngo);
        dpo = person(Role.DATA_PROTECTION_OFFICER, ngo);
        manager = person(Role.PROJECT_MANAGER, ngo);
        worker = person(Role.CASE_WORKER, ngo);
    }

    private Answer propose(String by, String key, String value) {
        return api(by).post(
                        "/api/v1/policies/" + key + "/proposals",
                        Map.of("value", value, "why", "Le décret du pays le demande"));
    }

    private String waiting() {
        return api(dpo).get("/api/v1/decisions")
                .json()
                .path("waiting")
                .valueStream()
                .filter(one -> one.path("kind").asString().equals("POLICY")
                        && one.path("about").asString().equals(KEY))
                .map(one -> one.path("id").asString())
                .findFirst()
                .orElse("");
    }

    private int decide(String by, String decision) {
        return api(by).post("/api/v1/decisions/" + decision + "/verdict", Map.of("agreed", true))
                .status();
    }

    /** What was proposed past the application has no words that open: it is left on nobody's page. */
    @AfterEach
    void nothingWaits() {
        TestDatabase.ownerDoes("delete from access.decision where kind = 'POLICY' and proposal is null");
    }

    @Test
    void aLimitIsProposedByOneAndAgreedToByAnother() throws SQLException {
        for (String other : new String[] {dpo, manager, worker})
            assertThat(propose(other, KEY, "9").status()).as(other).isEqualTo(403);
        assertThat(propose(admin, "no.such", "9").status()).isEqualTo(404);
        assertThat(propose(admin, KEY, "soon").body()).contains("settings.limit-wrong");
        assertThat(propose(admin, KEY, String.valueOf(policies.months(KEY))).body())
                .contains("settings.limit-same");
        assertThat(propose(admin, "export.persons", "1").body()).contains("settings.limit-bounds");
        assertThat(propose(admin, "statistics.public.min-cell", "2").body()).contains("settings.limit-bounds");
        for (var weak : Map.of(
                        "bid-panel.min", "1",
                        "share.max", "100000",
                        "age.child.max-exclusive", "12",
                        "alert-acknowledgement.max", "99999")
                .entrySet())
            assertThat(propose(admin, weak.getKey(), weak.getValue()).body())
                    .as(weak.getKey())
                    .contains("settings.limit-bounds");
        assertThat(api(admin).post(ADDRESS, Map.of("value", "9")).body()).contains("why");
        String wanted = policies.months(KEY) == 9 ? "8" : "9";
        assertThat(propose(admin, KEY, wanted).status()).isEqualTo(202);
        String decision = waiting();
        for (String alone : new String[] {admin, worker})
            assertThat(decide(alone, decision)).as(alone).isNotIn(200, 204);
        for (String by : new String[] {dpo, manager})
            assertThat(LoginSql.answer(
                            actor(by),
                            MORNING,
                            "select access.set_policy('" + decision + "', '" + KEY + "', '" + wanted + "')"))
                    .isEqualTo("f");
        assertThat(LoginSql.refusal(
                        actor(admin),
                        MORNING,
                        "update reference.policy_value set value = '1' where key = '" + KEY + "'"))
                .contains("permission denied");
        assertThat(policies.get(KEY).value()).isNotEqualTo(wanted);
        assertThat(browser(manager).get("/decisions/" + decision).body()).contains(wanted + "\u00a0mois");
        assertThat(decide(manager, decision)).isEqualTo(200);
        assertThat(policies.get(KEY).value()).isEqualTo(wanted);
        assertThat(browser(worker).get("/settings/policies?q=" + KEY).body())
                .contains(wanted + "\u00a0mois", admin.toUpperCase(java.util.Locale.ROOT))
                .doesNotContain("handover-to-worker");
        assertThat(browser(manager).get("/settings/policies/" + KEY).body())
                .contains("Accord de", manager.toUpperCase(java.util.Locale.ROOT), "Le décret du pays le demande")
                .doesNotContain("[K]");
        assertThat(browser(manager).get("/decisions?lang=fr").body()).doesNotContain(">" + KEY + "<");
        assertThat(browser(manager).get("/decisions?lang=fr&last=" + decision).body())
                .as("the way on names the limit in words")
                .contains("Aller à la page concernée", "(" + policies.get(KEY).label(java.util.Locale.FRENCH) + ")")
                .doesNotContain("(" + KEY + ")");
        assertThat(browser(worker).get("/settings/policies/" + KEY).body()).doesNotContain("Proposer une autre valeur");
        assertThat(browser(admin).get("/settings/policies/" + KEY).body()).contains("Proposer une autre valeur");
    }

    /** Straight SQL: what one person proposed for themselves is written by nobody, and what two agreed to only between the floor and the ceiling. */
    @Test
    void theDatabaseKeepsTheBoundsAndTheSecondPerson() throws SQLException {
        assertThat(proposed("9"))
                .as("the proposer's own word")
                .satisfies(alone -> assertThat(StraightSql.answer(
                                actor(admin), MORNING, "select access.decide('" + alone + "', true, null)"))
                        .isEqualTo("OWN_WORK"));
        for (String by : new String[] {dpo, manager})
            assertThat(StraightSql.answer(actor(by), MORNING, setting(proposed("9"), "9")))
                    .as("nobody has agreed")
                    .isEqualTo("f");
        assertThat(StraightSql.answer(actor(admin), MORNING, setting(agreed("9"), "9")))
                .as("the proposer's login")
                .contains("permission denied");
        assertThat(StraightSql.answer(actor(dpo), MORNING, setting(agreed("9"), "9")))
                .as("two people, within the bounds")
                .isEqualTo("t");
        for (String outside : new String[] {"0", "0.5", "25", "1000000", "9,25", "-1", "1e9", "soon", ""})
            assertThat(StraightSql.answer(actor(dpo), MORNING, setting(agreed(outside), outside)))
                    .as("two people, " + outside)
                    .isEqualTo("f");
        assertThat(StraightSql.answer(actor(dpo), MORNING, setting(agreed("9"), "10")))
                .as("another value than was agreed to")
                .isEqualTo("f");
        for (String by : new String[] {admin, dpo, manager, worker})
            for (String table : new String[] {"policy_value", "policy_bound", "policy_change", "limit_in_force"})
                for (String change : new String[] {"delete from reference." + table, "truncate reference." + table})
                    assertThat(StraightSql.answer(actor(by), MORNING, change))
                            .as(by + ": " + change)
                            .contains("permission denied");
    }

    /** A page for each: the walks through all pages look at one. */
    @Test
    void everyLimitHasAPageOfWords() {
        Visit reader = browser(admin);
        String list = reader.get("/settings/policies?lang=fr").body();
        assertThat(list).as("rates of the demo, which tells a scenario").contains("/settings/policies/fx.");
        List<String> pages = Pattern.compile("href=\"(/settings/policies/[^\"?]+)\"")
                .matcher(list)
                .results()
                .map(link -> link.group(1))
                .distinct()
                .toList();
        assertThat(pages).hasSizeGreaterThan(100);
        for (String page : pages) {
            Answer shown = reader.get(page);
            assertThat(shown.status()).as(page).isEqualTo(200);
            assertThat(shown.body().replaceAll("<[^>]*>", " "))
                    .as(page)
                    .doesNotContain("??")
                    .doesNotContainPattern("\\b[A-Z]{2,}_[A-Z_]+\\b|\\b(error|act|nav|page)\\.[a-z-]+\\.[a-z-]+")
                    .doesNotContainPattern("(?i) (the|and|with|child|children|file|files|unknown) ");
        }
    }

    private static String setting(UUID decision, String value) {
        return "select access.set_policy('" + decision + "', '" + KEY + "', '" + value + "')";
    }

    /** By the administrator's own login, past the application's check of the bounds. */
    private UUID proposed(String value) throws SQLException {
        UUID decision = Ids.next();
        SqlAs.change(
                actor(admin),
                MORNING,
                "do $$ begin perform access.propose('" + decision + "', 'POLICY', null, '" + Limits.subject(KEY)
                        + "', 1, '{}', null, '\\x00'); perform access.propose_record('" + decision + "', '{\"key\": \""
                        + KEY
                        + "\", \"value\": \"" + value + "\"}'); end $$");
        return decision;
    }

    /** As if the data protection officer had agreed at this moment. */
    private UUID agreed(String value) throws SQLException {
        UUID decision = proposed(value);
        TestDatabase.ownerDoes("update access.decision set state = 'AGREED', decided_by = '"
                + actor(dpo).personId() + "', ended_at = '" + MORNING + "' where id = '" + decision + "'");
        return decision;
    }

    @Test
    void theFirstDayIsReadByWhoKeepsOrApprovesAccounts() {
        for (String other : new String[] {worker})
            assertThat(api(other).get("/api/v1/first-day").status()).isEqualTo(403);
        assertThat(browser(worker).get("/settings/first-day").status()).isEqualTo(403);
        for (String reader : new String[] {admin, dpo, manager}) {
            assertThat(api(reader).get("/api/v1/first-day").body()).contains("\"key\":\"keys\"", "first-file");
            assertThat(browser(reader).get("/settings/first-day").body()).contains("Mise en route");
        }
    }

    /** Those whose supervisor is not in post count like those who have none; who reads no accounts learns of neither. */
    @Test
    void whoHasNoSupervisorInPostIsNamed() throws SQLException {
        var at = structure(Organisation.Kind.NGO);
        String lead = person(Role.CASE_SUPERVISOR, at);
        String none = person(Role.CASE_WORKER, at);
        String led = person(Role.CASE_WORKER, at, null, actor(lead).personId());
        String lacking = "select count(*) from access.without_supervisor() w where w = '%s'";
        String ofNone = lacking.formatted(actor(none).personId());
        String ofLed = lacking.formatted(actor(led).personId());
        assertThat(LoginSql.answer(actor(worker), MORNING, ofNone)).isEqualTo("0");
        for (String reader : new String[] {admin, dpo, manager}) {
            assertThat(LoginSql.answer(actor(reader), MORNING, ofNone)).isEqualTo("1");
            assertThat(LoginSql.answer(actor(reader), MORNING, ofLed)).isEqualTo("0");
        }
        assertThat(state("supervised")).isEqualTo("TO_DO");
        TestDatabase.ownerDoes("update access.person_role set valid_until = '" + MORNING + "' where person_id = '"
                + actor(lead).personId() + "'");
        assertThat(LoginSql.answer(actor(admin), MORNING, ofLed)).isEqualTo("1");
        assertThat(browser(admin).get("/settings/first-day").body()).contains("href=\"/people/");
    }

    @Test
    void whatNoRecordShowsIsConfirmedByWhoAnswersForIt() throws SQLException {
        String address = "/api/v1/first-day/confirmations";
        Map<String, ?> copied = Map.of("step", "KEYS_COPIED", "doneOn", "2015-11-02", "place", "Coffre du bureau");
        assertThat(api(worker).post(address, copied).status()).isEqualTo(403);
        assertThat(api(dpo).post(address, copied).status()).isEqualTo(403);
        assertThat(api(admin).post(address, Map.of("step", "LIMITS_READ")).status())
                .isEqualTo(403);
        assertThat(api(admin).post(address, Map.of("step", "SLEPT_WELL")).status())
                .isEqualTo(422);
        assertThat(api(admin).post(address, Map.of("step", "KEYS_COPIED")).status())
                .as("a copy has a day and a place")
                .isEqualTo(422);
        Map.of(
                        "2015-11-30", "Coffre du bureau",
                        "1999-01-01", "Coffre du bureau",
                        "2015-11-01", "B",
                        "2015-11-02", "  ",
                        "2015-11-03", "c".repeat(121))
                .forEach((day, place) -> assertThat(api(admin)
                                .post(address, Map.of("step", "KEYS_COPIED", "doneOn", day, "place", place))
                                .status())
                        .as(day + " " + place)
                        .isEqualTo(422));
        for (String day : List.of("2015-11-30", "1999-01-01"))
            assertThat(LoginSql.answer(
                            actor(admin),
                            MORNING,
                            "select access.confirm_first_day(gen_random_uuid(), 'BACKUP_TRIED', '" + day
                                    + "', 'Coffre')"))
                    .as(day)
                    .isEqualTo("f");
        org.akoma.Visit page = browser(admin);
        assertThat(page.post(
                                "/settings/first-day/confirmations",
                                "step",
                                "BACKUP_TRIED",
                                "doneOn-day",
                                "1",
                                "doneOn-month",
                                "1",
                                "doneOn-year",
                                "1999",
                                "place",
                                "Coffre du bureau")
                        .body())
                .contains("Écrivez un jour entre le");
        assertThat(page.get("/settings/first-day/backup").body())
                .contains(
                        "./akoma backup SAUVEGARDE --check --data /",
                        "./akoma restore SAUVEGARDE --data ESSAI --keys COPIE-DES-CLES",
                        "./akoma serve --data ESSAI --port 8081",
                        "rm -r ESSAI",
                        "value=\"BACKUP_TRIED\"");
        Answer asked = page.post("/settings/first-day/confirmations", "step", "BACKUP_TRIED");
        assertThat(asked.status()).isEqualTo(422);
        assertThat(asked.body()).contains("Écrivez le jour", "Écrivez où");
        assertThat(api(admin).post(address, copied).status()).isEqualTo(204);
        assertThat(state("keys")).isEqualTo("DONE");
        assertThat(page.get("/settings/first-day").body())
                .contains(
                        "Confirmé par " + actor(admin).code(), "Coffre du bureau", "href=\"/settings/first-day/keys\"");
        assertThat(LoginSql.answer(actor(worker), MORNING, "select count(*) from access.first_day_confirmed()"))
                .isEqualTo("0");
        assertThat(LoginSql.refusal(actor(worker), MORNING, "select count(*) from access.first_day_confirmation"))
                .contains("permission denied");
        assertThat(LoginSql.answer(actor(worker), MORNING, "select count(*) from access.first_day()"))
                .isEqualTo("0");
    }

    private String state(String key) {
        return api(admin)
                .get("/api/v1/first-day")
                .json()
                .path("items")
                .valueStream()
                .filter(line -> line.path("key").asString().equals(key))
                .map(line -> line.path("state").asString())
                .findFirst()
                .orElse("");
    }
}
