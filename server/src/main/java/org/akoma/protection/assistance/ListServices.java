package org.akoma.protection.assistance;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question for services, the last planned first.
 *
 * @param state null = any
 * @param waiting true: only those that nobody has agreed to and that go on
 */
record ListServices(
        Service.@Nullable State state,
        boolean waiting,
        int limit,
        @Nullable Place after) {

    static final int MOST = 200;

    /** Where the page before ended. */
    record Place(Instant plannedAt, UUID id) {}

    /**
     * One service, without text about the child. A shelter as provider is left out, since only the file says where a child is. For people who
     * only budget the provider is left out and each date is the first of its month.
     */
    public record Line(
            UUID id,
            String caseCode,
            String code,
            Service.State state,
            @Nullable String provider,
            @Nullable String worker,
            Instant plannedAt,
            @Nullable LocalDate fromOn,
            @Nullable LocalDate untilOn,
            @Nullable Instant dueAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String approvedBy,
            @Nullable String reason,
            boolean own,
            int version) {

        public YearMonth plannedIn() {
            return YearMonth.from(plannedAt.atOffset(ZoneOffset.UTC));
        }

        public boolean waits() {
            return approvedBy == null && state.open();
        }
    }

    /** @param next null = there are no more */
    record Page(List<Line> items, @Nullable String next) {}

    ListServices first(int most) {
        return new ListServices(state, waiting, most, null);
    }
}
