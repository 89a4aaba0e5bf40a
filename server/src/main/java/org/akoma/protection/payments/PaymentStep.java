package org.akoma.protection.payments;

import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/** Steps of two people on a payment. */
final class PaymentStep {

    private PaymentStep() {}

    /** Approve it, or refuse it with a reason. */
    @InputForm(name = "assistance.decide-payment", labels = "assistance.refusal")
    record Decide(
            @Field(label = "decisions.verdict") Boolean approved,

            @Field(
                    list = "payment-refusal",
                    except = {
                        "SAME_REQUESTER_AND_APPROVER",
                        "SAME_PERSON_PAYS",
                        "DUPLICATE",
                        "OTHER_PERIOD",
                        "OVER_CEILING",
                        "FILE_CLOSED"
                    },
                    label = "assistance.refusal.why",
                    when = "approved",
                    is = "false",
                    requiredWhenAsked = true,
                    missing = "form.required")
            @Nullable
            String reason) {}

    /** Finance sends an approved payment back. */
    @InputForm(name = "assistance.return-payment", labels = "assistance.return")
    record SendBack(
            @Field(
                    list = "payment-refusal",
                    except = {
                        "SAME_REQUESTER_AND_APPROVER",
                        "SAME_PERSON_PAYS",
                        "DUPLICATE",
                        "OTHER_PERIOD",
                        "OVER_CEILING",
                        "FILE_CLOSED"
                    },
                    label = "assistance.return.why",
                    page = "back")
            String reason) {}

    /** Finance asks for a payment to be undone. */
    @InputForm(name = "assistance.reverse-payment", labels = "assistance.undo")
    record Reverse(
            @Field(
                    list = "payment-reversal",
                    label = "assistance.undo.why",
                    hint = "assistance.undo.hint",
                    page = "undo")
            String reason) {}
}
