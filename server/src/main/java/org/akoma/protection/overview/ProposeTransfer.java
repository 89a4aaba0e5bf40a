package org.akoma.protection.overview;

import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * The supervisor who holds a file proposes to hand it over to another structure, whose supervisor accepts or refuses (trust.md G4).
 *
 * @param to code of the receiving structure, such as {@code MSFFE-CI}
 * @param why read by who decides; sealed
 */
record ProposeTransfer(String to, String why) {

    static final int SHORTEST_REASON = 10;

    /** What the database answers; every other word than PROPOSED and DONE is a refusal. */
    enum Word {
        PROPOSED,
        DONE,
        FORBIDDEN,
        OF_ANOTHER,
        NO_RECEIVER,
        NO_CONSENT,
        WAITS
    }

    /** @return null when something is wrong: see the form's errors */
    static @Nullable ProposeTransfer read(Form form) {
        String to = form.required("to", 40);
        String why = form.requiredWords("why", 1_000);
        if (why != null && why.length() < SHORTEST_REASON) form.wrong("why", "cases.reason-short", SHORTEST_REASON);
        return to == null || why == null || !form.isSound()
                ? null
                : new ProposeTransfer(to.toUpperCase(java.util.Locale.ROOT), why);
    }
}
