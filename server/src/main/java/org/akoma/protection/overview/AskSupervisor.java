package org.akoma.protection.overview;

import jakarta.validation.constraints.Size;
import java.util.Locale;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/**
 * Another supervisor is asked for a file: a second person agrees (trust.md 2).
 *
 * @param supervisor code, such as {@code SUP-02}
 * @param why read by who decides; sealed
 */
@InputForm(name = "cases.ask-supervisor", labels = "cases.supervisor")
record AskSupervisor(
        @Field(label = "cases.supervisor.to", example = "SUP-02") @Size(max = 40)
        String supervisor,

        @Field(lines = 2, sealed = true, letters = Field.WORD)
        @Size(min = ProposeTransfer.SHORTEST_REASON, max = 1_000, message = "cases.reason-short")
        String why) {

    AskSupervisor {
        supervisor = supervisor.toUpperCase(Locale.ROOT);
    }

    /** What the database answers; TAKEN: nobody supervised the file, and who asked does from now on. The others are refusals. */
    enum Word {
        DONE,
        TAKEN,
        FORBIDDEN,
        NO_SUPERVISOR,
        ALREADY,
        WORKS,
        WAITS
    }
}
