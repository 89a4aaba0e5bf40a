package org.akoma.protection.wellbeing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;

/**
 * How great the danger is that a child is trafficked again ({@code requirements.md 4.5}, a proposal that needs validation by professionals). It
 * proposes a level and an interval of visits, and decides nothing.
 *
 * @param points of the items that are known, 0 to 3
 * @param csiExploited factor 3A was at 1 in the newest index then
 * @param twoMissed the last two visits were missed, and nobody has seen the child since
 * @param decided the level that was asked for on the file; null when it was left unchanged
 */
public record RiskScore(
        UUID id,
        LocalDate on,
        Instant recordedAt,
        UUID scoredBy,
        Map<RiskItem, Integer> points,
        boolean asksProtection,
        boolean csiExploited,
        boolean twoMissed,
        CaseFile.Risk proposed,
        CaseFile.@Nullable Risk decided,
        SealedText words) {

    public RiskScore {
        points = Map.copyOf(points);
    }

    /** Sealed. */
    public record SealedText(@Nullable String reason) {}

    /** Why the level is high whatever the points are. */
    public enum Override {
        DECISIVE_ITEM,
        CSI_EXPLOITED,
        TWO_MISSED,
        ASKS_PROTECTION
    }

    /** 0 to 30; what is missing counts 2 each. */
    public int sum() {
        int sum = 0;
        for (RiskItem item : RiskItem.values()) sum += points.getOrDefault(item, RiskItem.MISSING);
        return sum;
    }

    public List<RiskItem> missing() {
        List<RiskItem> missing = new ArrayList<>();
        for (RiskItem item : RiskItem.values()) if (!points.containsKey(item)) missing.add(item);
        return missing;
    }

    public List<Override> overrides() {
        List<Override> found = new ArrayList<>();
        if (points.entrySet().stream().anyMatch(e -> e.getKey().decisive() && e.getValue() == 3))
            found.add(Override.DECISIVE_ITEM);
        if (csiExploited) found.add(Override.CSI_EXPLOITED);
        if (twoMissed) found.add(Override.TWO_MISSED);
        if (asksProtection) found.add(Override.ASKS_PROTECTION);
        return found;
    }

    /** The child asks to be protected, or lives where the family took part or the suspect is near. */
    public boolean tellsOfDanger() {
        return asksProtection
                || Integer.valueOf(3).equals(points.get(RiskItem.FAMILY_ROLE))
                || Integer.valueOf(3).equals(points.get(RiskItem.SUSPECT_TIED));
    }

    /** The level by points alone: 0–7 LOW, 8–15 MEDIUM, 16–30 HIGH by default. */
    static CaseFile.Risk band(int sum, Policies policies) {
        if (sum >= policies.count("retrafficking.high.min")) return CaseFile.Risk.HIGH;
        return sum >= policies.count("retrafficking.medium.min") ? CaseFile.Risk.MEDIUM : CaseFile.Risk.LOW;
    }

    RiskScore proposing(Policies policies) {
        CaseFile.Risk level = overrides().isEmpty() ? band(sum(), policies) : CaseFile.Risk.HIGH;
        return new RiskScore(
                id, on, recordedAt, scoredBy, points, asksProtection, csiExploited, twoMissed, level, decided, words);
    }
}
