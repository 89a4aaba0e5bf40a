package org.akoma.protection.schooling;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.forms.Rows;
import org.jspecify.annotations.Nullable;

/**
 * The days of many children at one institution; each record is taken or refused alone.
 *
 * @param from holds for a record that names no period of its own
 */
@InputForm(name = "assistance.record-attendance-of-many", labels = "school")
record AttendanceOfMany(
        @Nullable LocalDate from,
        @Nullable LocalDate to,

        @Rows(
                most = AttendanceOfMany.MOST,
                labels = "school",
                inherits = {"from", "to"})
        @NotEmpty
        List<Rows.Alone<Days>> records) {

    /** Records of one request. */
    static final int MOST = 1_000;

    private static final int MOST_DAYS = 366;

    /** The days of one child. */
    @InputForm(name = "assistance.record-attendance", labels = "school")
    record Days(
            @Field(example = "AK-001") @Size(max = 20) String child,
            LocalDate from,
            LocalDate to,

            @Field(label = "school.present") @Min(0) @Max(MOST_DAYS) @Nullable
            Integer daysPresent,

            @Field(label = "school.expected") @Min(0) @Max(MOST_DAYS) @Nullable
            Integer daysExpected) {

        RecordAttendance command() {
            return new RecordAttendance(child, from, to, daysPresent, daysExpected);
        }
    }
}
