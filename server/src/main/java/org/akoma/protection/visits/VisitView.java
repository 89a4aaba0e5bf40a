package org.akoma.protection.visits;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A visit as JSON.
 *
 * @param state computed for the day asked
 */
record VisitView(
        UUID id,
        Visit.Type type,
        LocalDate plannedOn,
        VisitState state,
        boolean byCalendar,
        int moved,
        @Nullable LocalDate doneOn,
        @Nullable String madeBy,
        @Nullable String partner,
        @Nullable String mode,
        List<String> seen,
        @Nullable Boolean seenAlone,
        @Nullable String notAlone,
        @Nullable String school,
        VisitDone.@Nullable Safety safety,
        @Nullable Boolean traffickerContact,
        @Nullable String place,
        @Nullable String opinion,
        @Nullable String actions,
        @Nullable String missedReason,
        @Nullable Instant reviewedAt,
        @Nullable String reviewedBy,
        int version) {

    static VisitView of(Visit visit, LocalDate day, VisitState.Limits limits, Map<UUID, String> codes) {
        Visit.Done done = visit.done() != null && visit.done().on().isAfter(day) ? null : visit.done();
        return new VisitView(
                visit.id(),
                visit.type(),
                visit.plannedOn(),
                visit.state(day, limits),
                visit.byCalendar(),
                visit.moved(),
                done == null ? null : done.on(),
                done == null || done.madeBy() == null ? null : codes.get(done.madeBy()),
                done == null ? null : done.partner(),
                done == null ? null : done.mode(),
                done == null ? List.of() : done.seen(),
                done == null ? null : Boolean.valueOf(done.seenAlone()),
                done == null ? null : done.notAlone(),
                done == null ? null : done.school(),
                done == null ? null : done.safety(),
                done == null ? null : done.traffickerContact(),
                done == null ? null : visit.words().place(),
                done == null ? null : visit.words().opinion(),
                done == null ? null : visit.words().actions(),
                visit.missedReason(),
                visit.reviewedAt(),
                visit.reviewedBy() == null ? null : codes.get(visit.reviewedBy()),
                visit.version());
    }
}
