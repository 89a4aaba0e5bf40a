package org.akoma.followup;

import java.time.LocalDate;
import java.util.UUID;
import org.akoma.cases.CaseFile;

/** A child said what it thinks of a visit. Published inside the transaction that keeps it. @param on the day of the visit */
record ChildAnswered(CaseFile file, LocalDate on, UUID takenBy, VisitFeedback said) {}
