package org.akoma.programme.training;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.forms.Rows;

/** How the practical part ended, of several people. */
@InputForm(name = "training.practicals", labels = "training.practical")
public record EnterPracticals(
        @Rows(most = TickAttendance.MOST, labels = "training.practical", blank = "practical") @NotEmpty
        List<Tried> people) {

    /** @param participant code */
    @InputForm(name = "training.tried", labels = "training.practical")
    public record Tried(
            @Field(example = "TR-CI-1-001") @Size(max = 40) String participant,
            @Field(list = "training-practical") Participant.Practical practical) {}
}
