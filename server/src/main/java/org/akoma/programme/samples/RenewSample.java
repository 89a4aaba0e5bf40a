package org.akoma.programme.samples;

import java.util.List;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.InputForm;

/** Ask the second person anew about the same files: for the team and the days of the mission as they are now. */
@InputForm(name = "evaluation.renew-sample", labels = "evaluation.sample")
public record RenewSample(Interviewers hearing) implements Checked {

    @Override
    public List<FieldError> wrong() {
        return hearing.wrong();
    }
}
