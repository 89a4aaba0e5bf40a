package org.akoma.ground.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Each account is reviewed in each quarter by a data protection officer who is not its holder, and what is to change is asked of an administrator. */
class AccessReviewsIT extends HouseIT {

    private static final String WORD = "Zorblaxa";
    private static final String ALL = "/api/v1/access-reviews";
    private static final String ACCOUNTS = ALL + "/accounts";

    private Organisation ngo;
    private Actor worker;
    private Actor officer;
    private Actor other;
    private Actor administrator;

    @BeforeEach
    void whoIsHere() {
        ngo = structure(Organisation.Kind.NGO);
        worker = actor(person(Role.CASE_WORKER, ngo));
        officer = actor(person(Role.DATA_PROTECTION_OFFICER, ngo));
        other = actor(person(Role.DATA_PROTECTION_OFFICER, ngo));
        administrator = actor(person(Role.SYSTEM_ADMINISTRATOR, ngo));
    }

    private Map<String, Object> said(String verdict, @Nullable String why) {
        Map<String, Object> said = new HashMap<>(Map.of("id", Ids.next().toString(), "verdict", verdict));
        if (why != null) said.put("why", why);
        return said;
    }

    private static String of(Actor account) {
        return ACCOUNTS + "/" + account.code();
    }

    private Answer review(Actor by, Actor account, Map<String, Object> said) {
        return api(by.username()).post(of(account), said);
    }

    private JsonNode one(Actor account) {
        return api(officer.username()).get(of(account)).json();
    }

    private int due() {
        return api(officer.username())
                .get(ALL)
                .json()
                .path("items")
                .valueStream()
                .filter(row -> row.path("organisation").asString().equals(ngo.code()))
                .findFirst()
                .orElseThrow()
                .path("due")
                .asInt();
    }

    @Test
    void nobodyButAnotherOfficerReviewsAnAccount() throws SQLException {
        for (Actor none : new Actor[] {worker, administrator})
            assertThat(review(none, other, said("KEEP", null)).status()).isEqualTo(403);
        assertThat(review(officer, officer, said("KEEP", null)).status()).isEqualTo(404);
        assertThat(api(officer.username()).get(of(officer)).status()).isEqualTo(404);
        assertThat(api(officer.username())
                        .get(ACCOUNTS + "?structure=" + ngo.code())
                        .body())
                .doesNotContain(officer.code())
                .contains(other.code());
        for (String table : new String[] {
            "insert into oversight.access_review default values", "delete from oversight.access_review"
        })
            for (Actor by : new Actor[] {officer, worker, administrator})
                assertThat(LoginSql.refusal(by, clock.instant(), table)).contains("permission denied");
        assertThat(LoginSql.answer(
                        officer,
                        clock.instant(),
                        "select oversight.review_access(gen_random_uuid(), '" + officer.username()
                                + "', 'KEEP', null, null)"))
                .isEqualTo("NOT_FOUND");
        assertThat(LoginSql.answer(
                        officer,
                        clock.instant(),
                        "select oversight.review_access(gen_random_uuid(), '" + worker.username()
                                + "', 'END', null, null)"))
                .isEqualTo("WHY");
    }

    @Test
    void anAccountIsDueOnceAQuarter() {
        assertThat(due()).isEqualTo(3); // all but the officer's own
        assertThat(one(worker).path("due").asBoolean()).isTrue();
        Map<String, Object> keep = said("KEEP", null);
        assertThat(review(officer, worker, keep).status()).isEqualTo(201);
        assertThat(review(officer, worker, keep).status()).isEqualTo(201);
        keep.put("verdict", "END");
        keep.put("why", "Il ne travaille plus ici");
        assertThat(review(officer, worker, keep).status()).isEqualTo(409);
        assertThat(due()).isEqualTo(2);
        clock.moveTo(Instant.parse("2016-01-04T08:00:00Z"));
        assertThat(one(worker).path("due").asBoolean()).isTrue();
        assertThat(due()).isEqualTo(3);
    }

    @Test
    void whatIsToEndIsAskedOfTheAdministratorsUntilItIsDone() throws SQLException {
        assertThat(review(officer, worker, said("END", null)).body()).contains("\"why\"");
        long before = bellsOf(administrator.username());
        assertThat(review(officer, worker, said("END", "Plus dans la structure, " + WORD))
                        .status())
                .isEqualTo(201);
        assertThat(bellsOf(administrator.username())).isEqualTo(before + 1);
        assertThat(api(administrator.username()).get(ALL + "/changes").body()).contains(worker.code(), WORD);
        assertThat(browser(administrator.username()).get("/access-reviews").body())
                .contains(WORD);
        assertThat(one(worker).path("undone").asBoolean()).isTrue();
        assertThat(api(worker.username()).get("/api/v1/account").body()).doesNotContain(WORD);
        assertThat(LoginSql.refusal(worker, clock.instant(), "select count(*) from oversight.asked_changes()"))
                .contains("permission denied");

        String account = "/api/v1/people/" + worker.code();
        Answer ended =
                api(administrator.username()).post(account + "/contract", Map.of("until", "2015-11-16"), "\"1\"");
        assertThat(ended.status()).as(ended.body()).isLessThan(300);
        assertThat(api(administrator.username()).get(ALL + "/changes").body()).doesNotContain(worker.code());
    }

    @Test
    void anAdministratorReadsNothingAboutTheirOwnAccount() {
        review(officer, administrator, said("CHANGE", "Trop de droits, " + WORD));
        assertThat(api(administrator.username()).get(ALL + "/changes").body()).doesNotContain(WORD);
        assertThat(browser(administrator.username()).get("/access-reviews").body())
                .doesNotContain(WORD);
        Actor second = actor(person(Role.SYSTEM_ADMINISTRATOR, ngo));
        assertThat(api(second.username()).get(ALL + "/changes").body()).contains(WORD);
    }

    /** An end that was asked for does not go away by another form without words; and it is asked of somebody. */
    @Test
    void whatWasAskedForIsTakenBackWithAReason() throws SQLException {
        assertThat(review(officer, worker, said("END", "Ce compte n’est plus utile ici."))
                        .status())
                .isEqualTo(201);
        Answer silent = review(officer, worker, said("KEEP", null));
        assertThat(silent.status()).isEqualTo(422);
        assertThat(LoginSql.answer(
                        officer,
                        clock.instant(),
                        "select oversight.review_access(gen_random_uuid(), '" + worker.username()
                                + "', 'KEEP', null, null)"))
                .isEqualTo("WHY");
        assertThat(one(worker).path("undone").asBoolean()).isTrue();
        for (int again = 0; again < 2; again++) {
            assertThat(review(other, worker, said("KEEP", "Le contrat est prolongé d’un an."))
                            .status())
                    .isEqualTo(201);
            assertThat(one(worker).path("undone").asBoolean())
                    .as("one officer alone takes nothing back")
                    .isTrue();
            assertThat(one(worker).path("softenedBy").asString()).isEqualTo(other.code());
            assertThat(one(worker).path("asked").asString()).isEqualTo("END");
        }
        assertThat(api(administrator.username()).get(ALL + "/changes").body())
                .contains(worker.code(), "Ce compte n’est plus utile ici.");
        assertThat(browser(officer.username())
                        .get("/access-reviews/accounts/" + worker.code())
                        .body())
                .contains("demande moins", "Ce compte n’est plus utile ici.");
        assertThat(review(officer, worker, said("KEEP", "Le contrat est prolongé, je l’ai lu."))
                        .status())
                .isEqualTo(201);
        assertThat(one(worker).path("undone").asBoolean()).isFalse();
        assertThat(api(administrator.username()).get(ALL + "/changes").body()).doesNotContain(worker.code());
    }

    /** Nor is an end made a change by one, nor a change replaced by other words. */
    @Test
    void noOfficerAloneAsksForLessInTheNameOfAnother() {
        review(officer, worker, said("END", "Ce compte n’est plus utile ici."));
        review(other, worker, said("CHANGE", "Seulement le rôle de superviseur."));
        assertThat(one(worker).path("asked").asString()).isEqualTo("END");
        assertThat(api(administrator.username()).get(ALL + "/changes").body())
                .contains("Ce compte n’est plus utile ici.", "Seulement le rôle de superviseur.");
        Actor third = actor(person(Role.DATA_PROTECTION_OFFICER, ngo));
        review(third, worker, said("KEEP", "Il continue son travail ici."));
        assertThat(one(worker).path("asked").asString())
                .as("two have asked for less than the end")
                .isEqualTo("CHANGE");
        review(officer, worker, said("KEEP", "Je retire ce que j’avais demandé."));
        assertThat(one(worker).path("undone").asBoolean()).isFalse();
    }

    /** A program's sign-in is one too: a thief with a token is no account that nobody uses. */
    @Test
    void whoComesByAProgramCame() {
        assertThat(api(worker.username()).get("/api/v1/me").status()).isLessThan(500);
        assertThat(one(worker).path("came").isNull()).isFalse();
    }
}
