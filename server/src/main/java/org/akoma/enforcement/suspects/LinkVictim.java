package org.akoma.enforcement.suspects;

import jakarta.validation.constraints.Size;
import java.util.Set;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * Say which suspects a victim is linked to, in place of what was said before. A link is taken away by who coordinates the operation.
 *
 * @param victim {@code LE-V-07}
 * @param version of the person screened, as it was read; null = whatever it is
 */
public record LinkVictim(
        String operation,
        String victim,
        Set<String> suspects,
        @Nullable Integer version) {

    public LinkVictim {
        suspects = Set.copyOf(suspects);
    }

    /** What people and programs fill in: all suspects to whom the victim is linked; none = to nobody. */
    @InputForm(name = "operations.link-victim", labels = "operations", changes = true, handlerAsksVersion = true)
    record Input(
            @Nullable Integer version,

            @Field(label = "operations.linked", example = "LE-S-01") @Size(max = Form.SHORT_TEXT)
            Set<String> suspects) {}

    public sealed interface Result {
        record Linked() implements Result {}

        record NotFound() implements Result {}

        /** Somebody changed the person or the links since the caller read them. */
        record Overtaken() implements Result {}

        record Forbidden() implements Result {}

        record NoSuchSuspect(String code) implements Result {}
    }
}
