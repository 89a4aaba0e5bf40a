package org.akoma.ground.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.HouseIT;
import org.akoma.LoginSql;
import org.akoma.SqlAs;
import org.akoma.Visit;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.signin.Passwords;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A new password that would be enough to enter: neither the administrator nor the person who agrees can be that person. */
class PasswordDecisionsIT extends HouseIT {

    private static final Instant NOW = MORNING.plusSeconds(60);
    private static final Map<String, Object> YES = Map.of("agreed", true);

    @Autowired
    private Passwords passwords;

    private Organisation ngo;
    private String admin;
    private String dpo;
    private String supervisor;
    private String worker;

    @BeforeEach
    void whoIsHere() {
        ngo = structure(Organisation.Kind.NGO);
        admin = person(Role.SYSTEM_ADMINISTRATOR, ngo);
        dpo = person(Role.DATA_PROTECTION_OFFICER, ngo);
        supervisor = person(Role.CASE_SUPERVISOR, ngo);
        worker = person(Role.CASE_WORKER, ngo, null, actor(supervisor).personId());
    }

    private JsonNode asked(String whom) {
        Answer answer = api(admin).post("/api/v1/people/" + whom + "/password", Map.of());
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.header("Cache-Control")).hasValue("no-store");
        return answer.json();
    }

    private static String id(JsonNode asked) {
        return asked.path("decision").asString();
    }

    private Answer verdict(String who, JsonNode asked) {
        return api(who).post("/api/v1/decisions/" + id(asked) + "/verdict", YES);
    }

    private static String half(JsonNode decision) {
        return decision.path("fields")
                .valueStream()
                .filter(one -> one.path("field").asString().equals("half"))
                .map(one -> one.path("after").get(0).asString())
                .findFirst()
                .orElse("");
    }

    private int tried(String username, String password) {
        return nobody().post("/api/v1/tokens", Map.of("username", username, "password", password))
                .status();
    }

    @Test
    void anAdministratorAloneSeesHalfAndOpensNothing() {
        Caller program = api(worker);
        JsonNode asked = asked(worker);
        String first = asked.path("firstHalf").asString();
        assertThat(first).matches("[a-z2-9]{4}-[a-z2-9]{4}");
        assertThat(asked.has("oneTimePassword")).isFalse();
        assertThat(asked.path("deciders").toString())
                .contains(actor(supervisor).code(), actor(dpo).code());
        assertThat(program.get("/api/v1/me").status()).as("until it is decided").isEqualTo(200);
        assertThat(tried(worker, first)).isEqualTo(401);
        assertThat(verdict(admin, asked).code()).isEqualTo("access.decision-own");
        assertThat(half(api(admin).get("/api/v1/decisions/" + id(asked)).json()))
                .isEmpty();
        assertThat(tried(worker, PASSWORD)).as("the old one").isEqualTo(201);
    }

    @Test
    void theSupervisorHandsOverTheOtherHalf() {
        Caller program = api(worker);
        JsonNode asked = asked(worker);
        Answer agreed = verdict(supervisor, asked);
        assertThat(agreed.status()).as(agreed.body()).isEqualTo(200);
        String second = half(agreed.json());
        assertThat(second).matches("[a-z2-9]{4}-[a-z2-9]{4}");
        assertThat(agreed.body()).doesNotContain(asked.path("firstHalf").asString());
        assertThat(program.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(tried(worker, PASSWORD)).isEqualTo(401);
        assertThat(tried(worker, second)).isEqualTo(401);
        String whole = asked.path("firstHalf").asString() + " " + second.toUpperCase(java.util.Locale.ROOT);
        assertThat(nobody().as(worker, whole).get("/api/v1/me").code()).isEqualTo("access.welcome-first");
        String address = "/api/v1/decisions/" + id(asked);
        for (String other : List.of(admin, dpo))
            assertThat(half(api(other).get(address).json())).as(other).isEmpty();
        clock.moveTo(MORNING.plus(Duration.ofMinutes(70)));
        assertThat(half(api(supervisor).get(address).json()))
                .as("an hour later")
                .isEmpty();
    }

    /** Who closed the page finds the half again for an hour, and nobody else does. */
    @Test
    void whoAgreedFindsTheSecondHalfAgain() {
        String another = person(Role.DATA_PROTECTION_OFFICER, ngo);
        JsonNode asked = asked(worker);
        String second = half(verdict(dpo, asked).json());
        String name = fresh("su").toLowerCase(java.util.Locale.ROOT);
        String first = api(dpo).post("/api/v1/approvals/roles/" + role(account(name, Role.CASE_SUPERVISOR)), Map.of())
                .json()
                .path("secondHalf")
                .asString();
        assertThat(browser(dpo).get("/approvals").body())
                .contains(second, first, actor(worker).code());
        assertThat(browser(dpo).get("/decisions").body()).contains("/decisions/" + id(asked));
        assertThat(api(dpo).get("/api/v1/decisions").json().path("decided").toString())
                .contains(id(asked))
                .doesNotContain(second);
        for (String other : List.of(admin, another)) {
            assertThat(browser(other).get("/approvals").body()).as(other).doesNotContain(second, first);
            assertThat(browser(other).get("/decisions").body()).as(other).doesNotContain("w-decided", second);
        }
        clock.moveTo(MORNING.plus(Duration.ofMinutes(70)));
        assertThat(browser(dpo).get("/approvals").body())
                .as("an hour later")
                .doesNotContain(second, first, "Secondes moitiés");
    }

    @Test
    void whoDecides() {
        JsonNode asked = asked(worker);
        String another = person(Role.CASE_SUPERVISOR, ngo);
        for (String other : List.of(another, worker, person(Role.LE_COORDINATOR, ngo)))
            assertThat(verdict(other, asked).status()).as(other).isEqualTo(404);
        assertThat(api(dpo).post("/api/v1/decisions/" + id(asked) + "/verdict", Map.of("agreed", false))
                        .status())
                .isEqualTo(422);
        assertThat(api(dpo).post(
                                "/api/v1/decisions/" + id(asked) + "/verdict",
                                Map.of("agreed", false, "reason", "Elle ne l’a pas oublié"))
                        .status())
                .isEqualTo(200);
        assertThat(verdict(supervisor, asked).status()).isNotEqualTo(200);
        assertThat(tried(worker, PASSWORD)).isEqualTo(201);
        assertThat(verdict(dpo, asked(supervisor)).status())
                .as("of a supervisor")
                .isEqualTo(200);
        String manager = person(Role.PROJECT_MANAGER, ngo);
        assertThat(verdict(manager, asked(dpo)).status())
                .as("of a data protection officer")
                .isEqualTo(200);
        Organisation police = structure(Organisation.Kind.LAW_ENFORCEMENT);
        String coordinator = person(Role.LE_COORDINATOR, police);
        String officer =
                person(Role.LE_OFFICER, police, null, actor(coordinator).personId());
        JsonNode ofPolice = asked(officer);
        assertThat(verdict(manager, ofPolice).status()).as("of the police").isIn(403, 404);
        assertThat(browser(coordinator)
                        .get("/decisions/" + id(ofPolice) + "?lang=fr")
                        .body())
                .as("an administrator asked, whom the police do not see")
                .contains("l’administration,")
                .doesNotContain("la supervision de l’assistance");
        Answer agreed = verdict(coordinator, ofPolice);
        assertThat(agreed.status()).as(agreed.body()).isEqualTo(200);
        assertThat(half(agreed.json())).isNotEmpty();
    }

    private Answer account(String name, Role role) {
        Answer made = api(admin)
                .post(
                        "/api/v1/people",
                        Map.of(
                                "username",
                                name,
                                "organisation",
                                ngo.code(),
                                "role",
                                role.name(),
                                "contractFrom",
                                "2015-06-01",
                                "language",
                                "fr"));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made;
    }

    private static String role(Answer made) {
        return made.json().path("role").asString();
    }

    /** The first half may be given again until the role holds; the account opens with the half of who agreed to the role. */
    @Test
    void aFirstPasswordMayBeGivenAgainUntilTheRoleHolds() {
        String name = fresh("sw").toLowerCase(java.util.Locale.ROOT);
        Answer made = account(name, Role.CASE_SUPERVISOR);
        Answer anew = api(admin).post("/api/v1/people/" + name + "/password", Map.of());
        assertThat(anew.status()).as(anew.body()).isEqualTo(200);
        String second = api(dpo).post("/api/v1/approvals/roles/" + role(made), Map.of())
                .json()
                .path("secondHalf")
                .asString();
        assertThat(tried(name, made.json().path("firstHalf").asString() + "-" + second))
                .as("the first half that was replaced")
                .isEqualTo(401);
        String whole = anew.json().path("firstHalf").asString() + "-" + second;
        assertThat(nobody().as(name, whole).get("/api/v1/me").code()).isEqualTo("access.welcome-first");
        asked(name);
    }

    /** An administrator who makes a data protection officer is not that officer: the one who agreed to the role has the other half. */
    @Test
    void whoMakesAnAccountDoesNotEnterWithIt() throws SQLException {
        String name = fresh("dpo").toLowerCase(java.util.Locale.ROOT);
        Answer made = account(name, Role.DATA_PROTECTION_OFFICER);
        String first = made.json().path("firstHalf").asString();
        assertThat(first).matches("[a-z2-9]{4}-[a-z2-9]{4}");
        String agree = api(dpo).get("/api/v1/decisions")
                .json()
                .path("waiting")
                .valueStream()
                .filter(one -> one.path("about").asString().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
        assertThat(half(api(admin).get("/api/v1/decisions/" + agree).json())).isEmpty();
        Answer agreed = api(dpo).post("/api/v1/decisions/" + agree + "/verdict", YES);
        assertThat(agreed.status()).as(agreed.body()).isEqualTo(200);
        String second = half(agreed.json());
        assertThat(second).matches("[a-z2-9]{4}-[a-z2-9]{4}");
        assertThat(half(api(admin).get("/api/v1/decisions/" + agree).json())).isEmpty();
        for (String half : List.of(first, second, first + "-" + first))
            assertThat(tried(name, half)).as(half).isEqualTo(401);
        assertThat(LoginSql.answer(
                        actor(admin),
                        NOW,
                        "select access.give_password('" + actor(name).personId() + "', 'x')"))
                .as("once the role holds")
                .isEqualTo("f");
        assertThat(LoginSql.answer(actor(admin), NOW, "select access.hand_password('" + agree + "', 'x')"))
                .isEqualTo("f");
        String typed = (first + second).replace("-", "").toUpperCase(java.util.Locale.ROOT);
        assertThat(nobody().as(name, typed).get("/api/v1/me").code()).isEqualTo("access.welcome-first");
    }

    /** Who agrees by straight SQL chooses the second half alone; and without a second half the door stays shut. */
    @Test
    void whoAgreesDoesNotChooseTheWholePassword() throws SQLException {
        JsonNode asked = asked(worker);
        String chosen = passwords.make("a password of the decider's own");
        SqlAs.change(
                actor(dpo),
                NOW,
                "do $$ begin perform access.decide('" + id(asked) + "', true, null); perform access.hand_password('"
                        + id(asked) + "', '" + chosen + "'); end $$");
        assertThat(tried(worker, "a password of the decider's own")).isEqualTo(401);
        assertThat(tried(worker, PASSWORD)).isEqualTo(401);
    }

    @Test
    void noLoginSetsAPasswordWithoutTheOtherPerson() throws SQLException {
        JsonNode asked = asked(worker);
        String hand = "select access.hand_password('" + id(asked) + "', 'x')";
        String offer = "select access.offer_password('" + id(asked) + "', 'x')";
        assertThat(LoginSql.answer(actor(admin), NOW, offer)).as("kept once").isEqualTo("f");
        for (String who : List.of(admin, dpo, supervisor, worker))
            assertThat(LoginSql.answer(actor(who), NOW, hand)).as(who).isEqualTo("f");
        String give = "select access.give_password('" + actor(worker).personId() + "', 'x')";
        assertThat(LoginSql.answer(actor(admin), NOW, give)).isEqualTo("f");
        String set = "select access.set_password('" + actor(worker).personId() + "', 'x', 'y')";
        for (String who : List.of(admin, dpo, supervisor, person(Role.LE_COORDINATOR, ngo))) {
            assertThat(LoginSql.refusal(actor(who), NOW, set)).as(who).contains("permission denied");
            assertThat(LoginSql.refusal(
                            actor(who), NOW, "update access.credential set password_hash = 'x', one_time_until = null"))
                    .as(who)
                    .contains("permission denied");
        }
        for (String who : List.of(dpo, supervisor, worker))
            assertThat(LoginSql.refusal(actor(who), NOW, give)).as(who).contains("permission denied");
        String agree = "select access.decide('" + id(asked) + "', true, null)";
        for (String who : List.of(admin, worker))
            assertThat(LoginSql.answer(actor(who), NOW, agree)).as(who).isEqualTo("OWN_WORK");
        String propose = "select access.propose(gen_random_uuid(), 'PASSWORD', null, '"
                + actor(worker).personId() + "', 1, '{}', null, null)";
        for (String who : List.of(supervisor, dpo, worker))
            assertThat(LoginSql.refusal(actor(who), NOW, propose)).as(who).contains("access.not-theirs-to-propose");
    }

    @Test
    void thePagesShowEachTheirHalf() {
        Visit desk = browser(admin);
        Answer page = desk.post("/people/" + worker + "/password");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("première moitié", actor(supervisor).code());
        assertThat(page.header("Cache-Control").orElse("")).contains("no-store");
        String id = api(supervisor)
                .get("/api/v1/decisions")
                .json()
                .path("waiting")
                .get(0)
                .path("id")
                .asString();
        Visit above = browser(supervisor);
        assertThat(above.get("/decisions/" + id).body())
                .contains("appelez vous-même")
                .doesNotContain("Seconde moitié");
        Answer agreed = above.post("/decisions/" + id + "/verdict", "agreed", "true");
        assertThat(agreed.status()).isEqualTo(303);
        assertThat(above.get(agreed.location()).body()).contains("Seconde moitié", "à elle seule");
        assertThat(desk.get("/decisions/" + id).body()).doesNotContain("Seconde moitié");
    }
}
