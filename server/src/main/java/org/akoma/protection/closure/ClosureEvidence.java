package org.akoma.protection.closure;

import java.time.LocalDate;
import java.util.List;
import org.akoma.protection.cases.CaseFile;

/**
 * What another room's records say about closing a file: CSI, attendance, visits, the risk of being trafficked again. A room that keeps
 * such records implements this as a bean; it is asked inside the caller's transaction, so row-level security holds.
 */
public interface ClosureEvidence {

    /** Findings on the criteria that this room knows about; none on others. */
    List<ClosureFinding> about(CaseFile file, LocalDate today);

    /** The alerts about the child that are still open, as codes of {@code alert-type}. */
    default List<String> openAlerts(CaseFile file) {
        return List.of();
    }
}
