package org.akoma.protection.overview;

import jakarta.validation.constraints.Size;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/**
 * A supervisor gives the file to another worker of the same structure.
 *
 * @param worker code, such as {@code SW-02}
 */
@InputForm(name = "cases.assign-case", labels = "cases.assign")
public record AssignCase(
        @Field(example = "SW-02") @Size(max = 40) String worker) {

    /** What the database answers. ELSEWHERE: the worker is of another structure, which gets a file only by a transfer. */
    enum Hands {
        DONE,
        FORBIDDEN,
        NO_WORKER,
        ELSEWHERE,
        ALREADY,
        SUPERVISES
    }

    /**
     * @param files how many open files the worker has now
     * @param tooMany more than T20 allows: a warning, never a bar
     */
    public record Assigned(String worker, long files, boolean tooMany) {}
}
