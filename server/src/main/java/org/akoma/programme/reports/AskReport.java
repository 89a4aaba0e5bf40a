package org.akoma.programme.reports;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/**
 * Ask for a report, under an id that the caller made. It is made behind the answer.
 *
 * @param evaluation code of the mission
 * @param edition of an evaluation; a month has no other edition than that for partners
 * @param month that has ended, as 2015-10
 */
@InputForm(name = "reports.ask", labels = "reports")
record AskReport(
        UUID id,

        @Field(list = "reports.kind", as = Field.Widget.RADIOS)
        Report.Kind kind,

        @Field(
                example = "EV-MISSION-1",
                when = "kind",
                is = "EVALUATION",
                requiredWhenAsked = true,
                missing = "form.required")
        @Size(max = 40)
        @Nullable
        String evaluation,

        @Field(
                list = "reports.edition",
                as = Field.Widget.RADIOS,
                when = "kind",
                is = "EVALUATION",
                requiredWhenAsked = true,
                missing = "form.required")
        Report.@Nullable Edition edition,

        @Field(example = "2015-10", when = "kind", is = "DONOR", requiredWhenAsked = true, missing = "form.required")
        @Size(max = 7)
        @Pattern(regexp = "20[0-9]{2}-(0[1-9]|1[0-2])", message = "reports.month")
        @Nullable
        String month,

        @Field(list = "reports.language", as = Field.Widget.RADIOS_IN_LINE)
        Report.Language language) {}
