package org.akoma.protection.tasks;

import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;

/**
 * Put a task off: it leaves one's own list until a day. What is due stays due, and the supervisor goes on seeing it.
 *
 * @param id of the snooze; sent again it changes nothing
 * @param kind and
 * @param item name the task
 * @param reason sealed under the file's key
 */
@InputForm(name = "tasks.snooze-task", labels = "tasks.snooze")
record SnoozeTask(
        UUID id,
        @Field(example = "followup.visit") @Size(max = 80) String kind,
        UUID item,
        LocalDate until,

        @Field(lines = 3, sealed = true, letters = Field.WORD) @Size(max = Form.LONG_TEXT)
        String reason)
        implements Checked {

    /** The kinds of tasks are those that the rooms publish. */
    @Override
    public List<FieldError> wrong() {
        return DueViews.kinds().contains(kind)
                ? List.of()
                : List.of(FieldError.of("kind", "form.choice", String.join(", ", DueViews.kinds())));
    }

    /** Whether this is what was kept under the id. */
    boolean isSame(Snooze kept) {
        return kept.kind().equals(kind)
                && kept.item().equals(item)
                && kept.until().equals(until)
                && reason.equals(kept.reason());
    }
}
