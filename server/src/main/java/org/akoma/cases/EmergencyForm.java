package org.akoma.cases;

import org.akoma.Form;
import org.akoma.access.BreakGlass;
import org.akoma.access.FactorAgain;
import org.jspecify.annotations.Nullable;

/** What is typed to open a file in an emergency. */
final class EmergencyForm {

    private EmergencyForm() {}

    /** The six digits, of who has a second factor. */
    static @Nullable String secondFactor(Form form) {
        return form.text(FactorAgain.FIELD, 12);
    }

    static @Nullable String reason(Form form) {
        String reason = form.requiredWords("reason", 2_000);
        if (reason == null || reason.length() >= BreakGlass.SHORTEST_REASON) return reason;
        return form.wrong("reason", "cases.reason-short", BreakGlass.SHORTEST_REASON);
    }
}
