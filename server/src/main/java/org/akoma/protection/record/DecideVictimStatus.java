package org.akoma.protection.record;

import java.time.LocalDate;
import java.util.UUID;
import org.akoma.protection.cases.CaseFile;

/** A supervisor records what was decided on the child's status. @param organisation see {@link VictimDecision} */
public record DecideVictimStatus(
        UUID id, CaseFile.VictimStatus status, String organisation, LocalDate decidedOn, String reason) {

    /** Presume a victim until shown otherwise; a decision may be corrected by another, never taken back to presumption. */
    static boolean mayFollow(CaseFile.VictimStatus now, CaseFile.VictimStatus wanted) {
        return wanted != CaseFile.VictimStatus.PRESUMED_VICTIM && wanted != now;
    }
}
