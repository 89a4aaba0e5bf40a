package org.akoma.ground.signin;

import org.akoma.ground.access.Actor;
import org.akoma.ground.web.Form;

/** What a password of one's own must be: long, unlike one's code, and none that many people choose. */
final class NewPassword {

    static final int SHORTEST = 12;

    private NewPassword() {}

    /** Notes in the form why {@code password} may not be chosen. Nothing typed is an error of the reader. */
    static void check(Form form, Actor actor) {
        String chosen = form.typed("password").strip();
        String again = form.typed("again").strip();
        if (chosen.isEmpty() || chosen.codePointCount(0, chosen.length()) > Form.SHORT_TEXT) return;
        if (chosen.length() < SHORTEST) form.wrong("password", "access.password-short", SHORTEST);
        else if (CommonPasswords.contain(chosen)) form.wrong("password", "access.password-common");
        if (chosen.toLowerCase(java.util.Locale.ROOT).contains(actor.username()))
            form.wrong("password", "access.password-name");
        if (!again.isEmpty() && !chosen.equals(again)) form.wrong("again", "access.password-again");
    }
}
