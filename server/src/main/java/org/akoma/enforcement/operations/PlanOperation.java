package org.akoma.enforcement.operations;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * Plan an operation under an id that the caller made; the same id twice plans one.
 *
 * @param site code of its first site, in the first of its sectors; null = sites are added later
 * @param place of that site, in words
 */
public record PlanOperation(
        UUID id,
        String code,
        OperationPlan plan,
        @Nullable String site,
        @Nullable String place) {

    public PlanOperation(UUID id, String code, OperationPlan plan) {
        this(id, code, plan, null, null);
    }

    /** What people and programs fill in. */
    @InputForm(name = "operations.plan", labels = "operations")
    record Input(
            UUID id,

            @Field(example = "OP-AKOMA-2015")
            @Size(max = 40)
            @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9-]{2,39}", message = "operations.code-form")
            String code,

            PlanInput plan,

            @Field(label = "operations.first-site", example = "SITE-01")
            @Size(max = 40)
            @Pattern(regexp = "[A-Z0-9][A-Z0-9-]{1,29}", message = "operations.site-form")
            @Nullable
            String site,

            @Field(as = Field.Widget.WIDE, sealed = true) @Size(max = Form.SHORT_TEXT) @Nullable
            String place) {

        PlanOperation command() {
            return new PlanOperation(
                    id, code.toUpperCase(Locale.ROOT), plan.toPlan(), site, site == null ? null : place);
        }
    }

    public sealed interface Result {
        record Planned(Operation operation) implements Result {}

        record Forbidden() implements Result {}

        record CodeTaken() implements Result {}

        /** Another operation was planned under this id. */
        record OtherContent() implements Result {}

        /** A participant that does not exist or is no police structure. */
        record NotPolice(String organisation) implements Result {}

        /**
         * Nobody who takes part could start it.
         *
         * @param structures those where somebody coordinates
         */
        record NobodyStarts(List<String> structures) implements Result {
            public NobodyStarts {
                structures = List.copyOf(structures);
            }
        }
    }
}
