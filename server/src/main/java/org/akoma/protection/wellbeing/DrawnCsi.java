package org.akoma.protection.wellbeing;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An index that was drawn to be made by a second person as well ({@code requirements.md 4.1}), for their agreement.
 *
 * @param ratedBy null as long as nobody else made one
 * @param compared factors that both could judge
 * @param same of these, at the same level
 */
record DrawnCsi(LocalDate on, UUID assessor, @Nullable UUID ratedBy, int compared, int same) {

    /** Days within which the second one counts; the database asks the same. */
    static final int DAYS = 7;

    /** Whether a second person is still asked for on this day. */
    public boolean asks(LocalDate today) {
        return ratedBy == null && !today.isAfter(on.plusDays(DAYS));
    }

    public LocalDate until() {
        return on.plusDays(DAYS);
    }
}
