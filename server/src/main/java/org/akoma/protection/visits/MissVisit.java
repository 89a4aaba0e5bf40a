package org.akoma.protection.visits;

import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * Say why a visit did not take place.
 *
 * @param nextOn day of the next one; null leaves it to the calendar
 */
@InputForm(name = "followup.miss-visit", labels = "followup.visit", changes = true)
record MissVisit(
        @Nullable Integer version,

        @Field(
                list = "visit-missed-reason",
                except = {"NOT_SAID", "PLANNED_ANEW", "FILE_CLOSED"},
                label = "followup.visit.why",
                page = "missedReason")
        String reason,

        @Field(lines = 2, sealed = true, letters = Field.WORD, label = "followup.visit.why.words", page = "missedWhy")
        @Size(max = Form.LONG_TEXT)
        @Nullable
        String why,

        @Field(label = "followup.visit.missed.next", hint = "followup.visit.nextOn.hint", page = "missedNext") @Nullable
        LocalDate nextOn) {}
