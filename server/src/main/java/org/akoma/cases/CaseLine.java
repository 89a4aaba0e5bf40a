package org.akoma.cases;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file as one line of a list: codes and dates, never a name. What the reader's roles leave out is null.
 *
 * @param worker code in lower case
 * @param organisation code of the owning structure
 */
public record CaseLine(
        UUID id,
        String code,
        Instant registeredAt,
        CaseFile.Status status,
        CaseFile.@Nullable Risk risk,
        @Nullable String sex,
        @Nullable Integer ageAtRescue,
        String country,
        @Nullable String care,
        @Nullable String organisation,
        @Nullable String worker,
        @Nullable LocalDate nextVisitDue,
        @Nullable LocalDate reviewDue,
        @Nullable LocalDate lostSince) {

    /** Days since the visit was due; null when it is not late. */
    @Nullable
    Long daysLate(Clock clock) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (nextVisitDue == null || !status.open() || !nextVisitDue.isBefore(today)) return null;
        return ChronoUnit.DAYS.between(nextVisitDue, today);
    }

    /** For a reader with oversight of all files: who the child is does not show, not even their sex and age. */
    CaseLine overseen() {
        return new CaseLine(
                id,
                code,
                registeredAt,
                status,
                risk,
                null,
                null,
                country,
                null,
                organisation,
                worker,
                null,
                null,
                null);
    }

    /** For a shelter or a provider: whom they look after, not how the case stands ({@code requirements.md 9}, "m"). */
    CaseLine least() {
        return new CaseLine(
                id,
                code,
                registeredAt,
                status,
                null,
                sex,
                ageAtRescue,
                country,
                care,
                organisation,
                worker,
                null,
                null,
                null);
    }
}
