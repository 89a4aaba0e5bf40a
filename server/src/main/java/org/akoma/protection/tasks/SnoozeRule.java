package org.akoma.protection.tasks;

import java.time.LocalDate;
import java.util.Set;
import org.akoma.FieldError;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;

/** What may be put off, and how long: until tomorrow at least; never what is urgent. */
final class SnoozeRule {

    private SnoozeRule() {}

    /**
     * What has hours (T2, T5, the first night, T7, T14, 4.1), what a law gives days to (T12), what is the last that anybody hears of (T13, a lost child), and what another
     * person waits for a decision of.
     */
    private static final Set<String> NEVER = Set.of(
            "access.decide",
            "assistance.start",
            "assistance.approve",
            "cases.approve-place",
            "cases.decide-refusal",
            "cases.decide-closure",
            "cases.approve-plan",
            "cases.decide-reopening",
            "cases.agree-risk",
            "followup.review",
            "followup.report-offence",
            "followup.decide-high",
            "followup.csi-urgent",
            "cases.screening",
            "cases.place",
            "followup.place-left",
            "cases.urgent-care",
            "cases.confirm-no-violence",
            "cases.assess",
            "cases.care-order",
            "cases.consent",
            "cases.arrival",
            "cases.search",
            "referrals.answer",
            "referrals.silence",
            "referrals.confirm-danger",
            "slips.hand-over",
            "slips.open-file",
            "slips.refused",
            "signals.answer",
            "signals.pass-on");

    /** No alert waits, nor what is in {@link #NEVER}; the table of what was put off refuses the same. */
    static boolean canWait(String kind) {
        return !kind.startsWith("followup.alert") && !NEVER.contains(kind);
    }

    /** Nor the visit to a child at high risk. */
    static boolean canWait(String kind, @Nullable String risk) {
        return canWait(kind)
                && !(kind.startsWith("followup.visit")
                        && CaseFile.Risk.HIGH.name().equals(risk));
    }

    /**
     * @param risk of the child, as the task has it.
     * @param most days
     * @return the rule that refuses it; null = none does
     */
    static @Nullable FieldError refusal(
            String kind, @Nullable String risk, LocalDate until, LocalDate today, int most) {
        if (!canWait(kind, risk)) return FieldError.of("kind", "tasks.not-to-be-put-off");
        if (!until.isAfter(today)) return FieldError.of("until", "tasks.until-later");
        if (until.isAfter(today.plusDays(most))) return FieldError.of("until", "tasks.until-too-far", most);
        return null;
    }
}
