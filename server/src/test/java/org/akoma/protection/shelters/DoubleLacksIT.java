package org.akoma.protection.shelters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.decisions.Decision;
import org.akoma.protection.placement.CareHouse;
import org.akoma.protection.placement.Placement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A file ends as a double only once nothing of the child is lost by it: care that is due, a home, a move that waits. */
class DoubleLacksIT extends CareHouse {

    private Actor otherSupervisor;
    private Actor otherWorker;
    private String family;
    private String first;
    private String second;

    @BeforeEach
    void twoFilesOfOneChild() {
        Organisation other = structure(Organisation.Kind.NGO);
        otherSupervisor = actor(person(Role.CASE_SUPERVISOR, other));
        otherWorker = actor(person(Role.CASE_WORKER, other, null, otherSupervisor.personId()));
        family = newFamilyName();
        first = registered(otherWorker);
        second = registered(worker);
    }

    private void bothSaySame() {
        for (Actor one : List.of(supervisor, otherSupervisor)) {
            var pair = api(one.username())
                    .get("/api/v1/doubles")
                    .json()
                    .path("items")
                    .valueStream()
                    .filter(item -> item.toString().contains(one == supervisor ? second : first))
                    .findFirst()
                    .orElseThrow();
            assertThat(api(one.username())
                            .post(
                                    "/api/v1/doubles/" + pair.path("id").asString() + "/verdict",
                                    Map.of("verdict", "SAME"))
                            .status())
                    .isLessThan(300);
        }
    }

    private String registered(Actor who) {
        Map<String, Object> child = new HashMap<>(
                Map.of("id", Ids.next().toString(), "sex", "F", "age", 12, "country", "CI", "givenNames", "Zeinab"));
        child.put("familyName", family);
        child.put("anyway", true);
        return api(who.username())
                .post("/api/v1/cases", child)
                .json()
                .path("code")
                .asString();
    }

    /** Asked for by the worker of the file that ends. */
    private Answer ends() {
        return api(worker.username()).post("/api/v1/cases/" + second + "/closure", Map.of("code", "DUPLICATE"));
    }

    private void violated(Actor who, String code) {
        Answer written = api(who.username())
                .put(
                        "/api/v1/cases/" + code + "/exploitation",
                        Map.of("types", List.of("SexualExploitation"), "words", "Il venait la nuit"),
                        "\"0\"");
        assertThat(written.status()).as(written.body()).isLessThan(300);
    }

    @Test
    void careThatIsDueHereAloneIsNotLost() {
        bothSaySame();
        violated(worker, second);
        assertThat(ends().body()).contains("cases.double-lacks-care");
        violated(otherWorker, first);
        assertThat(ends().body()).doesNotContain("cases.double-lacks-care");
    }

    @Test
    void aHomeThatIsKnownHereAloneIsNotLost() {
        Shelter home = shelter(2, Shelter.SexRule.MIXED);
        done(placements.place(worker, second, stay(home)));
        bothSaySame();
        assertThat(ends().body()).contains("cases.double-lacks-home");
        org.akoma.ground.database.TestDatabase.ownerDoes(
                "insert into cases.placement (id, file_id, kind, shelter_id, country, since, recorded_by, sealed, state)"
                        + " select gen_random_uuid(), (select id from cases.case_file where code = '" + first
                        + "'), kind, shelter_id, country, since, recorded_by, sealed, state from cases.placement where file_id = (select id from cases.case_file where code = '"
                        + second + "')");
        assertThat(ends().body()).doesNotContain("cases.double-lacks-home").contains("cases.double-lacks-consent");
    }

    @Test
    void aMoveThatWaitsHereIsNotLost() {
        Placement wanted = done(placements.place(worker, second, place(Placement.Kind.FOSTER_FAMILY, null, null)));
        bothSaySame();
        assertThat(ends().body()).contains("cases.double-lacks-move");
        Decision waits = waiting("HOME", wanted.id());
        assertThat(api(worker.username())
                        .post("/api/v1/decisions/" + waits.id() + "/withdrawal", Map.of())
                        .status())
                .isLessThan(300);
        Answer ends = ends();
        assertThat(ends.status()).as(ends.body()).isEqualTo(201);
    }
}
