package org.akoma.ground.signin;

import org.akoma.ground.access.Actor;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** What a password of one's own must be: long, unlike one's code, and none that many people choose. */
final class NewPassword {

    static final int SHORTEST = 12;

    private NewPassword() {}

    /** Reads {@code password} and {@code again}; null, with the form's errors, when it may not be chosen. */
    static @Nullable String read(Form form, Actor actor) {
        String chosen = form.required("password", Form.SHORT_TEXT);
        String again = form.required("again", Form.SHORT_TEXT);
        if (chosen == null) return null;
        if (chosen.length() < SHORTEST) form.wrong("password", "access.password-short", SHORTEST);
        else if (CommonPasswords.contain(chosen)) form.wrong("password", "access.password-common");
        if (chosen.toLowerCase(java.util.Locale.ROOT).contains(actor.username()))
            form.wrong("password", "access.password-name");
        if (again != null && !chosen.equals(again)) form.wrong("again", "access.password-again");
        return form.isSound() ? chosen : null;
    }
}
