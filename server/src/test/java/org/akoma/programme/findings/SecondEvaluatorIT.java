package org.akoma.programme.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.LoginSql;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Nobody alone takes the evaluator off who refuses a release; the refusal is told until that person, or a new one, agrees (trust.md 2). */
class SecondEvaluatorIT extends MissionHouse {

    private void refused() {
        found();
        done(200, api(lead).post(mission + "/release", Map.of()));
        done(200, verdict(other, false));
    }

    private String straight() {
        return "update evaluation.team set left_at = access.moment(), left_by = access.actor() where person_id = '"
                + actor(other).personId() + "'";
    }

    private Answer asked(String who, String member) {
        return api(who).post(mission + "/team/" + member + "/removal-request", Map.of("reason", "Works elsewhere now"));
    }

    private JsonNode shown(String who) {
        return api(who).get(mission).json().path("mission");
    }

    @Test
    void nobodyAloneTakesOffWhoRefused() throws SQLException {
        refused();
        for (String who : List.of(lead, manager)) {
            Answer alone = api(who).delete(mission + "/team/" + other);
            assertThat(alone.status()).as(who).isEqualTo(422);
            assertThat(alone.body()).contains("evaluation.second-stays");
            assertThat(LoginSql.refusal(actor(who), clock.instant(), straight()))
                    .as(who)
                    .contains("evaluation.second-stays");
        }
        assertThat(LoginSql.refusal(
                        actor(custodian),
                        clock.instant(),
                        straight().replace(" where", ", left_why = 'I say so' where")))
                .as("nobody asked the data protection officer")
                .contains("evaluation.second-stays");
        assertThat(
                        LoginSql.refusal(
                                actor(manager),
                                clock.instant(),
                                "insert into evaluation.team (mission_id, account, left_at) values (gen_random_uuid(), 'X', now())"))
                .contains("permission denied");
        assertThat(asked(manager, lead).status()).as("who leads stays").isEqualTo(404);
        String account = other.toUpperCase(Locale.ROOT);
        assertThat(browser(manager)
                        .get("/evaluations/" + code + "/team/" + account + "/removal-request")
                        .body())
                .contains("Retirer " + account + " de l’équipe");
        done(202, asked(manager, other));
        assertThat(asked(manager, other).body()).as("it waits").contains("evaluation.removal-waits");
        assertThat(asked(lead, other).body()).as("for all of the team").contains("evaluation.removal-waits");
        String team = "/evaluations/" + code;
        String form = team + "/team/" + other.toUpperCase(Locale.ROOT) + "/removal-request";
        for (String who : List.of(manager, lead)) {
            assertThat(browser(who).get(team).body())
                    .contains("demandé le 16 novembre 2015", "le délégué à la protection des données décide")
                    .doesNotContain(form);
            assertThat(browser(who).get(form).location()).isEqualTo(team);
        }
        assertThat(browser(other).get(team).body()).as("not to them").doesNotContain("demandé le 16 novembre 2015");
        String request = request(custodian, "");
        assertThat(verdict(manager, request, true).status()).isIn(403, 404);
        assertThat(api(custodian).get("/api/v1/decisions/" + request).body()).contains("Works elsewhere now");
        assertThat(shown(lead).path("team").toString()).as("it waits").containsIgnoringCase(other);
        done(200, verdict(custodian, request, true));
        assertThat(shown(lead).path("team").toString()).doesNotContainIgnoringCase(other);
        assertThat(owner("select left_why from evaluation.team where person_id = '"
                        + actor(other).personId() + "'"))
                .containsExactly("Works elsewhere now");
        String board = "/evaluations/" + code + "/findings";
        String said = other.toUpperCase(Locale.ROOT) + " a refusé la diffusion";
        assertThat(browser(lead).get(board).body()).as("before it is released").contains(said);
        done(200, api(lead).post(mission + "/release", Map.of()));
        assertThat(shown(manager).path("releaseRefused").path("by").asString()).isEqualToIgnoringCase(other);
        assertThat(browser(manager).get(board).body()).as("and after").contains(said);
    }

    @Test
    void whoWasTakenOffIsAddedAgainAndTheirYesEndsTheRefusal() {
        refused();
        done(202, asked(lead, other));
        done(200, verdict(custodian, true));
        done(200, api(lead).post(mission + "/team", Map.of("account", other)));
        assertThat(shown(lead).path("team").toString()).containsIgnoringCase(other);
        done(200, api(lead).post(mission + "/release", Map.of()));
        assertThat(shown(lead).path("releaseRefused").path("by").asString()).isEqualToIgnoringCase(other);
        done(200, verdict(other, true));
        assertThat(shown(lead).path("releaseRefused").isNull()).isTrue();
    }

    @Test
    void aYesOfWhoWasThereAllAlongEndsNoRefusal() {
        String third = person(org.akoma.ground.access.Role.EVALUATOR, iom);
        done(200, api(lead).post(mission + "/team", Map.of("account", third)));
        refused();
        done(202, asked(lead, other));
        done(200, verdict(custodian, true));
        done(200, api(lead).post(mission + "/release", Map.of()));
        done(200, verdict(third, true));
        assertThat(shown(lead).path("releaseRefused").path("by").asString()).isEqualToIgnoringCase(other);
    }

    @Test
    void aChangeOfThePlanEndsTheRequestForRelease() {
        found();
        done(200, api(lead).post(mission + "/release", Map.of()));
        String request = request(other, "");
        Map<String, Object> plan =
                Map.of("kind", "MISSION", "town", "Soubre", "firstDay", "2015-11-17", "lastDay", "2015-11-18");
        done(
                200,
                api(lead).put(mission, plan, "\"" + shown(lead).path("version").asInt() + "\""));
        assertThat(api(other).get("/api/v1/decisions").body()).doesNotContain(request);
        assertThat(verdict(other, request, true).status())
                .as("nobody agrees to it")
                .isBetween(404, 409);
        done(200, api(lead).post(mission + "/release", Map.of()));
        done(200, verdict(other, true));
    }

    @Test
    void oneLeavesByOneselfAndTheManagementIsTakenOffByTheTeam() {
        done(200, api(lead).delete(mission + "/team/" + manager));
        done(200, api(other).delete(mission + "/team/" + other));
        assertThat(shown(lead).path("team")).hasSize(1);
    }
}
