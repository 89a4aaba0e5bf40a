package org.akoma.protection.schooling;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** What is known of an apprentice's protection, and the words about the enrolment; the rest of it stays, and so does an answer that is left out. */
@InputForm(name = "assistance.protect-apprentice", labels = "school", changes = true)
record ProtectApprentice(
        UUID id,
        @Nullable Integer version,

        @Field(label = "school.tasks.ask", hint = "school.tasks.hint", merge = Field.Merge.SAFEST) @Nullable
        Boolean tasksSafe,

        @Field(label = "school.contract.ask") @Nullable Boolean contract,

        @Field(label = "school.contract-number", sealed = true) @Size(max = Form.SHORT_TEXT) @Nullable
        String contractNumber,

        @Field(label = "school.hours", example = "20") @Min(1) @Max(EnrolChild.MOST_HOURS) @Nullable
        Integer hoursAWeek,

        @Field(label = "school.insured.ask") @Nullable Boolean insured,

        @Field(sealed = true) @Size(max = Form.SHORT_TEXT) @Nullable
        String master,

        @Field(sealed = true) @Size(max = Form.SHORT_TEXT) @Nullable
        String pupil,

        @Field(lines = 3, sealed = true) @Size(max = Form.LONG_TEXT) @Nullable
        String remarks) {

    EnrolChild command(Enrolment before) {
        return new EnrolChild(
                before.id(),
                before.institution(),
                before.pathway(),
                before.trade(),
                before.startsOn(),
                contract == null ? before.contract() : contract,
                hoursAWeek,
                insured == null ? before.insured() : insured,
                tasksSafe == null ? before.tasksSafe() : tasksSafe,
                new Enrolment.SealedText(pupil, master, contractNumber, remarks));
    }
}
