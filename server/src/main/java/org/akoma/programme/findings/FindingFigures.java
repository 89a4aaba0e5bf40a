package org.akoma.programme.findings;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.akoma.programme.findings.Finding.Area;
import org.akoma.programme.findings.Finding.Level;

/** Counts of all missions on a day, for who reads no finding: released findings with what was recommended and answered, and actions by state. */
public record FindingFigures(LocalDate day, List<OfArea> areas, Map<Action.State, Integer> actions) {

    public FindingFigures {
        areas = List.copyOf(areas);
        actions = Map.copyOf(actions);
    }

    /** How many actions stand so. */
    public int of(Action.State state) {
        return actions.getOrDefault(state, 0);
    }

    /** @param recommendations those without an answer among them */
    public record OfArea(
            Area area,
            Level severity,
            int findings,
            int recommendations,
            int accepted,
            int partlyAccepted,
            int rejected) {}
}
