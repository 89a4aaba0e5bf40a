package org.akoma.programme.evaluation;

import java.util.List;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/** Change what is planned of a mission. */
@InputForm(name = "evaluation.change-mission", labels = "evaluation.mission", changes = true)
public record ChangeMission(@Nullable Integer version, MissionPlan plan) implements Checked {

    @Override
    public List<FieldError> wrong() {
        return MakeMission.wrong(plan);
    }
}
