package org.akoma.protection.assistance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.protection.assessment.Plan;
import org.akoma.protection.assessment.PlanGoal;
import org.akoma.protection.assessment.Plans;
import org.akoma.protection.cases.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which goal of the child's plan a service serves, as pages offer and name it. */
@Component
class ServedGoals {

    private final Plans plans;

    ServedGoals(Plans plans) {
        this.plans = plans;
    }

    /**
     * Goals by id, each as its plan words it: those of the plan in force that still count. Empty for who may not read plans; the
     * reading is journalled.
     *
     * @param chosen the goal that the service serves already, which stays to be chosen whatever became of it
     */
    Map<String, String> choices(Actor actor, String code, @Nullable UUID chosen) {
        Map<String, String> choices = new LinkedHashMap<>();
        for (Plan plan : all(actor, code)) {
            boolean inForce = plan.status() == Plan.Status.APPROVED;
            for (PlanGoal goal : plan.goals())
                if (goal.id().equals(chosen) || inForce && plan.running().contains(goal))
                    choices.putIfAbsent(goal.id().toString(), goal.words().aim());
        }
        return choices;
    }

    /** The fields of a service with the goal in words. */
    Map<String, @Nullable Object> named(Actor actor, String code, ChangeService service) {
        Map<String, @Nullable Object> fields = service.fields();
        UUID goal = service.goalId();
        if (goal != null) fields.put("goal", choices(actor, code, goal).get(goal.toString()));
        return fields;
    }

    private List<Plan> all(Actor actor, String code) {
        return plans.of(actor, code) instanceof Outcome.Done<List<Plan>>(var found) ? found : List.of();
    }
}
