package org.akoma.programme.training;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.forms.Rows;

/** Who came on one day of a session. A row without an answer leaves what is recorded. */
@InputForm(name = "training.attendance", labels = "training.attendance")
public record TickAttendance(
        LocalDate day,

        @Rows(most = TickAttendance.MOST, labels = "training.attendance") @NotEmpty
        List<Presence> people) {

    /** Rows of one request: a session has no more places. */
    static final int MOST = 1_000;

    /** @param participant code */
    @InputForm(name = "training.presence", labels = "training.attendance")
    public record Presence(
            @Field(example = "TR-CI-1-001") @Size(max = 40) String participant, boolean present) {}
}
