package org.akoma.protection.placement;

import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** What is asked about a home beside the placement itself. */
final class PlacementInput {

    private PlacementInput() {}

    /**
     * A supervisor's word on a home.
     *
     * @param request the decision, where an earlier one was taken back or replaced
     */
    @InputForm(name = "cases.decide-placement", labels = "decisions")
    record Decide(
            @Field(label = "decisions.verdict") Boolean approved,

            @Field(lines = 3, sealed = true) @Size(max = Form.LONG_TEXT) @Nullable
            String reason,

            @Nullable UUID request) {}

    /** Ask a supervisor for one return in spite of what is missing. */
    @InputForm(name = "cases.ask-return-exception", labels = "cases.return.exception")
    record Exception(
            @Field(
                    list = "country",
                    label = "cases.bid.answer.country",
                    hint = "cases.return.exception.country.hint",
                    page = "exceptionCountry",
                    example = "CI")
            @Nullable
            String country,

            @Field(
                    lines = 3,
                    sealed = true,
                    letters = Field.REASON,
                    hint = "cases.return.exception.hint",
                    page = "exceptionReason")
            @Size(max = Form.LONG_TEXT)
            String reason) {}

    /** The day of a court's order. */
    @InputForm(name = "cases.enter-care-order", labels = "cases.placement")
    record CareOrderDay(
            @Field(label = "cases.placement.order", page = "orderOn")
            LocalDate careOrderOn) {}

    /** Where exactly and with whom. */
    @InputForm(name = "cases.correct-home", labels = "cases.placement", changes = true)
    record Home(
            UUID id,
            @Nullable Integer version,

            @Field(label = "cases.placement.typed-address", as = Field.Widget.WIDE, sealed = true)
            @Size(max = 500)
            @Nullable
            String address,

            @Field(label = "cases.placement.with", as = Field.Widget.WIDE, sealed = true) @Size(max = 500) @Nullable
            String withWhom,

            @Field(list = "cases.relation", hint = "cases.placement.relation.again")
            Placement.@Nullable Relation relation) {

        Placement.Home wanted() {
            return new Placement.Home(address, withWhom, relation);
        }
    }
}
