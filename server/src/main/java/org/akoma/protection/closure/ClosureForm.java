package org.akoma.protection.closure;

import java.util.UUID;
import org.akoma.Ids;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** What is typed when a file is to be closed, in a page or as JSON. */
final class ClosureForm {

    private ClosureForm() {}

    /** @return null when something is wrong: see the form's errors */
    static @Nullable RequestClosure read(Form form) {
        UUID id = form.id("id");
        Closure.Code code = form.requiredChoice("code", Closure.Code.class);
        Closure.SealedText words = new Closure.SealedText(
                form.text("childsView", Form.LONG_TEXT),
                form.text("caregiversView", Form.LONG_TEXT),
                form.text("whomToCall", 500),
                form.text("details", Form.LONG_TEXT),
                null);
        return !form.isSound() || code == null ? null : new RequestClosure(id == null ? Ids.next() : id, code, words);
    }
}
