package org.akoma.protection.wellbeing;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;

/**
 * Score the risk of a child being trafficked again, under an id that the caller made.
 *
 * @param points of the items that are known
 * @param risk the level asked for on the file; null leaves it unchanged
 * @param reason why; needed with {@code risk}
 * @param safetyPlan needed when the level is to be HIGH
 */
public record ScoreRisk(
        UUID id,
        LocalDate on,
        Map<RiskItem, Integer> points,
        boolean asksProtection,
        CaseFile.@Nullable Risk risk,
        @Nullable String reason,
        @Nullable String safetyPlan) {

    public ScoreRisk {
        points = Map.copyOf(points);
    }
}
