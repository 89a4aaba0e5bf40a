package org.akoma.programme.evaluation;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/** Plan a mission, under an id that the caller made. Who plans it is of its team. */
@InputForm(name = "evaluation.make-mission", labels = "evaluation.mission")
public record MakeMission(
        UUID id,

        @Field(example = "EV-MISSION-1")
        @Size(max = 30)
        @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9-]{2,29}", message = "evaluation.code")
        String code,

        MissionPlan plan)
        implements Checked {

    static final int LONGEST_DAYS = 60;
    static final int LATEST_REPORT = 90;

    @Override
    public List<FieldError> wrong() {
        return wrong(plan);
    }

    static List<FieldError> wrong(MissionPlan plan) {
        List<FieldError> wrong = new ArrayList<>(ReportWords.wrong("terms", plan.terms()));
        LocalDate last = plan.lastDay();
        if (last.isBefore(plan.firstDay()) || last.isAfter(plan.firstDay().plusDays(LONGEST_DAYS)))
            wrong.add(FieldError.of("lastDay", "evaluation.days", LONGEST_DAYS));
        LocalDate report = plan.reportOn();
        if (report != null && report.isBefore(plan.firstDay()))
            wrong.add(FieldError.of("reportOn", "evaluation.report-day"));
        if (report != null && report.isAfter(last.plusDays(LATEST_REPORT)))
            wrong.add(FieldError.of("reportOn", "evaluation.report-late", LATEST_REPORT));
        LocalDate due = plan.responseDueOn();
        if (due != null && due.isBefore(report == null ? plan.firstDay() : report))
            wrong.add(FieldError.of("responseDueOn", "evaluation.response-day"));
        return wrong;
    }
}
