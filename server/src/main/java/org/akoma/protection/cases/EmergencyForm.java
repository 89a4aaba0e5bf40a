package org.akoma.protection.cases;

import org.akoma.ground.emergencies.BreakGlass;
import org.akoma.ground.signin.FactorAgain;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** What is typed to open a file in an emergency. */
public final class EmergencyForm {

    private EmergencyForm() {}

    /** The six digits, of who has a second factor. */
    public static @Nullable String secondFactor(Form form) {
        return form.text(FactorAgain.FIELD, 12);
    }

    public static @Nullable String reason(Form form) {
        String reason = form.requiredWords("reason", 2_000);
        if (reason == null || reason.length() >= BreakGlass.SHORTEST_REASON) return reason;
        return form.wrong("reason", "cases.reason-short", BreakGlass.SHORTEST_REASON);
    }
}
