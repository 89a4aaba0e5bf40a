package org.akoma.protection.placement;

import java.time.LocalDate;
import java.util.UUID;
import org.akoma.protection.cases.CaseFile;

/**
 * A child ran away from where it lived, or was taken. Published inside the transaction that ends the stay, as the actor who does it, before the
 * search begins.
 *
 * @param day the first day on which the child no longer lived there
 */
public record ChildMissing(CaseFile file, LeavePlace.Reason reason, LocalDate day, UUID recordedBy) {}
