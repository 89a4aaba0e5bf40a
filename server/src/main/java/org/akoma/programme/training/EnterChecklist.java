package org.akoma.programme.training;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.forms.Questions;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * The field checklist of somebody who was trained; sent again for the same occasion it is a correction.
 *
 * @param points where the ten items are not known
 */
@InputForm(name = "training.checklist", labels = "training.checklist")
public record EnterChecklist(
        @Field(list = "training-occasion", as = Field.Widget.RADIOS)
        FieldChecklist.Occasion occasion,

        LocalDate observedOn,

        @Field(sealed = true, hint = "training.checklist.observer.hint") @Size(max = Form.SHORT_TEXT) @Nullable
        String observer,

        @Questions(of = "training-item", list = "training-item-answer")
        Map<FieldChecklist.Item, FieldChecklist.Answer> items,

        @Field(hint = "training.checklist.points.hint") @Min(0) @Max(10) @Nullable
        Integer points)
        implements Checked {

    @Override
    public List<FieldError> wrong() {
        if (items.isEmpty())
            return points == null ? List.of(FieldError.of("points", "training.checklist-empty")) : List.of();
        List<FieldError> missing = Arrays.stream(FieldChecklist.Item.values())
                .filter(item -> !items.containsKey(item))
                .map(item -> FieldError.of(item.name(), "training.item-missing"))
                .toList();
        if (!missing.isEmpty()) return missing;
        List<FieldChecklist.Item> unseen = FieldChecklist.notApplicable(items);
        if (unseen.size() > FieldChecklist.MOST_NOT_APPLICABLE)
            return List.of(FieldError.of(
                    unseen.getLast().name(),
                    "training.little-seen",
                    FieldChecklist.Item.values().length - FieldChecklist.MOST_NOT_APPLICABLE));
        return points == null || points == FieldChecklist.points(items)
                ? List.of()
                : List.of(FieldError.of("points", "training.checklist-adds-up", FieldChecklist.points(items)));
    }

    int score() {
        return points == null ? FieldChecklist.points(items) : points;
    }
}
