package org.akoma.ground.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.Visit;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.akoma.ground.people.Provisioning;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One's own account: password, sessions, tokens. */
class OwnKeysIT extends HouseIT {

    private static final String NEW = "quatre mots sans lien";

    private String worker;

    @BeforeEach
    void aWorker() {
        worker = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
    }

    @Test
    void aPasswordIsChangedWithTheOldOneAndOtherSessionsEnd() {
        Caller elsewhere = api(worker);
        Visit visit = browser(worker);
        Answer changed = visit.post("/account/password", "before", PASSWORD, "password", NEW, "again", NEW);
        assertThat(changed.location()).endsWith("/account?done=own-password");
        assertThat(visit.get("/account?done=own-password").body()).contains("est changé");
        assertThat(elsewhere.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(browser().signIn(worker, PASSWORD).status()).isEqualTo(401);
        assertThat(browser().signIn(worker, NEW).status()).isEqualTo(303);
    }

    @Test
    void everybodyChoosesTheLanguageOfTheirNotices() {
        Visit visit = browser(worker);
        assertThat(visit.get("/account").body()).contains("Ma langue");
        assertThat(visit.post("/account/language", "language", "dyu").status()).isEqualTo(422);
        String saved = visit.post("/account/language", "language", "en").location();
        assertThat(visit.get(saved.substring(saved.indexOf("/account"))).body())
                .contains("My language", "Your language is saved");
        assertThat(api(worker)
                        .post("/api/v1/account/language", Map.of("language", "fr"))
                        .status())
                .isEqualTo(204);
        assertThat(api(worker)
                        .post("/api/v1/account/language", Map.of("language", "x"))
                        .status())
                .isEqualTo(422);
    }

    /** Chosen in this browser, else that of the account, else the browser's own where it is one of the two. */
    @Test
    void pagesAreInTheLanguageOfWhoReads() {
        Visit english = browser().speaking("de-DE,en-GB;q=0.8,fr;q=0.5");
        assertThat(english.get("/sign-in").body()).contains("lang=\"en\"");
        assertThat(browser().speaking("pt-PT,pt;q=0.9").get("/sign-in").body()).contains("<html lang=\"fr\"");
        assertThat(browser().get("/sign-in").body()).contains("<html lang=\"fr\"");
        english.signIn(worker, PASSWORD);
        assertThat(english.get("/account").body()).as("the account's").contains("Ma langue");
        TestDatabase.ownerDoes("update access.person set language = 'en' where code = '" + worker + "'");
        Visit fresh = browser().speaking("fr-FR");
        fresh.signIn(worker, PASSWORD);
        assertThat(fresh.get("/account").body()).as("the account's").contains("My language");
        assertThat(fresh.get("/cases/NO-SUCH").body()).as("a refusal too").contains("<html lang=\"en\"");
        assertThat(fresh.get("/account?lang=fr").body()).contains("Ma langue");
        assertThat(fresh.get("/account").body()).as("as chosen here").contains("Ma langue");
        assertThat(browser(worker).get("/account").body())
                .as("nowhere else")
                .contains("My language")
                .doesNotContain("Ma langue");
    }

    @Test
    void whatIsRefusedAsAPassword() {
        Visit visit = browser(worker);
        visit.get("/account");
        assertThat(visit.post("/account/password", "before", "not it at all", "password", NEW, "again", NEW)
                        .body())
                .contains("pas le bon mot de passe actuel");
        assertThat(visit.post(
                                "/account/password",
                                "before",
                                PASSWORD,
                                "password",
                                "azertyuiop2015",
                                "again",
                                "azertyuiop2015")
                        .body())
                .contains("Beaucoup de gens");
        assertThat(visit.post("/account/password", "password", NEW, "again", NEW)
                        .status())
                .isEqualTo(422);
        Answer same = api(worker)
                .post("/api/v1/account/password", Map.of("before", PASSWORD, "password", PASSWORD, "again", PASSWORD));
        assertThat(same.status()).isEqualTo(422); // shorter than twelve characters, as the demo's own is
        String wide = worker + "\uD83D\uDE00".repeat(110);
        assertThat(api(worker)
                        .post("/api/v1/account/password", Map.of("before", PASSWORD, "password", wide, "again", NEW))
                        .body())
                .as("characters of two units, with one's own name in it")
                .contains("access.password-name", "access.password-again");
        visit.post("/account/password", "before", PASSWORD, "password", NEW, "again", NEW);
        assertThat(visit.post("/account/password", "before", NEW, "password", NEW, "again", NEW)
                        .body())
                .contains("un autre mot de passe");
    }

    /** The finding's own request: the one-time password kept as the password, so that the administrator goes on knowing it. */
    @Test
    void aOneTimePasswordIsNeverKeptAndEndsAfterThreeDays() {
        String first = "soit-lune-banc-mur7";
        String late = settled(first);
        clock.moveTo(MORNING.plusSeconds(73 * 3600));
        Answer ended = browser().signIn(late, first);
        assertThat(ended.status()).isEqualTo(401);
        assertThat(ended.body()).contains("Demandez-en un nouveau");
        assertThat(nobody().post("/api/v1/tokens", Map.of("username", late, "password", first))
                        .code())
                .isEqualTo("access.one-time-ended");
        clock.moveTo(MORNING);
        Visit visit = browser();
        assertThat(visit.signIn(late, first).status()).isEqualTo(303);
        visit.get("/welcome");
        Answer kept = visit.post("/welcome", "password", first, "again", first, "accept", "true");
        assertThat(kept.status()).isEqualTo(422);
        assertThat(kept.body()).contains("un autre mot de passe");
        assertThat(visit.post("/welcome", "password", NEW, "again", NEW, "accept", "true")
                        .status())
                .isEqualTo(303);
    }

    private String settled(String first) {
        String name = fresh("cw").toLowerCase(java.util.Locale.ROOT);
        Organisation at = structure(Organisation.Kind.NGO);
        provisioning.settle(
                List.of(new Provisioning.NewPerson(Ids.next(), name, at.id(), Role.CASE_WORKER, null, null)),
                BEGINNING,
                first,
                true);
        return name;
    }

    @Test
    void peopleSeeAndEndTheirSessions() {
        Caller program = api(worker);
        Caller other = nobody().as(worker, PASSWORD);
        browser(worker);
        JsonNode sessions = program.get("/api/v1/account/sessions").json().path("items");
        assertThat(sessions).hasSize(3);
        assertThat(sessions.get(0).path("mine").asBoolean()).isTrue();
        assertThat(sessions.get(0).path("network").asString()).isEqualTo("127.0.0.0/24");
        String theirs = null;
        for (JsonNode one : sessions)
            if (one.path("kind").asString().equals("TOKEN") && !one.path("mine").asBoolean())
                theirs = one.path("id").asString();
        Caller stranger = api(person(Role.CASE_WORKER, structure(Organisation.Kind.NGO)));
        assertThat(stranger.delete("/api/v1/account/sessions/" + theirs).status())
                .isEqualTo(404);
        assertThat(program.delete("/api/v1/account/sessions/" + theirs).status())
                .isEqualTo(204);
        assertThat(other.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(program.get("/api/v1/account/sessions").json().path("items")).hasSize(2);
        assertThat(program.delete("/api/v1/account/sessions")
                        .json()
                        .path("ended")
                        .asInt())
                .isEqualTo(1);
        assertThat(program.get("/api/v1/me").status()).isEqualTo(200);
    }

    @Test
    void aPageShowsThemToo() {
        api(worker);
        Visit visit = browser(worker);
        String page = visit.get("/account").body();
        assertThat(page)
                .contains("Celle-ci")
                .contains("Programme")
                .contains("127.0.0.0/24")
                .contains("Lecture et écriture");
        assertThat(visit.post("/account/sessions/end").location()).endsWith("done=own-sessions");
        assertThat(visit.get("/account").body()).doesNotContain("Programme");
    }

    @Test
    void aTokenThatReadsChangesNothing() {
        String token = nobody().post(
                        "/api/v1/tokens", Map.of("username", worker, "password", PASSWORD, "scope", "READ"))
                .json()
                .path("token")
                .asString();
        Caller reader = nobody().withToken(token);
        assertThat(reader.get("/api/v1/me").status()).isEqualTo(200);
        for (String path : List.of("/api/v1/account/password", "/api/v1/cases", "/api/v1/tasks/calendar/feed")) {
            Answer refused = reader.post(path, Map.of());
            assertThat(refused.status()).as(path).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("access.token-reads-only");
        }
        assertThat(reader.delete("/api/v1/tokens/current").status()).isEqualTo(204);
        assertThat(nobody().post("/api/v1/tokens", Map.of("username", worker, "password", PASSWORD, "scope", "SOME"))
                        .status())
                .isEqualTo(422);
    }
}
