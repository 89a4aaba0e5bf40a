package org.akoma.protection.overview;

import java.util.Locale;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/**
 * Another supervisor is asked for a file: a second person agrees (trust.md 2).
 *
 * @param supervisor code, such as {@code SUP-02}
 * @param why read by who decides; sealed
 */
record AskSupervisor(String supervisor, String why) {

    /** What the database answers; TAKEN: nobody supervised the file, and who asked does from now on. The others are refusals. */
    enum Word {
        DONE,
        TAKEN,
        FORBIDDEN,
        NO_SUPERVISOR,
        ALREADY,
        WAITS
    }

    /** @return null when something is wrong: see the form's errors */
    static @Nullable AskSupervisor read(Form form) {
        String supervisor = form.required("supervisor", 40);
        String why = form.requiredWords("why", 1_000);
        if (why != null && why.length() < ProposeTransfer.SHORTEST_REASON)
            form.wrong("why", "cases.reason-short", ProposeTransfer.SHORTEST_REASON);
        return supervisor == null || why == null || !form.isSound()
                ? null
                : new AskSupervisor(supervisor.toUpperCase(Locale.ROOT), why);
    }
}
