package org.akoma.protection.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.people.Provisioning;
import org.akoma.protection.placement.CareHouse;
import org.akoma.protection.shelters.Shelter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a supervisor and a deputy decide over the worker's head is heard by who follows the child, as it is asked and as it is decided. */
class WhoFollowsHearsIT extends CareHouse {

    @Autowired
    Provisioning provisioning;

    private Actor deputy;
    private Actor manager;
    private Shelter home;
    private String code;

    @BeforeEach
    void aChildInAShelter() {
        deputy = actor(person(Role.CASE_SUPERVISOR, structure(Organisation.Kind.NGO)));
        provisioning.deputise(Map.of(ngo.id(), deputy.personId()), BEGINNING);
        code = active();
        home = shelter(2, Shelter.SexRule.MIXED);
        manager = actor(person(Role.SHELTER_MANAGER, ngo, home.id(), null));
        done(placements.place(worker, code, stay(home)));
    }

    @Test
    void aHomeOverTheWorkersHeadRingsWorkerAndShelter() throws SQLException {
        List<Long> before = rung(worker, manager);
        Map<String, Object> family = Map.of(
                "kind",
                "FOSTER_FAMILY",
                "country",
                "CI",
                "since",
                "2015-11-16",
                "reason",
                "BETTER_SUITED",
                "withWhom",
                "x");
        assertThat(api(supervisor.username())
                        .post("/api/v1/cases/" + code + "/placements", family)
                        .status())
                .isEqualTo(201);
        List<Long> asked = rung(worker, manager);
        for (int i = 0; i < 2; i++) assertThat(asked.get(i)).isGreaterThan(before.get(i));
        assertThat(verdict("HOME").status()).isIn(200, 204);
        List<Long> decided = rung(worker, manager);
        for (int i = 0; i < 2; i++) assertThat(decided.get(i)).isGreaterThan(asked.get(i));
    }

    /** The deputy sees what the end of the file is judged by, and is not stuck; who follows the child and who oversees the house hear of it. */
    @Test
    void aDeathIsHeardByAllAndDecidedByTheDeputy() throws SQLException {
        Actor manages = actor(person(Role.PROJECT_MANAGER, ngo));
        Actor protects = actor(person(Role.DATA_PROTECTION_OFFICER, ngo));
        List<Long> before = rung(worker, manages, protects);
        Map<String, Object> asked = new HashMap<>(Map.of("id", Ids.next().toString(), "code", "DEATH"));
        asked.put("details", "Morte à l’hôpital");
        Answer request = api(supervisor.username()).post("/api/v1/cases/" + code + "/closure", asked);
        assertThat(request.status()).as(request.toString()).isEqualTo(201);
        List<Long> now = rung(worker, manages, protects);
        for (int i = 0; i < 3; i++) assertThat(now.get(i)).isGreaterThan(before.get(i));
        Answer verdict = verdict("CLOSURE");
        assertThat(verdict.status()).as(verdict.toString()).isIn(200, 204);
        assertThat(now(code).status()).isEqualTo(CaseFile.Status.CLOSED);
        assertThat(now(code).care()).isNull();
        assertThat(cases.find(manager, code)).isEmpty();
        assertThat(cases.find(deputy, code)).isEmpty();
    }

    private Answer verdict(String kind) {
        String id = api(deputy.username())
                .get("/api/v1/decisions")
                .json()
                .path("waiting")
                .valueStream()
                .filter(one -> one.path("kind").asString().equals(kind)
                        && one.path("about").asString().equals(code))
                .map(one -> one.path("id").asString())
                .findFirst()
                .orElseThrow();
        return api(deputy.username()).post("/api/v1/decisions/" + id + "/verdict", Map.of("agreed", true));
    }

    /** How often each was rung: a ring about the decision that rang before counts again, though it is shown as one line. */
    private List<Long> rung(Actor... all) throws SQLException {
        List<Long> rung = new ArrayList<>();
        for (Actor one : all) rung.add(StraightSql.count(one, clock.instant(), "notices.bell", "true"));
        return rung;
    }
}
