package org.akoma.protection.complaints;

import java.util.List;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** What is typed of a step on a complaint; null when something is wrong: see the form's errors. */
final class ComplaintForm {

    private ComplaintForm() {}

    static Complaint.@Nullable StepKind step(Form form) {
        List<String> kinds =
                Complaint.StepKind.toChoose().stream().map(Enum::name).toList();
        String kind = form.requiredChoice("kind", kinds);
        return kind == null ? null : Complaint.StepKind.valueOf(kind);
    }
}
