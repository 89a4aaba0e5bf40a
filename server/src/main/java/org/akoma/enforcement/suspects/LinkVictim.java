package org.akoma.enforcement.suspects;

import jakarta.validation.constraints.Size;
import java.util.Set;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;

/**
 * Say which suspects a victim is linked to, in place of what was said before.
 *
 * @param victim {@code LE-V-07}
 */
public record LinkVictim(String operation, String victim, Set<String> suspects) {

    public LinkVictim {
        suspects = Set.copyOf(suspects);
    }

    /** What people and programs fill in: all suspects to whom the victim is linked; none = to nobody. */
    @InputForm(name = "operations.link-victim", labels = "operations")
    record Input(
            @Field(label = "operations.linked", example = "LE-S-01") @Size(max = Form.SHORT_TEXT)
            Set<String> suspects) {}

    public sealed interface Result {
        record Linked() implements Result {}

        record NotFound() implements Result {}

        record Forbidden() implements Result {}

        record NoSuchSuspect(String code) implements Result {}
    }
}
