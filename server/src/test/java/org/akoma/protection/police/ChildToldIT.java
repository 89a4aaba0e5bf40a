package org.akoma.protection.police;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.junit.jupiter.api.Test;

/** The child hears what the police were given, and the file says so (requirements.md 8.2). */
class ChildToldIT extends PoliceRequestHouse {

    private Answer tell(Actor by, String number, Map<String, Object> said) {
        Map<String, Object> body = new HashMap<>(said);
        body.putIfAbsent("id", Ids.next().toString());
        body.putIfAbsent("words", "Les policiers connaissent ton nom, rien d’autre");
        return api(by.username()).post(at("/" + id(number) + "/telling"), body);
    }

    private String due(String kind) {
        return api(worker.username()).get("/api/v1/tasks?kind=" + kind).body();
    }

    @Test
    void theWorkerIsAskedToTellTheChild() {
        consent("GIVEN");
        String number = asked("NAME");
        assertThat(tell(worker, number, Map.of("said", "TOLD", "onDay", "2015-11-16"))
                        .body())
                .contains("disclosure.not-given");
        assertThat(supervisorSays(supervisor, number, "AGREE").status()).isEqualTo(200);
        assertThat(custodianSays(custodian, number, true).status()).isEqualTo(200);
        assertThat(due("disclosure.tell-child")).contains(code);
        assertThat(tell(worker, number, Map.of("said", "TOLD", "onDay", "2015-11-15"))
                        .body())
                .contains("disclosure.told-day");
        Answer told = tell(worker, number, Map.of("said", "TOLD", "onDay", "2015-11-16"));
        assertThat(told.status()).as(told.body()).isEqualTo(200);
        assertThat(due("disclosure.tell-child")).doesNotContain(code);
        assertThat(browser(worker.username())
                        .get("/cases/" + code + "/police?lang=fr")
                        .body())
                .contains("Les policiers connaissent ton nom");
        assertThat(tell(worker, number, Map.of("said", "TOLD", "onDay", "2015-11-16"))
                        .body())
                .contains("disclosure.told-already");
    }

    @Test
    void askingTheChildIsATask() {
        asked("NAME");
        assertThat(due("disclosure.ask-child")).contains(code);
        consent("GIVEN");
        assertThat(due("disclosure.ask-child")).doesNotContain(code);
    }

    /** That the child is not told yet is confirmed by another person than who says it. */
    @Test
    void notYetIsConfirmedByTheSupervisor() {
        String number = given("NAME");
        assertThat(tell(worker, number, Map.of("said", "NOT_YET", "why", "DANGER", "reviewOn", "2016-03-01"))
                        .body())
                .contains("disclosure.review-day");
        Answer said = tell(worker, number, Map.of("said", "NOT_YET", "why", "DANGER", "reviewOn", "2015-11-30"));
        assertThat(said.status()).as(said.body()).isEqualTo(200);
        String telling = owner("select id from disclosure.telling where request_id = '" + id(number) + "'");
        String confirm = at("/" + id(number) + "/telling/" + telling + "/confirmation");
        assertThat(api(worker.username()).post(confirm, Map.of()).status()).isEqualTo(403);
        assertThat(answer(worker, "select disclosure.confirm_untold('" + telling + "')"))
                .isEqualTo("FORBIDDEN");
        assertThat(refusal(
                        worker,
                        "update disclosure.telling set confirmed_by = '" + supervisor.personId() + "' where id = '"
                                + telling + "'"))
                .contains("permission denied");
        assertThat(api(supervisor.username()).post(confirm, Map.of()).status()).isEqualTo(200);
        assertThat(due("disclosure.tell-child")).as("again on the day").contains(code);
    }

    @Test
    void thePoliceReadNothingOfIt() {
        String number = given("NAME");
        assertThat(tell(worker, number, Map.of("said", "TOLD", "onDay", "2015-11-16"))
                        .status())
                .isEqualTo(200);
        assertThat(refusal(officer, "select * from disclosure.telling")).contains("permission denied");
        assertThat(tell(officer, number, Map.of("said", "TOLD", "onDay", "2015-11-16"))
                        .status())
                .isIn(403, 404);
    }
}
