package org.akoma.ground.settings;

import java.util.Arrays;
import java.util.Set;

/** Where a limit is on the page, by the first word of its key. */
enum LimitGroup {
    FIRST_DAYS(
            "handover-to-worker",
            "medical-screening",
            "sexual-violence-care",
            "registration",
            "guardian",
            "consent-refusal",
            "initial-assessment",
            "case-plan",
            "service-time-frame",
            "bid-panel",
            "age",
            "consent",
            "caseload",
            "task-snooze"),
    DANGER(
            "alert-acknowledgement",
            "alert-safety-action",
            "offence-report",
            "csi",
            "emergency",
            "retrafficking",
            "incident",
            "help-signal-answer"),
    PARTNERS(
            "referral-acknowledgement",
            "referral-escalation",
            "referral",
            "arrival-confirmation",
            "disclosure-decision",
            "disclosure-danger-review",
            "disclosure",
            "handover",
            "management-response"),
    SCHOOL("attendance", "apprenticeship", "training", "interview"),
    MONEY("payment", "fx"),
    ACCESS(
            "doubles",
            "help-signal",
            "export",
            "lists-read",
            "files-read",
            "reveal",
            "unusual-reading",
            "break-glass",
            "share",
            "transfer",
            "statistics",
            "offline"),
    KEEPING("retention", "attachment", "access-request", "correction"),
    FOLLOW_UP;

    private final Set<String> words;

    LimitGroup(String... words) {
        this.words = Set.of(words);
    }

    static LimitGroup of(String key) {
        String word = key.substring(0, (key + ".").indexOf('.'));
        return Arrays.stream(values())
                .filter(group -> group.words.contains(word))
                .findFirst()
                .orElse(FOLLOW_UP);
    }
}
