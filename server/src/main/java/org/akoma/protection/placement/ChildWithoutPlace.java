package org.akoma.protection.placement;

import java.time.LocalDate;
import java.util.UUID;
import org.akoma.protection.cases.CaseFile;

/**
 * A child left where it lived, and no other place followed. Published inside the transaction that ends the stay, as the actor who does it.
 *
 * @param day the first day on which the child no longer lived there
 */
public record ChildWithoutPlace(CaseFile file, LocalDate day, UUID recordedBy) {}
