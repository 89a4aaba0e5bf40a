package org.akoma.protection.complaints;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** What is typed of a complaint, in a page or as JSON; null when something is wrong: see the form's errors. */
final class ComplaintForm {

    private static final int MOST_PERSONS = 20;

    private ComplaintForm() {}

    static @Nullable RaiseComplaint read(Form form) {
        UUID sent = form.id("id");
        UUID id = sent == null ? UUID.randomUUID() : sent; // unlike Ids, it tells no time
        String structure = form.required("structure", 60);
        Complaint.Kind kind = form.requiredChoice("kind", Complaint.Kind.class);
        String what = form.required("what", Form.LONG_TEXT);
        List<String> persons = form.choices("persons", form.allTyped("persons"));
        if (persons.size() > MOST_PERSONS || persons.stream().anyMatch(one -> one.length() > 60))
            form.wrong("persons", "form.too-long", MOST_PERSONS);
        String person = form.text("person", 60);
        String said = form.text("about", Form.SHORT_TEXT);
        String about = about(persons, person, said);
        String child = form.text("child", 60);
        String contact = form.text("contact", Form.SHORT_TEXT);
        // words name people in more ways than anybody lists: where no account is chosen, or more is said beside those,
        // the focal point may be meant
        boolean unknown = kind == Complaint.Kind.SEXUAL && (said != null || persons.isEmpty() && person == null);
        boolean focal = form.ticked("focalConcerned") || unknown;
        boolean unnamed = form.ticked("unnamed");
        if (!form.isSound() || structure == null || kind == null || what == null) return null;
        return new RaiseComplaint(
                id, structure, kind, !unnamed, focal, new Complaint.SealedText(what, about, child, contact));
    }

    /** The accounts that were chosen, and what is said beside them. */
    private static @Nullable String about(List<String> persons, @Nullable String person, @Nullable String said) {
        List<String> all = new ArrayList<>(persons);
        if (person != null) all.add(person);
        if (said != null) all.add(said);
        return all.isEmpty() ? null : String.join(", ", all);
    }

    static Complaint.@Nullable StepKind step(Form form) {
        List<String> kinds =
                Complaint.StepKind.toChoose().stream().map(Enum::name).toList();
        String kind = form.requiredChoice("kind", kinds);
        return kind == null ? null : Complaint.StepKind.valueOf(kind);
    }
}
