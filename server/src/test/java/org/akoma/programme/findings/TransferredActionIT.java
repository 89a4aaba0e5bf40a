package org.akoma.programme.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An action is transferred by two: who manages asks, somebody of the structure that receives it agrees; what is late stays late (trust.md 2). */
class TransferredActionIT extends MissionHouse {

    private String owner;
    private String receiver;
    private Organisation ministry;

    /** The addresses of the two actions of an accepted recommendation. */
    private List<String> actions() {
        ministry = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        receiver = person(Role.MINISTRY_OFFICER, ministry);
        owner = person(Role.LE_COORDINATOR, structure(Organisation.Kind.LAW_ENFORCEMENT));
        String recommended = recommended(found());
        done(200, api(lead).post(mission + "/release", Map.of()));
        done(200, verdict(other, true));
        done(
                201,
                api(manager)
                        .post(
                                "/api/v1/recommendations/" + recommended + "/responses",
                                Map.of(
                                        "id",
                                        Ids.next(),
                                        "answer",
                                        "ACCEPTED",
                                        "actions",
                                        List.of(
                                                Map.of("words", "Print it", "owner", owner, "dueOn", "2015-11-17"),
                                                Map.of(
                                                        "words",
                                                        "Hand it out",
                                                        "owner",
                                                        owner,
                                                        "dueOn",
                                                        "2015-11-18")))));
        done(200, verdict(custodian, request(custodian, "R-01"), true));
        JsonNode items =
                api(manager).get("/api/v1/actions?evaluation=" + code).json().path("items");
        return List.of(
                "/api/v1/actions/" + items.path(0).path("id").asString(),
                "/api/v1/actions/" + items.path(1).path("id").asString());
    }

    private Answer transfer(String who, String action, Organisation to) {
        return api(who).post(
                        action + "/transfer",
                        Map.of("receiver", "Direction de la protection", "structure", to.code()),
                        "\"1\"");
    }

    private static String idOf(String action) {
        return action.substring(action.lastIndexOf('/') + 1);
    }

    private String straight(String action) {
        return "update evaluation.action set transferred_at = access.moment(), transferred_by = access.actor(), receiver = 'Direction de la protection', receiver_id = '"
                + ministry.id() + "', version = version + 1 where id = '" + idOf(action) + "'";
    }

    private List<String> counted(String day) {
        return owner("select state || ' ' || sum(actions) from evaluation.report_states('" + day
                + "') where mission = '" + code + "' group by state order by 1");
    }

    @Test
    void theReceiverAgreesAndWhatIsLateStaysLate() throws SQLException {
        List<String> actions = actions();
        clock.moveTo(MORNING.plus(Duration.ofDays(5)));
        assertThat(transfer(owner, actions.getFirst(), ministry).status()).isEqualTo(403);
        for (String one : actions) done(202, transfer(manager, one, ministry));
        assertThat(api(lead).post(mission + "/close", Map.of()).fields())
                .as("nobody has agreed")
                .contains("main");
        for (String who : List.of(manager, custodian, owner))
            assertThat(LoginSql.refusal(actor(who), clock.instant(), straight(actions.getFirst())))
                    .as(who)
                    .contains("evaluation.end-not-agreed");
        assertThat(LoginSql.answer(actor(receiver), clock.instant(), straight(actions.getFirst()) + " returning id"))
                .as("who has not agreed writes no row")
                .isNull();
        String request = request(receiver, "AC-01");
        for (String who : List.of(manager, custodian, owner, lead))
            assertThat(verdict(who, request, true).status()).as(who).isIn(403, 404);
        assertThat(api(receiver).get("/api/v1/decisions/" + request).body())
                .contains("Direction de la protection", ministry.code(), "Print it", "OVERDUE");
        assertThat(browser(receiver).get("/decisions/" + request).body()).contains("Direction de la protection");
        done(200, verdict(receiver, request, true));
        JsonNode now = api(manager).get(actions.getFirst()).json();
        assertThat(now.path("state").asString()).isEqualTo("TRANSFERRED");
        assertThat(now.path("late").asBoolean()).isTrue();
        assertThat(counted("2015-11-21")).as("both are overdue").containsExactly("OVERDUE 2");
        assertThat(api(manager)
                        .get("/api/v1/actions?state=OVERDUE&evaluation=" + code)
                        .json()
                        .path("items"))
                .hasSize(2);
        assertThat(browser(manager).get("/actions/" + idOf(actions.getFirst())).body())
                .contains("En retard");
        String mine = "/actions?state=OPEN&owner=" + actor(receiver).code() + "&lang=fr";
        assertThat(browser(receiver).get(mine).body())
                .as("the link of the home page of who carries it on")
                .contains(idOf(actions.getFirst()), "Reprise par Direction de la protection");
        done(200, verdict(receiver, request(receiver, "AC-02"), true));
        done(200, api(lead).post(mission + "/close", Map.of()));
        assertThat(counted("2015-11-21")).as("closed as it is").containsExactly("OVERDUE 2");
        Map<String, String> said = Map.of("doneOn", "2015-11-21", "proof", "The list of that day");
        for (String who : List.of(manager, owner))
            assertThat(api(who).post(actions.getFirst() + "/done", said).status())
                    .as(who)
                    .isEqualTo(403);
        assertThat(api(receiver)
                        .post(
                                actions.getFirst() + "/done",
                                Map.of("doneOn", "2015-11-20", "proof", "The list of that day"))
                        .body())
                .contains("evaluation.done-before-transfer");
        assertThat(browser(receiver).get("/").body()).contains("/actions/" + idOf(actions.getFirst()));
        assertThat(browser(receiver).get("/actions/" + idOf(actions.getFirst())).body())
                .contains("Dire que c’est fait");
        done(202, api(receiver).post(actions.getFirst() + "/done", said));
        assertThat(verdict(receiver, request(custodian, "AC-01"), true).status())
                .isIn(403, 404);
        done(200, verdict(custodian, request(custodian, "AC-01"), true));
        assertThat(counted("2015-11-21")).containsExactly("DONE 1", "OVERDUE 1");
        assertThat(browser(manager).get("/actions/" + idOf(actions.getFirst())).body())
                .contains("Faite après l’échéance de");
    }

    /** Who reads the action reads what is asked of it, to whom it goes, and by whom it is asked; nothing replaces that unread. */
    @Test
    void whatWaitsIsShownAndNotReplaced() {
        String action = actions().getFirst();
        String page = "/actions/" + idOf(action);
        done(202, transfer(manager, action, ministry));
        for (String who : List.of(manager, owner, receiver)) {
            JsonNode asked = api(who).get(action).json().path("asked").path(0);
            assertThat(asked.path("kind").asString()).as(who).isEqualTo("TRANSFER_ACTION");
            assertThat(asked.path("askedBy").asString()).isEqualToIgnoringCase(manager);
            assertThat(asked.path("askedAt").asString()).startsWith("2015-");
            assertThat(asked.path("receiver").asString()).isEqualTo("Direction de la protection");
            assertThat(asked.path("receiverStructure").asString()).isEqualTo(ministry.code());
            assertThat(asked.path("decision").isNull()).as(who).isEqualTo(who.equals(owner));
            assertThat(browser(who).get(page).body())
                    .as(who)
                    .contains("Transfert d’une action du plan", "À Direction de la protection, ", "Par ")
                    .doesNotContain("??", page + "/transfer");
        }
        String second = person(Role.PROJECT_MANAGER, structure(Organisation.Kind.INTERGOVERNMENTAL));
        for (String who : List.of(manager, second)) {
            Answer again = transfer(who, action, ministry);
            assertThat(again.status()).as(who).isEqualTo(422);
            assertThat(again.body()).contains("evaluation.end-asked");
        }
        assertThat(owner("select count(*) from access.decision d where d.subject = '" + idOf(action)
                        + "' and d.kind = 'TRANSFER_ACTION'"))
                .containsExactly("1");
        done(
                200,
                api(manager)
                        .post(
                                "/api/v1/decisions/"
                                        + api(manager)
                                                .get(action)
                                                .json()
                                                .path("waiting")
                                                .asString() + "/withdrawal",
                                Map.of()));
        assertThat(api(owner).get(action).json().path("asked")).isEmpty();
        done(202, transfer(second, action, ministry));
    }

    /** A structure without an account: the name is kept, and who agrees is of another structure than who asks. */
    @Test
    void whereTheReceiverHasNoAccountAnotherStructureAgrees() {
        List<String> actions = actions();
        Organisation without = structure(Organisation.Kind.NGO);
        person(Role.CASE_WORKER, without);
        done(202, transfer(manager, actions.getFirst(), without));
        String request = request(receiver, "AC-01");
        assertThat(verdict(custodian, request, true).status())
                .as("of the structure of who asks")
                .isIn(403, 404);
        done(200, verdict(receiver, request, true));
        assertThat(api(manager).get(actions.getFirst()).json().path("receiver").asString())
                .isEqualTo("Direction de la protection");
    }

    /** In whichever order: once one action is cancelled and the other one transferred, nothing is in the hands of this project, and another response is due. */
    @Test
    void whatIsCancelledAndThenTransferredEndsTheResponse() {
        List<String> actions = actions();
        done(
                202,
                api(manager)
                        .post(actions.getLast() + "/cancellation", Map.of("reason", "Nobody needs the form"), "\"1\""));
        done(200, verdict(custodian, request(custodian, "AC-02"), true));
        assertThat(responses()).containsExactly("f");
        done(202, transfer(manager, actions.getFirst(), ministry));
        done(200, verdict(receiver, request(receiver, "AC-01"), true));
        assertThat(responses()).containsExactly("t");
        assertThat(api(lead).post(mission + "/close", Map.of()).status()).isEqualTo(422);
    }

    private List<String> responses() {
        return owner(
                "select r.ended_at is not null from evaluation.response r join evaluation.recommendation c on c.id = r.recommendation_id join evaluation.mission m on m.id = c.mission_id where m.code = '"
                        + code + "'");
    }

    @Test
    void thePoliceTakeAnActionOver() {
        List<String> actions = actions();
        Organisation police = structure(Organisation.Kind.LAW_ENFORCEMENT);
        String chief = person(Role.LE_COORDINATOR, police);
        done(202, transfer(manager, actions.getFirst(), police));
        assertThat(api(chief)
                        .get("/api/v1/decisions/" + request(chief, "AC-01"))
                        .json()
                        .path("proposedBy")
                        .asString())
                .as("who asks, though of the other side")
                .isEqualToIgnoringCase(manager);
        done(200, verdict(chief, request(chief, "AC-01"), true));
        assertThat(api(manager)
                        .get(actions.getFirst())
                        .json()
                        .path("receiverStructure")
                        .asString())
                .isEqualTo(police.code());
    }
}
