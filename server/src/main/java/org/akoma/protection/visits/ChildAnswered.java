package org.akoma.protection.visits;

import java.time.LocalDate;
import java.util.UUID;
import org.akoma.protection.cases.CaseFile;

/**
 * A child said what it thinks of a visit. Published inside the transaction that keeps it.
 *
 * @param on the day of the visit
 */
public record ChildAnswered(CaseFile file, LocalDate on, UUID takenBy, VisitFeedback said) {}
