package org.akoma.protection.identity;

import java.time.LocalDate;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** What is typed of a guardian, in a page or as JSON. */
public final class GuardianForm {

    private GuardianForm() {}

    /** @return null when something is wrong: see the form's errors */
    public static @Nullable AppointGuardian read(Form form) {
        UUID id = form.id("id");
        Guardian.Kind kind = form.requiredChoice("kind", Guardian.Kind.class);
        LocalDate on = form.requiredDate("appointedOn");
        String name = form.required("name", Form.SHORT_TEXT);
        String contact = form.text("contact", Form.SHORT_TEXT);
        String words = form.text("words", 2_000);
        if (!form.isSound() || kind == null || on == null || name == null) return null;
        return new AppointGuardian(id == null ? Ids.next() : id, kind, on, name, contact, words);
    }
}
