package org.akoma.protection.assessment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;

/**
 * The plan in force was looked through with the child and stays (T8): what changed for each of its goals.
 *
 * @param risk of the child at that moment; at high risk it counts once a supervisor confirmed it
 * @param confirmedAt null while it waits, where it was refused, and where the risk asks for no second person
 */
public record PlanReview(
        UUID id,
        UUID plan,
        Instant at,
        UUID by,
        CaseFile.Risk risk,
        SealedText words,
        @Nullable Instant confirmedAt,
        @Nullable UUID confirmedBy) {

    static final String SEAL_CONTEXT = "cases.plan_review";

    /** What changed, by the id of the goal. Sealed. */
    public record SealedText(Map<UUID, String> changed) {
        public SealedText {
            changed = Map.copyOf(changed);
        }
    }

    /** Whether it puts on the next one by itself. */
    public boolean counts() {
        return risk != CaseFile.Risk.HIGH || confirmedAt != null;
    }

    /** Goals that were looked at, as the plan orders them. */
    public List<PlanGoal> of(List<PlanGoal> goals) {
        return goals.stream()
                .filter(goal -> words.changed().containsKey(goal.id()))
                .toList();
    }
}
