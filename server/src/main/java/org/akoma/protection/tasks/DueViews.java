package org.akoma.protection.tasks;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.tasks.DueView.Clock;
import org.akoma.protection.tasks.DueView.Danger;
import org.akoma.protection.tasks.DueView.Lead;

/** Where the tasks come from, and the limits that policy sets on them. */
final class DueViews {

    static final List<DueView> ALL = List.of(
            DueView.slip("slips.due_hand_over", "slips.hand-over"),
            DueView.slip("slips.due_file", "slips.open-file"),
            DueView.open("slips.due_refused", Lead.SUPERVISOR, Clock.MOMENT, "slips.was_due_refused")
                    .in(Danger.UNSAFE),
            DueView.open("slips.due_sent_back", Lead.PERSON, Clock.MOMENT, "slips.was_due_sent_back")
                    .in(Danger.UNSAFE),
            DueView.step("cases.due_screening", "cases.screening", "cases.was_due_file"),
            DueView.step("cases.due_urgent_care", "cases.urgent-care", "cases.was_due_urgent_care")
                    .in(Danger.UNSAFE),
            DueView.open(
                            "cases.due_withdrawn_violence",
                            Lead.SUPERVISOR,
                            Clock.MOMENT,
                            "cases.was_due_withdrawn_violence")
                    .in(Danger.UNSAFE),
            DueView.step("cases.due_place", "cases.place", "cases.was_due_place")
                    .in(Danger.UNSAFE),
            DueView.step("cases.due_place", "cases.place", "cases.was_due_place")
                    .in(Danger.UNSAFE)
                    .ledBy(Lead.SUPERVISOR),
            DueView.step("followup.due_place_left", "followup.place-left", "followup.was_due_place_left")
                    .in(Danger.UNSAFE),
            DueView.step("followup.due_place_left", "followup.place-left", "followup.was_due_place_left")
                    .in(Danger.UNSAFE)
                    .ledBy(Lead.SUPERVISOR),
            DueView.step("cases.due_consent", "cases.consent", "cases.was_due_file"),
            DueView.step("cases.due_guardian", "cases.guardian", "cases.was_due_file"),
            DueView.step("cases.due_assess", "cases.assess", "cases.was_due_file"),
            DueView.step("cases.due_best_interests", "cases.best-interests", "cases.was_due_file"),
            DueView.step("cases.due_determination", "cases.determination", "cases.was_due_file"),
            DueView.step("cases.due_plan", "cases.plan", "cases.was_due_file"),
            DueView.step("cases.due_arrival", "cases.arrival", "cases.was_due_file"),
            DueView.open("cases.due_review", Lead.WORKER, Clock.DAY, "cases.was_due_file"),
            DueView.open("cases.due_search", Lead.WORKER, Clock.MOMENT, "cases.was_due_file"),
            DueView.open("cases.due_decision", Lead.PERSON, Clock.MOMENT, "cases.was_due_decision")
                    .in(Danger.ALERTS),
            DueView.open("followup.due_visit", Lead.WORKER, Clock.DAY, "followup.was_due_visit"),
            DueView.open("followup.due_csi", Lead.WORKER, Clock.DAY, "followup.was_due_csi"),
            DueView.open("followup.due_action", Lead.WORKER, Clock.MOMENT, "followup.was_due_action"),
            DueView.open("followup.due_safety", Lead.WORKER, Clock.MOMENT, "followup.was_due_safety")
                    .in(Danger.ALERTS),
            DueView.open("followup.due_review", Lead.PERSON, Clock.MOMENT, "followup.was_due_review"),
            DueView.open("followup.due_high", Lead.SUPERVISOR, Clock.MOMENT, "followup.was_due_high"),
            DueView.open("followup.due_alert", Lead.SUPERVISOR, Clock.MOMENT, "followup.was_due_alert")
                    .in(Danger.ALERTS),
            DueView.open("cases.due_care_order", Lead.WORKER, Clock.DAY, "cases.was_due_care_order"),
            DueView.open("cases.due_house_order", Lead.PERSON, Clock.DAY, "cases.was_due_house_order"),
            DueView.open("assistance.due_service", Lead.WORKER, Clock.MOMENT, "assistance.was_due_service"),
            DueView.open("assistance.due_approval", Lead.PERSON, Clock.DAY, "assistance.was_due_approval"),
            DueView.open("assistance.due_payment", Lead.ROLE, Clock.DAY, "assistance.was_due_payment"),
            DueView.open("assistance.due_attendance", Lead.WORKER, Clock.DAY, "assistance.was_due_attendance"),
            DueView.open("assistance.due_workplace", Lead.WORKER, Clock.DAY, "assistance.was_due_workplace"),
            DueView.open("assistance.due_job", Lead.WORKER, Clock.DAY, "assistance.was_due_job"),
            DueView.open("referrals.due_answer", Lead.WORKER, Clock.MOMENT, "referrals.was_due_answer"),
            DueView.replayed("referrals.due_sending", Lead.WORKER),
            DueView.open("referrals.due_silence", Lead.PERSON, Clock.MOMENT, "referrals.was_due_silence"),
            DueView.open("referrals.due_danger", Lead.PERSON, Clock.MOMENT, "referrals.was_due_danger"),
            DueView.open("referrals.due_long_silence", Lead.ROLE, Clock.MOMENT, "referrals.was_due_long_silence"),
            DueView.open(
                    "referrals.due_acknowledgement", Lead.PERSON, Clock.MOMENT, "referrals.was_due_acknowledgement"),
            DueView.open("referrals.due_acknowledgement", Lead.DESK, Clock.MOMENT, "referrals.was_due_acknowledgement"),
            DueView.replayed("referrals.due_decision", Lead.PERSON),
            DueView.open("referrals.due_conference", Lead.PERSON, Clock.MOMENT, "referrals.was_due_conference"),
            DueView.open("referrals.due_presence", Lead.PERSON, Clock.MOMENT, "referrals.was_due_presence"),
            DueView.replayed("cases.due_conference", Lead.WORKER),
            DueView.replayed("referrals.due_next_conference", Lead.WORKER),
            DueView.open("handover.due_answer", Lead.PERSON, Clock.MOMENT, "handover.was_due_answer"),
            DueView.open("handover.due_follower", Lead.DESK, Clock.MOMENT, "handover.was_due_follower"),
            DueView.open("handover.due_check", Lead.WORKER, Clock.DAY, "handover.was_due_check"),
            DueView.open("disclosure.due_child", Lead.WORKER, Clock.MOMENT, "disclosure.was_due_child"),
            DueView.open("disclosure.due_untold", Lead.PERSON, Clock.MOMENT, "disclosure.was_due_untold"),
            DueView.open("retention.due_access", Lead.WORKER, Clock.MOMENT, "retention.was_due_access"),
            DueView.open("retention.due_correction", Lead.WORKER, Clock.MOMENT, "retention.was_due_correction"),
            DueView.open("signals.due_signal", Lead.PERSON, Clock.MOMENT, "signals.was_due_signal")
                    .in(Danger.UNSAFE));

    /** A child whom nobody has, or whose care cannot wait: before every other clock, whenever it is due. */
    static final List<String> UNSAFE = List.of(
            "slips.hand-over",
            "slips.open-file",
            "slips.refused",
            "cases.place",
            "followup.place-left",
            "cases.urgent-care",
            "cases.confirm-no-violence",
            "signals.answer",
            "signals.pass-on");

    /** What a rule gives hours to (T2, T3, T5, T7, T13, T14, T16, T17, 4.1, 4.5). */
    static final List<String> OF_HOURS = List.of(
            "cases.screening",
            "cases.consent",
            "cases.assess",
            "cases.arrival",
            "cases.approve-place",
            "assistance.start",
            "followup.csi-urgent",
            "followup.report-offence",
            "followup.decide-high",
            "followup.alert-acknowledge",
            "followup.alert-safety",
            "followup.alert-word",
            "referrals.answer",
            "referrals.acknowledge",
            "referrals.confirm-danger",
            "disclosure.ask-child",
            "disclosure.tell-wrong");

    private DueViews() {}

    /** Hours from the start of a clock to its end ({@code requirements.md 2.4}), by kind. */
    static Map<String, Integer> hours(Policies policies) {
        Map<String, Integer> hours = new LinkedHashMap<>();
        hours.put("slips.hand-over", hours(policies.hours("handover-to-worker.max"))); // T1
        hours.put("slips.open-file", hours(policies.hours("registration.max"))); // T3
        hours.put("cases.screening", hours(policies.hours("medical-screening.max"))); // T2
        hours.put("cases.urgent-care", hours(policies.hours("sexual-violence-care.max"))); // T2
        hours.put("cases.place", hours(policies.hours("first-place.max"))); // 2.1, step 3
        hours.put("followup.place-left", hours(policies.hours("arrival-confirmation.max"))); // T14
        hours.put("cases.consent", hours(policies.hours("registration.max"))); // T3
        hours.put("cases.guardian", 24 * policies.days("guardian.max")); // T4
        // T5: which limit holds is known with the risk, which the assessment finds; until then the shortest
        hours.put("cases.assess", hours(policies.hours("initial-assessment.high.max")));
        hours.put("cases.arrival", hours(policies.hours("arrival-confirmation.max"))); // T14
        // 2.1: step 7 comes before the plan, step 8
        hours.put("cases.best-interests", 24 * policies.days("case-plan.max"));
        hours.put("cases.determination", 24 * policies.days("case-plan.max"));
        hours.put("cases.plan", 24 * policies.days("case-plan.max")); // T6
        hours.put("cases.conference", 24 * policies.days("case-conference.emergency")); // T9
        hours.put("cases.conference-unconfirmed", 24 * policies.days("case-conference.emergency")); // T9
        return hours;
    }

    private static int hours(Duration limit) {
        return (int) limit.toHours();
    }

    /**
     * Where a kind of task is done, and the rule it comes from.
     *
     * @param page below the address of the file, with {@code {id}} for the record; or an address of its own where {@code onFile} is false
     * @param form where the one whose task it is does it; only who may write opens it
     */
    record Place(String page, String form, String rule, boolean onFile) {
        Place(String page, String rule, boolean onFile) {
            this(page, page, rule, onFile);
        }
    }

    /** Leads from a record to the decision about it that waits. */
    static final String DECISION_OF = "/decisions/of/";

    private static final Map<String, Place> PLACES = new java.util.TreeMap<>();

    static {
        onFile("cases.screening", "/health", "T2");
        onFile("cases.place", "/placement", "2.1");
        onFile("followup.place-left", "/placement", "T14");
        onFile("cases.urgent-care", "/health", "T2");
        onFile("cases.confirm-no-violence", "/exploitation", "T2");
        onForm("cases.consent", "/consents", "/consents/new?purpose=CASE_MANAGEMENT", "T3");
        onForm("cases.guardian", "/identity", "/guardians/new", "T4");
        onFile("cases.assess", "/assessment#h-new", "T5");
        onFile("cases.best-interests", "/best-interests#h-new", "2.1");
        onFile("cases.determination", "/best-interests#h-new", "2.1");
        onFile("cases.plan", "/plan#h-write", "T6");
        onForm("cases.review", "/plan", "/plan?review=now#review", "T8");
        onFile("cases.search", "/search#h-new", "2.2");
        onFile("cases.arrival", "/homecoming#h-new", "T14");
        onForm("cases.approve-plan", "/plan", DECISION_OF + "{id}", "T6");
        onFile("cases.decide-closure", "/closure", "T18");
        onFile("cases.agree-risk", "/assessment", "4.5");
        onForm("cases.approve-place", "/placement", DECISION_OF + "{id}", "2.1");
        onFile("cases.decide-reopening", "/closure", "2.5");
        onForm("cases.decide-refusal", "/consents", "/consents/{id}/refusal", "2.6");
        onFile("followup.visit", "/visits/{id}", "T10");
        onFile("followup.visit-milestone", "/visits/{id}", "T11");
        onFile("followup.visit-after-closure", "/visits/{id}", "T19");
        onFile("followup.review", "/visits/{id}", "2.1");
        onFile("followup.csi-urgent", "/csi#a-{id}", "4.1");
        onFile("followup.decide-high", "/risk", "4.5");
        onForm("followup.csi", "/csi", "/csi/new", "4.1");
        onFile("followup.csi-action", "/csi#a-{id}", "4.1");
        onFile("cases.care-order", "/placement", "T12");
        onFile("assistance.start", "/aid#s-{id}", "T7");
        onFile("assistance.approve", "/aid#s-{id}", "3");
        onForm("assistance.attendance", "/schooling", "/schooling/{id}/days", "3");
        onForm("assistance.workplace", "/schooling", "/schooling/{id}/step", "3");
        onForm("assistance.job", "/schooling", "/schooling/{id}/step", "3");
        onFile("handover.no-answer", "/handover", "T22");
        onForm("handover.ask-child", "/handover", "/consents/new?purpose=TRANSFER_TO_AUTHORITY", "7");
        onFile("handover.blocked", "/handover", "7");
        onFile("handover.send", "/handover", "7");
        onFile("handover.letter", "/handover#h-letter", "T22");
        onFile("handover.name-worker", "/handover#h-worker", "7");
        onFile("handover.name-follower", "/handover#h-worker", "7");
        onFile("handover.no-follower", "/handover", "7");
        onFile("handover.joint-visit", "/handover#h-joint", "7");
        onFile("handover.meet", "/handover#h-joint", "7");
        onFile("handover.bad-check", "/handover#h-checks", "7");
        onFile("handover.check", "/handover#h-checks", "7");
        onFile("disclosure.ask-child", "/police", "T15");
        onFile("disclosure.tell-child", "/police", "8.2");
        onFile("disclosure.tell-wrong", "/police", "8.2");
        onFile("disclosure.confirm-untold", "/police", "8.2");
        onFile("retention.answer-access", "/rights", "8.1");
        onFile("retention.answer-correction", "/rights/corrections", "8.1");
        onFile("signals.answer", "/closure#h-signals", "2.1");
        onFile("signals.pass-on", "/signals", "2.1");
        onFile("referrals.decision", "/conferences", "T9");
        onFile("referrals.conference", "/conferences/{id}", "T9");
        onFile("referrals.presence", "/conferences/{id}#h-presence", "T9");
        onFile("cases.conference", "/conferences#h-plan", "T9");
        onFile("cases.conference-unconfirmed", "/conferences", "T9");
        onFile("referrals.next-conference", "/conferences#h-plan", "T9");
        for (String act : List.of("acknowledge", "safety", "word", "close", "found-close"))
            PLACES.put("followup.alert-" + act, new Place("/alerts/{id}", "T17", false));
        PLACES.put("followup.report-offence", new Place("/alerts/of/{id}", "T16", false));
        PLACES.put("access.decide", new Place("/decisions/{id}", "2.1", false));
        PLACES.put("slips.hand-over", new Place("/slips/{code}", "T1", false));
        PLACES.put("slips.open-file", new Place("/slips/{code}", "T3", false));
        PLACES.put("slips.refused", new Place("/slips/{code}", "2.1", false));
        PLACES.put("referrals.confirm-danger", new Place("/decisions/{id}", "2.6", false));
        for (String step : List.of("send", "answer", "silence", "long-silence", "acknowledge"))
            PLACES.put("referrals." + step, new Place("/referrals/{id}", "T13", false));
        PLACES.put("assistance.approve-payment", new Place("/payments/{id}", "3", false));
        PLACES.put("assistance.pay", new Place("/payments/{id}", "3", false));
    }

    private static void onFile(String kind, String page, String rule) {
        PLACES.put(kind, new Place(page, rule, true));
    }

    private static void onForm(String kind, String page, String form, String rule) {
        PLACES.put(kind, new Place(page, form, rule, true));
    }

    static Place place(String kind) {
        return PLACES.getOrDefault(kind, new Place("", "", true));
    }

    static List<String> kinds() {
        return List.copyOf(PLACES.keySet());
    }
}
