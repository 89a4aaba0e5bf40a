package org.akoma.followup;

import java.util.List;
import java.util.UUID;
import org.akoma.Form;
import org.jspecify.annotations.Nullable;

/** What is typed of a complaint, in a page or as JSON; null when something is wrong: see the form's errors. */
final class ComplaintForm {

    private ComplaintForm() {}

    static @Nullable RaiseComplaint read(Form form) {
        UUID sent = form.id("id");
        UUID id = sent == null ? UUID.randomUUID() : sent; // unlike Ids, it tells no time
        String structure = form.required("structure", 60);
        Complaint.Kind kind = form.requiredChoice("kind", Complaint.Kind.class);
        String what = form.required("what", Form.LONG_TEXT);
        String about = about(form.text("person", 60), form.text("about", Form.SHORT_TEXT));
        String child = form.text("child", 60);
        String contact = form.text("contact", Form.SHORT_TEXT);
        boolean focal = form.ticked("focalConcerned");
        boolean unnamed = form.ticked("unnamed");
        if (!form.isSound() || structure == null || kind == null || what == null) return null;
        return new RaiseComplaint(
                id, structure, kind, !unnamed, focal, new Complaint.Words(what, about, child, contact));
    }

    /** An account that was chosen, and what is said beside it. */
    private static @Nullable String about(@Nullable String person, @Nullable String said) {
        if (person == null) return said;
        return said == null ? person : person + ", " + said;
    }

    static Complaint.@Nullable StepKind step(Form form) {
        List<String> kinds =
                Complaint.StepKind.toChoose().stream().map(Enum::name).toList();
        String kind = form.requiredChoice("kind", kinds);
        return kind == null ? null : Complaint.StepKind.valueOf(kind);
    }
}
