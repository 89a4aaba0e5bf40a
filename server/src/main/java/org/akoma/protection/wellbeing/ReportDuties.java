package org.akoma.protection.wellbeing;

import java.util.UUID;

/** What an index asks of the alert from which a duty to report comes. Implemented by the alerts; all in the caller's transaction. */
public interface ReportDuties {

    /** Whether the alert from which this duty comes was taken on: nobody reports of what no supervisor has read (T16). */
    boolean isRead(CsiAction duty);

    /** The report was recorded under an index: it is recorded on the alert as well. */
    void recordedUnderIndex(CsiAction duty, UUID by, String told);
}
