package org.akoma.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.akoma.access.Actor;
import org.akoma.access.Role;
import org.akoma.pages.Task;
import org.akoma.pages.Tasks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A child who was taken or ran away raises an alert, a search and tasks at that moment, by any person who ends the stay ({@code trust.md 4}). */
class MissingChildIT extends CareHouse {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    List<Tasks> rooms;

    private String code;
    private Shelter home;

    @BeforeEach
    void aChildInAShelter() {
        home = shelter(2, Shelter.SexRule.MIXED);
        code = active();
        done(placements.place(worker, code, stay(home)));
    }

    private String address() {
        return "/api/v1/cases/" + code;
    }

    private List<String> kinds(Actor actor) {
        return rooms.stream()
                .flatMap(room -> room.tasksFor(actor, TODAY).stream())
                .map(Task::kind)
                .toList();
    }

    @Test
    void takenAwayByTheWorkersWordRingsTheSupervisor() {
        var end = Map.of("until", "2015-11-16", "reason", "TAKEN_AWAY", "words", "x");
        assertThat(api(worker.username())
                        .post(address() + "/placements/current/end", end)
                        .status())
                .isEqualTo(200);
        assertThat(api(supervisor.username()).get(address() + "/alerts").body())
                .contains("\"MISSING\"")
                .doesNotContain("LOST_TO_FOLLOW_UP");
        assertThat(now(code).lostSince()).isEqualTo(TODAY);
        assertThat(api(worker.username()).get(address() + "/search").body()).contains("FLAGGED");
        assertThat(kinds(supervisor)).contains("followup.alert-acknowledge");
        assertThat(kinds(worker)).contains("cases.search");
        assertThat(browser(supervisor.username())
                        .get("/cases/" + code + "/search")
                        .body())
                .contains("Signaler que l’enfant est perdu de vue");
    }

    @Test
    void ranAwayByTheSheltersWordRingsWorkerAndSupervisor() {
        String manager = person(Role.SHELTER_MANAGER, ngo, home.id(), null);
        var end = Map.of("until", "2015-11-16", "reason", "RAN_AWAY", "words", "Parti dans la nuit");
        assertThat(api(manager).post(address() + "/placements/current/end", end).status())
                .isEqualTo(200);
        assertThat(api(manager).get(address()).status()).isEqualTo(404);
        assertThat(api(supervisor.username()).get(address() + "/alerts").body()).contains("\"MISSING\"");
        assertThat(now(code).lostSince()).isEqualTo(TODAY);
        assertThat(api(worker.username()).get(address() + "/search").body()).contains("Parti dans la nuit");
        assertThat(kinds(supervisor)).contains("followup.alert-acknowledge");
        assertThat(kinds(worker)).contains("cases.search");
    }

    @Test
    void onThePageItLeadsToTheSearchThatHasBegun() {
        var page = browser(worker.username());
        var left = page.post(
                "/cases/" + code + "/placement/end", "until", "2015-11-16", "reason", "RAN_AWAY", "words", "Nuit");
        assertThat(left.status()).isEqualTo(303);
        assertThat(page.get(left.location()).body()).contains("Une alerte est donnée");
    }

    @Test
    void aStayThatBrokeDownRaisesNone() {
        done(placements.end(worker, code, new LeavePlace(TODAY, LeavePlace.Reason.BROKE_DOWN, "Fini")));
        assertThat(now(code).lostSince()).isNull();
        assertThat(kinds(supervisor)).doesNotContain("followup.alert-acknowledge");
    }

    @Test
    void noLoginWritesItWithoutAnAlert() {
        String end =
                "update cases.placement set state = 'ENDED', until = date '2015-11-16', end_reason = 'TAKEN_AWAY', version = version + 1"
                        + " where file_id = (select id from cases.case_file where code = '" + code + "')";
        assertThatThrownBy(() -> entry.doAs(worker, () -> jdbc.sql(end).update()))
                .hasStackTraceContaining("followup.missing-not-told");
    }
}
