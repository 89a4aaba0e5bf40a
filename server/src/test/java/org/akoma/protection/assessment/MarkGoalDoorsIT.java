package org.akoma.protection.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Visit;
import org.akoma.ground.forms.BothDoors;
import org.akoma.protection.placement.CareHouse;
import org.junit.jupiter.api.Test;

/** The result of a goal: it names the version of the goal at both doors, and an overtaken one is refused and keeps what was typed. */
class MarkGoalDoorsIT extends CareHouse {

    @Test
    void whoeverIsOvertakenIsRefusedAtBothDoors() {
        String code = active();
        PlanGoal goal = done(plans.of(worker, code)).getFirst().goals().getFirst();
        String page = "/cases/" + code + "/plan";
        String form = page + "/goals/" + goal.id();
        String address = "/api/v1/cases/" + code + "/plans/goals/" + goal.id();
        Caller program = api(worker.username());
        Visit visit = browser(worker.username());
        assertThat(Visit.versionOf(visit.get(page), form)).isEqualTo(1);

        assertThat(program.put(address, Map.of("met", "MET"), null).status()).isEqualTo(428);
        assertThat(visit.post(form, "met", "MET").status()).isEqualTo(409);
        assertThat(program.put(address, Map.of("met", "NOT_MET"), "1").status()).isEqualTo(200);

        assertThat(program.put(address, Map.of("met", "MET"), "1").status()).isEqualTo(409);
        Answer shown = visit.post(form, "version", "1", "met", "DROPPED", "reason", "La place est prise");
        assertThat(shown.status()).isEqualTo(409);
        assertThat(shown.body()).contains("La place est prise").containsPattern("value=\"DROPPED\"[^>]*selected");
        assertThat(done(plans.of(worker, code)).getFirst().goals().getFirst().met())
                .isEqualTo(PlanGoal.Met.NOT_MET);

        assertThat(Visit.versionOf(shown, form)).isEqualTo(2);
        assertThat(visit.post(form, "version", "2", "met", "MET").status()).isEqualTo(303);
        assertThat(program.put(address, Map.of("met", "MET"), "1").status())
                .as("the same step again is no conflict")
                .isEqualTo(200);
    }

    @Test
    void theSameMistakesHaveTheSameErrors() {
        String code = active();
        PlanGoal goal = done(plans.of(worker, code)).getFirst().goals().getFirst();
        Map<String, String> wrong = Map.of("met", "PERHAPS", "reason", "?");
        Answer shown = browser(worker.username())
                .post("/cases/" + code + "/plan/goals/" + goal.id(), "version", "1", "met", "PERHAPS", "reason", "?");
        Answer sent = api(worker.username()).put("/api/v1/cases/" + code + "/plans/goals/" + goal.id(), wrong, "1");
        assertThat(shown.status()).isEqualTo(sent.status()).isEqualTo(422);
        assertThat(BothDoors.onThePage(shown)).isEqualTo(BothDoors.inJson(sent)).containsOnlyKeys("met", "reason");
    }
}
