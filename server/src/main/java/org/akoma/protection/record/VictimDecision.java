package org.akoma.protection.record;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.akoma.protection.cases.CaseFile;

/**
 * What the child is held to be, who decided and why ({@code requirements.md 1.2, 2.1 step 5}).
 *
 * @param status never PRESUMED_VICTIM: that is what everybody is until somebody decides
 * @param organisation code of {@code vic_TraffickingStatusDecisionMakingOrg}
 * @param reason sealed
 */
public record VictimDecision(
        UUID id,
        CaseFile.VictimStatus status,
        String organisation,
        LocalDate decidedOn,
        String reason,
        UUID recordedBy,
        Instant recordedAt) {}
