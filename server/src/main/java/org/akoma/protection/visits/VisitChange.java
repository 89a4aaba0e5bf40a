package org.akoma.protection.visits;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.akoma.protection.cases.Differences;
import org.jspecify.annotations.Nullable;

/**
 * A correction of a visit as its page says it: what was written before and what is written since, where they differ.
 *
 * @param eased true when a danger, or a contact of the trafficker, was taken back
 */
record VisitChange(VisitVersion version, List<Line> lines, boolean eased) {

    private static final Map<String, String> LISTS = Map.of(
            "mode", "visit-mode",
            "seen", "visit-seen",
            "notAlone", "visit-not-alone",
            "school", "visit-school",
            "safety", "visit-safety");

    VisitChange {
        lines = List.copyOf(lines);
    }

    /**
     * @param field as {@code followup.visit.<field>} names it
     * @param list that its codes are of; null = it has none
     */
    public record Line(
            String field,
            @Nullable String list,
            @Nullable Object before,
            @Nullable Object after) {}

    /**
     * @param now what the visit says today
     * @param earlier what it said before, newest first
     */
    static List<VisitChange> of(@Nullable Visit now, List<VisitVersion> earlier) {
        List<VisitChange> changes = new ArrayList<>();
        Visit.Done done = now == null ? null : now.done();
        if (now == null || done == null) return changes;
        Map<String, @Nullable Object> after = VisitVersion.fields(done, now.words());
        for (VisitVersion version : earlier) {
            Map<String, @Nullable Object> before =
                    VisitVersion.fields(version.said().done(), version.said().words());
            changes.add(between(version, before, after));
            after = before;
        }
        return changes;
    }

    private static VisitChange between(
            VisitVersion version, Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
        List<Line> lines = Differences.between(before, after).stream()
                .map(field -> new Line(field, LISTS.get(field), before.get(field), after.get(field)))
                .toList();
        boolean eased = lines.stream().anyMatch(VisitChange::isEased);
        return new VisitChange(version, lines, eased);
    }

    private static boolean isEased(Line line) {
        return line.before() == VisitDone.Safety.DANGER
                || line.field().equals("traffickerContact") && Boolean.TRUE.equals(line.before());
    }
}
