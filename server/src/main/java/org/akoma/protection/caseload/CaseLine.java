package org.akoma.protection.caseload;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.akoma.protection.cases.CaseColumn;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.Reader;
import org.jspecify.annotations.Nullable;

/**
 * A file as one line of a list: codes and dates, never a name. What the reader's sections on the file leave out is null.
 *
 * @param worker code in lower case
 * @param organisation code of the owning structure
 * @param urgent the place in the order of urgency; 0 in a list of another order
 * @param reader what the reader holds on this very file
 */
record CaseLine(
        UUID id,
        String code,
        Instant registeredAt,
        CaseFile.@Nullable Status status,
        CaseFile.@Nullable Risk risk,
        @Nullable String sex,
        @Nullable Integer ageAtRescue,
        String country,
        @Nullable String care,
        @Nullable String organisation,
        @Nullable String worker,
        @Nullable LocalDate nextVisitDue,
        @Nullable LocalDate reviewDue,
        @Nullable LocalDate lostSince,
        long urgent,
        Reader reader) {

    /** Days since the visit was due; null when it is not late. */
    @Nullable
    Long daysLate(Clock clock) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (nextVisitDue == null || !open() || !nextVisitDue.isBefore(today)) return null;
        return ChronoUnit.DAYS.between(nextVisitDue, today);
    }

    /** What of the line its reader sees: every column by the section that it belongs to on this very file. */
    CaseLine shown() {
        return new CaseLine(
                id,
                code,
                registeredAt,
                held(CaseColumn.STATUS, status),
                held(CaseColumn.RISK, risk),
                held(CaseColumn.SEX, sex),
                held(CaseColumn.AGE, ageAtRescue),
                country,
                held(CaseColumn.CARE, care),
                organisation,
                worker,
                held(CaseColumn.NEXT_VISIT, nextVisitDue),
                held(CaseColumn.REVIEW, reviewDue),
                held(CaseColumn.LOST, lostSince),
                urgent,
                reader);
    }

    private <T> @Nullable T held(CaseColumn column, @Nullable T value) {
        return column.shownTo(reader) ? value : null;
    }

    /** Whether the file is open; true also when the reader may not see its status. */
    boolean open() {
        return status == null || status.open();
    }
}
