package org.akoma.protection.alerts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Alerts of one structure that nobody took on in time, for the project manager, who calls: neither a name nor the kind of danger, and no word of what is written.
 *
 * @param leads user names of those who are to take them on; deputies come after them
 */
record Untaken(String organisation, List<String> leads, List<String> deputies, List<Line> lines) {

    /** @param withinHour whether it had to be taken on within an hour */
    record Line(String code, boolean withinHour, Instant since) {}

    /** Who is called about an alert. */
    record Called(String organisation, List<String> leads, List<String> deputies) {}

    /** An alert, and who is called about it. */
    record Found(Called called, Line line) {}

    /** Those about which the same people are called come together, where the most urgent of them is. */
    static List<Untaken> together(Collection<Found> mostUrgentFirst) {
        Map<Called, List<Line>> all = new LinkedHashMap<>();
        mostUrgentFirst.forEach(one ->
                all.computeIfAbsent(one.called(), any -> new ArrayList<>()).add(one.line()));
        return all.entrySet().stream()
                .map(one -> new Untaken(
                        one.getKey().organisation(),
                        one.getKey().leads(),
                        one.getKey().deputies(),
                        one.getValue()))
                .toList();
    }
}
