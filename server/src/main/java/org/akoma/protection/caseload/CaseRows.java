package org.akoma.protection.caseload;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.protection.cases.CaseColumn;
import org.jspecify.annotations.Nullable;

/** The lines of a list of files, as a page draws them. */
final class CaseRows {

    private CaseRows() {}

    /**
     * @param late days since the visit was due; null when it is not late
     * @param alarm whether the child is in danger, by an open alert that the reader follows or supervises
     * @param proposed whether high risk is proposed and no supervisor has decided
     * @param shown the names of the columns that the reader holds on this file
     */
    record Row(CaseLine line, @Nullable Long late, boolean open, boolean alarm, boolean proposed, Set<String> shown) {
        public boolean shows(String column) {
            return shown.contains(column);
        }
    }

    static List<Row> of(List<CaseLine> lines, Clock clock) {
        return of(lines, Set.of(), Set.of(), clock);
    }

    /**
     * @param alarmed files whose child is in danger
     * @param high files whose risk is proposed to be high
     */
    static List<Row> of(List<CaseLine> lines, Set<UUID> alarmed, Set<UUID> high, Clock clock) {
        return lines.stream()
                .map(line -> new Row(
                        line,
                        line.daysLate(clock),
                        line.open(),
                        alarmed.contains(line.id()),
                        high.contains(line.id()),
                        columns(List.of(line))))
                .toList();
    }

    /** The columns that at least one of these lines shows, by their names; the others are no columns of this list. */
    static Set<String> columns(List<CaseLine> lines) {
        return Arrays.stream(CaseColumn.values())
                .filter(column -> lines.stream().anyMatch(line -> column.shownTo(line.reader())))
                .map(Enum::name)
                .collect(Collectors.toSet());
    }
}
