package org.akoma.protection.police;

import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.akoma.airlock.disclosure.DisclosureRequest.Urgency;
import org.akoma.airlock.disclosure.OffenceReport;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * A care worker reports an offence to a police unit: what, when and where, and nothing of who the child is.
 *
 * @param unit code of the police unit
 */
@InputForm(name = "police.report", labels = "disclosure.report")
record ReportOffence(
        UUID id,

        @Field(example = "PCI-CENTRALE") @Size(max = 40) String unit,

        @Field(list = "disclosure.offences") OffenceReport.Offence offence,
        @PastOrPresent @Nullable LocalDate happenedOn,

        @Field(list = "country") @Size(max = 2) String country,

        @Field(list = "disclosure.urgencies", as = Field.Widget.RADIOS)
        Urgency urgency,

        @Field(lines = 4, sealed = true, letters = Field.REASON) @Size(max = Form.LONG_TEXT)
        String words) {

    ReportOffence {
        unit = unit.toUpperCase(Locale.ROOT);
    }

    OffenceReport made() {
        return new OffenceReport(
                id,
                "",
                null,
                "",
                "",
                unit,
                offence,
                happenedOn,
                country,
                urgency,
                words,
                OffenceReport.State.WAITING,
                null,
                false,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** The supervisor's word on it. */
    @InputForm(name = "police.decide-report", labels = "police.decide")
    record Decide(
            @Field(
                    list = "police.words",
                    as = Field.Widget.RADIOS,
                    label = "police.decide-report.word",
                    page = "reportWord")
            DecideDisclosure.Word word,

            @Field(lines = 3, sealed = true, page = "reportReason") @Size(max = Form.LONG_TEXT) @Nullable
            String reason)
            implements org.akoma.ground.forms.Checked {
        @Override
        public java.util.List<org.akoma.FieldError> wrong() {
            return word != DecideDisclosure.Word.AGREE && reason == null
                    ? java.util.List.of(org.akoma.FieldError.of("reason", "form.required"))
                    : java.util.List.of();
        }
    }
}
