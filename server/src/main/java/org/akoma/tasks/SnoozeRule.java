package org.akoma.tasks;

import java.time.LocalDate;
import org.akoma.FieldError;
import org.jspecify.annotations.Nullable;

/** What may be put off, and how long: until tomorrow at least; never what is urgent. */
final class SnoozeRule {

    private SnoozeRule() {}

    /** No alert waits, nor an offence that is to be reported, nor what a child's body may need at once. */
    static boolean canWait(String kind) {
        return !(kind.startsWith("followup.alert")
                || kind.equals("followup.report-offence")
                || kind.equals("followup.decide-high")
                || kind.equals("cases.screening")
                || kind.equals("cases.urgent-care"));
    }

    /** @param most days. @return what stands against it; null = nothing */
    static @Nullable FieldError refusal(String kind, LocalDate until, LocalDate today, int most) {
        if (!canWait(kind)) return FieldError.of("kind", "tasks.not-to-be-put-off");
        if (!until.isAfter(today)) return FieldError.of("until", "tasks.until-later");
        if (until.isAfter(today.plusDays(most))) return FieldError.of("until", "tasks.until-too-far", most);
        return null;
    }
}
