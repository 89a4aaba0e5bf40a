package org.akoma.protection.schooling;

import java.time.LocalDate;
import org.akoma.protection.overview.FollowupFigures;
import org.springframework.stereotype.Component;

/** How many of the enrolled children come regularly: the block {@code attendance} of the summary of follow-up. */
@Component
class AttendanceBlock implements FollowupFigures {

    private final Attendances attendances;

    AttendanceBlock(Attendances attendances) {
        this.attendances = attendances;
    }

    @Override
    public String block() {
        return "attendance";
    }

    @Override
    public Object asOf(LocalDate day) {
        return attendances.figures(day);
    }
}
