package org.akoma.enforcement.operations;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * Decide whether a person is a victim.
 *
 * @param organisation code of the structure that answers for the decision: that of who decides, nobody decides for another; null = that one
 * @param victimRef {@code LE-V-07}; null = the next free one, where one is needed
 * @param slip number of the hand-over slip of a child; null = none, or unchanged
 * @param reason sealed; needed where {@link Screened#needsReason} says so
 */
public record DecideScreening(
        String operation,
        String person,
        ScreeningStatus status,
        @Nullable String organisation,
        @Nullable String victimRef,
        @Nullable String slip,
        @Nullable String reason) {

    /**
     * What people and programs fill in.
     *
     * @param organisation null = that of who decides
     */
    @InputForm(name = "operations.decide-screening", labels = "operations")
    record Input(
            @Field(list = "victim-status", label = "operations.state")
            ScreeningStatus status,

            @Field(label = "operations.decided-for", hint = "operations.decided-for.own")
            @Size(max = Form.SHORT_TEXT)
            @Nullable
            String organisation,

            @Field(label = "operations.victim-ref", example = "LE-V-07")
            @Size(max = Form.SHORT_TEXT)
            @Pattern(regexp = "[A-Z][A-Z0-9-]{2,29}", message = "operations.victim-form")
            @Nullable
            String victimRef,

            @Field(example = "FR-2015-0001") @Size(max = Form.SHORT_TEXT) @Nullable
            String slip,

            @Field(label = "operations.decide.why", hint = "operations.decide.why.hint", lines = 3, sealed = true)
            @Size(max = 2_000)
            @Nullable
            String reason) {

        DecideScreening of(String operation, String person) {
            return new DecideScreening(operation, person, status, organisation, victimRef, slip, reason);
        }
    }

    /** What is wrong with a decision that was not taken; null where it is no fault of a field. */
    static @Nullable FieldError fault(Result result) {
        return switch (result) {
            case Result.NotPossible(ScreeningStatus from) ->
                FieldError.of("status", "operations.decision-not-possible");
            case Result.OwnRecord() -> FieldError.of("status", "operations.ruled-out-by-another");
            case Result.OtherOrganisation() -> FieldError.of("organisation", "operations.decides-for-own");
            case Result.ReferenceTaken() -> FieldError.of("victimRef", "operations.victim-taken");
            case Result.NoSuchSlip() -> FieldError.of("slip", "operations.no-such-slip");
            case Result.NoReason() -> FieldError.of("reason", "form.required");
            case Result.AskedByAnother() -> FieldError.of("status", Decisions.WAITS_OF_ANOTHER);
            case Result.Decided(Screened person) -> null;
            case Result.Asked(UUID decision) -> null;
            case Result.NotFound() -> null;
            case Result.Forbidden() -> null;
        };
    }

    public sealed interface Result {
        record Decided(Screened person) implements Result {}

        /** A child loses what protects it once a second person agrees. */
        record Asked(UUID decision) implements Result {}

        /** Nobody rules out a child, or takes back what was settled, without saying why. */
        record NoReason() implements Result {}

        /** Another coordinator has asked already. */
        record AskedByAnother() implements Result {}

        record NotFound() implements Result {}

        record Forbidden() implements Result {}

        record NotPossible(ScreeningStatus from) implements Result {}

        /** Who recorded a child does not rule it out. */
        record OwnRecord() implements Result {}

        /** Who decides answers for it with their own structure. */
        record OtherOrganisation() implements Result {}

        record ReferenceTaken() implements Result {}

        /** No such slip, or it belongs to somebody else. */
        record NoSuchSlip() implements Result {}
    }
}
