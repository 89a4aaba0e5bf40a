package org.akoma.protection.tasks;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one worker carries ({@code requirements.md 2.4, T20}).
 *
 * @param worker user name
 * @param open files that are not closed
 * @param most how many there should be
 * @param late tasks past their last moment, counted to 200
 * @param risks the open files by risk, as the reader's list of the team finds them; null for a past day
 */
record Caseload(
        String worker,
        int open,
        int most,
        int late,
        @Nullable Risks risks) {

    /** Open files that the reader supervises and whose risk the reader sees. */
    record Risks(int high, int medium, int low) {}

    /** Open files that are under none of the three: nobody has judged the risk, or the reader does not see it. */
    public int others() {
        return risks == null ? 0 : open - risks.high() - risks.medium() - risks.low();
    }

    /** The same with the counts by risk; a worker who is not among them has none. */
    Caseload with(Map<String, Risks> all) {
        return new Caseload(worker, open, most, late, all.getOrDefault(worker, new Risks(0, 0, 0)));
    }

    public boolean isOver() {
        return open > most;
    }
}
