package org.akoma.programme.training;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.ground.forms.InputForm;

/** One form of the end of a session, typed from paper: five answers from 1 to 5, and nothing of who filled it in. */
@InputForm(name = "training.end-form", labels = "training.reaction")
record EnterEndForm(
        UUID id,
        @Min(1) @Max(5) Integer useful,
        @Min(1) @Max(5) Integer clear,
        @Min(1) @Max(5) Integer trainers,
        @Min(1) @Max(5) Integer practice,
        @Min(1) @Max(5) Integer will) {

    /** In the order of the form. */
    List<Integer> answers() {
        return Stream.of(useful, clear, trainers, practice, will).toList();
    }
}
