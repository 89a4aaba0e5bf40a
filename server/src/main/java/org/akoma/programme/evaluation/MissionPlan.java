package org.akoma.programme.evaluation;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Objects;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.forms.Plain;
import org.jspecify.annotations.Nullable;

/**
 * What is planned of a mission.
 *
 * @param town null = of no single place
 * @param terms of reference
 * @param reportOn when the report is due, or was handed in
 * @param responseDueOn until when the management answers; null = thirty days after the report (T23), or after the release of the findings
 */
@InputForm(name = "evaluation.mission-plan", labels = "evaluation.mission")
public record MissionPlan(
        @Field(list = "evaluation.kind", as = Field.Widget.RADIOS)
        Mission.Kind kind,

        @Field(example = "San Pedro") @Size(max = 120) @Pattern(regexp = Plain.TEXT, message = Plain.CODE) @Nullable
        String town,

        LocalDate firstDay,
        LocalDate lastDay,

        @Field(lines = 6) @Size(max = ReportWords.LONGEST) @Nullable
        String terms,

        @Nullable LocalDate reportOn,
        @Nullable LocalDate responseDueOn) {

    /** Whether it differs in nothing but words. */
    boolean keepsDaysOf(MissionPlan other) {
        return kind == other.kind
                && firstDay.equals(other.firstDay)
                && lastDay.equals(other.lastDay)
                && Objects.equals(reportOn, other.reportOn)
                && Objects.equals(responseDueOn, other.responseDueOn);
    }
}
