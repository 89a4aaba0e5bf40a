package org.akoma.protection.homecoming;

import java.util.List;
import java.util.stream.Stream;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.WayOn;
import org.akoma.ground.pages.WaysOn;
import org.akoma.protection.placement.ReturnGate;
import org.springframework.stereotype.Component;

/** From a refusal about a file to the page of the file that lifts it, and from what was done to what comes next. */
@Component
class CaseWays implements WaysOn {

    private static final String LETTER = "/attachments/new?for=homecoming";
    private static final String GUARDIAN = "/guardians/new";
    private static final String CONSENT = "/consents/new?purpose=";

    private static final String OPEN_VISITS = "/visits#h-open";

    @Override
    public List<WayOn> waysOn() {
        return Stream.of(
                        sharing(),
                        consents(),
                        returns(),
                        next(),
                        care().toList(),
                        doubles().toList())
                .flatMap(List::stream)
                .toList();
    }

    private static List<WayOn> sharing() {
        return List.of(
                WayOn.inFile("cases.share-elsewhere", "/referrals/new", Verb.REFERRAL_WRITE),
                WayOn.inFile("cases.share-beyond-role", "/referrals/new", Verb.REFERRAL_WRITE),
                WayOn.inFile("cases.share-too-long", "/assignment", Verb.CASE_ASSIGN),
                WayOn.inFile("cases.worker-elsewhere", "/transfer", Verb.CASE_ASSIGN),
                WayOn.inFile("cases.transfer-of-another", "/assignment", Verb.CASE_ASSIGN),
                WayOn.inFile("cases.transfer-no-consent", CONSENT + "TRANSFER_TO_AUTHORITY", Verb.CHILD_WRITE),
                WayOn.inFile("disclosure.child-not-asked", CONSENT + "SHARE_WITH_LAW_ENFORCEMENT", Verb.CHILD_WRITE),
                WayOn.inFile("handover.still-blocked", CONSENT + "TRANSFER_TO_AUTHORITY", Verb.CHILD_WRITE),
                WayOn.inFile("handover.ask-the-child", CONSENT + "TRANSFER_TO_AUTHORITY", Verb.CHILD_WRITE),
                WayOn.to("cases.emergency-not-needed", "/cases/{0}", null));
    }

    private static List<WayOn> consents() {
        return List.of(
                WayOn.inFile("cases.consent-no-guardian", "/guardians/new", Verb.CHILD_WRITE),
                WayOn.inFile("cases.consent-no-order", "/attachments/new", Verb.ATTACHMENT_WRITE),
                WayOn.inFile("cases.consent-guardian-took-part", "/guardians/new", Verb.CHILD_WRITE),
                WayOn.inFile("cases.consent-guardian-on-file", "/identity", null),
                WayOn.inFile("cases.consent-age-unknown", "/identity/correction", Verb.CHILD_WRITE),
                WayOn.inFile("cases.consent-no-best-interests", "/best-interests", Verb.CASE_WRITE),
                WayOn.inFile("cases.consent-supervisor", "/access", null),
                WayOn.inFile("cases.emergency-care-only", CONSENT + "CASE_MANAGEMENT", Verb.CHILD_WRITE),
                WayOn.inFile("cases.closure-age-unknown", "/identity/correction", Verb.CHILD_WRITE),
                WayOn.inFile("cases.age-by-correction", "/identity/correction", Verb.CHILD_WRITE),
                WayOn.inFile("cases.adult-by-age", "/identity/correction", Verb.CHILD_WRITE),
                WayOn.inFile("cases.birth-by-correction", "/identity/correction", Verb.CHILD_WRITE),
                WayOn.inFile("cases.identity-unnamed", "/identity/edit", Verb.CHILD_WRITE));
    }

    private static List<WayOn> returns() {
        Stream<WayOn> missing =
                Stream.of(ReturnGate.Part.values()).map(part -> WayOn.inFile(part.code(), part.page(), null));
        Stream<WayOn> border = Stream.of(
                WayOn.inFile("cases.border-letter", LETTER, Verb.ATTACHMENT_WRITE),
                WayOn.inFile("cases.border-answers-here", "/referrals/new", Verb.REFERRAL_WRITE),
                WayOn.inFile("cases.no-such-document", "/attachments/new", Verb.ATTACHMENT_WRITE),
                WayOn.inFile("cases.care-order-document", "/attachments/new", Verb.ATTACHMENT_WRITE),
                WayOn.inFile("cases.no-such-letter", LETTER, Verb.ATTACHMENT_WRITE),
                WayOn.inFile("cases.placement-unaccepted", "/homecoming", null),
                WayOn.inFile("cases.departure-without-home", "/placement", null),
                WayOn.inFile("cases.not-with-family", "/placement", null),
                WayOn.inFile("cases.carer-new-home", "/placement", null),
                WayOn.inFile("cases.not-assessed", "/assessment", null),
                WayOn.inFile("cases.no-plan-in-force", "/plan", null),
                WayOn.inFile("cases.no-placement", "/placement", null),
                WayOn.inFile("cases.no-stay", "/placement", null),
                WayOn.inFile("cases.stay-in-danger", "/placement", null),
                WayOn.inFile("cases.double-lacks-alert", "/alerts", null),
                WayOn.inFile("cases.closure-alert-open", "/alerts", null),
                WayOn.inFile("cases.closure-csi-old", "/csi/new", Verb.CSI_WRITE),
                WayOn.inFile("cases.closure-alert-unread", "/alerts", null),
                WayOn.inFile("cases.closure-alert-undone", "/alerts", null),
                WayOn.inFile("cases.double-lacks-care", "/health", null),
                WayOn.inFile("cases.double-lacks-consent", CONSENT + "TRANSFER_TO_AUTHORITY", Verb.CHILD_WRITE),
                WayOn.inFile("cases.file-closed", "/closure", null),
                WayOn.inFile("cases.closure-is-victim", "/exploitation", null),
                WayOn.inFile("house.not-written", "/access", null));
        return Stream.concat(missing, border).toList();
    }

    private static List<WayOn> next() {
        return List.of(
                WayOn.inFile("done.cases.registered", "/placement#h-new", Verb.PLACEMENT_WRITE),
                WayOn.inFile("done.cases.registered-as-slip", "/placement#h-new", Verb.PLACEMENT_WRITE),
                WayOn.inFile("done.cases.placed-assess", "/assessment", Verb.CASE_WRITE),
                WayOn.inFile("done.cases.placed-waits-assess", "/assessment", Verb.CASE_WRITE),
                WayOn.inFile("done.cases.guardian", "/consents/new", Verb.CHILD_WRITE),
                WayOn.inFile("done.cases.assessed", "/plan", Verb.CASE_WRITE),
                WayOn.inFile("done.cases.plan-submitted", "/referrals/new", Verb.REFERRAL_WRITE),
                WayOn.inFile("done.followup.visit-recorded", OPEN_VISITS, null),
                WayOn.inFile("done.followup.visit-before-assessment", "/assessment", Verb.CASE_WRITE),
                WayOn.inFile("done.followup.visit-moved", OPEN_VISITS, null),
                WayOn.inFile("done.followup.visit-missed", OPEN_VISITS, null),
                WayOn.inFile("done.cases.homecoming", "/visits#h-plan", Verb.VISIT_WRITE),
                WayOn.inFile("done.cases.arrived-without-home", "/placement#h-new", Verb.PLACEMENT_WRITE),
                WayOn.inFile("done.cases.turned-back", "/placement#h-new", Verb.PLACEMENT_WRITE),
                WayOn.inFile("done.cases.transferred", "/assignment", Verb.CASE_ASSIGN),
                WayOn.inFile("done.cases.plan-approved", "/referrals", Verb.REFERRAL_READ),
                WayOn.inFile("done.cases.emergency", "/access", null),
                WayOn.to("done.cases.shelter-opened", "/shelters", Verb.SHELTER_READ),
                WayOn.to("done.cases.shelter-closed", "/shelters", Verb.SHELTER_READ),
                WayOn.to("done.cases.shelter-changed", "/shelters", Verb.SHELTER_READ),
                WayOn.inFile("done.cases.left", "/placement#h-new", Verb.PLACEMENT_WRITE),
                WayOn.inFile("done.cases.left-missing", "/search", null),
                WayOn.to("done.cases.transfer-refused", "/cases", Verb.CASE_LIST),
                WayOn.to("done.retention.hold-set", "/retention", null),
                WayOn.to("done.handover.returned", "/handovers", null),
                WayOn.inFile("done.handover.accepted", "/handover#h-worker", null),
                WayOn.inFile("done.handover.blocked", "/consents/new?purpose=TRANSFER_TO_AUTHORITY", Verb.CHILD_WRITE),
                WayOn.to("done.handover.plan-written", "#h-functions", null),
                WayOn.to("done.handover.function-written", "#h-functions", null),
                WayOn.to("done.handover.readiness-written", "/handovers/plan", null));
    }

    private static Stream<WayOn> care() {
        return Stream.of(
                        WayOn.inFile(
                                "/access",
                                null,
                                "cases.own-work",
                                "cases.worker-writes-this",
                                "cases.urgent-care-by-another",
                                "cases.emergency-passes-nothing-on",
                                "cases.consent-no-to-another",
                                "cases.consent-yes-to-another",
                                "cases.consent-no-to-supervisor",
                                "cases.consent-danger-to-supervisor"),
                        WayOn.inFile(
                                "/consents",
                                null,
                                "cases.consent-yes-before-no",
                                "cases.consent-yes-waits",
                                "cases.consent-child-said-no",
                                "cases.consent-guardian-said-no",
                                "cases.consent-no-holds",
                                "cases.consent-no-stays",
                                "cases.consent-nothing-to-withdraw"),
                        WayOn.inFile("/search", null, "cases.closure-lost", "cases.lost-already", "cases.not-lost"),
                        WayOn.inFile("/visits/new", Verb.VISIT_WRITE, "cases.found-where", "cases.home-while-sought"),
                        WayOn.inFile("/plan", null, "cases.plan-fixed", "cases.plan-open-already"),
                        WayOn.inFile("/assessment", null, "cases.assessed-already", "cases.assessment-older"),
                        WayOn.inFile("/identity/correction", Verb.CHILD_WRITE, "cases.closure-not-18"),
                        WayOn.inFile("/identity/edit", Verb.CHILD_WRITE, "cases.identity-altered"),
                        WayOn.inFile("/transfer", Verb.CASE_ASSIGN, "cases.closure-transfer"),
                        WayOn.inFile("/homecoming", null, "cases.no-departure-unaccepted"),
                        WayOn.inFile("/tracing", null, "cases.return-unsafe"),
                        WayOn.inFile("/attachments/new", Verb.ATTACHMENT_WRITE, "cases.panel-minutes"),
                        WayOn.inFile(LETTER, Verb.ATTACHMENT_WRITE, "cases.letter-gone"),
                        WayOn.to(
                                "/decisions",
                                null,
                                "cases.journey-waits",
                                "cases.not-own-request",
                                "cases.placement-waits",
                                "cases.reopening-waits",
                                "cases.shelter-unconfirmed",
                                "cases.supervisor-waits",
                                "cases.transfer-waits"),
                        WayOn.to("/slips", Verb.SLIP_READ, "cases.no-such-slip", "cases.slip-not-signed"))
                .flatMap(ways -> ways);
    }

    /** What a file lacks before the other one of the same child can end: each on the page of the file that goes on. */
    private static Stream<WayOn> doubles() {
        return Stream.of(
                        WayOn.inFile("/placement", null, "cases.double-lacks-home", "cases.double-lacks-move"),
                        WayOn.inFile("/plan", null, "cases.double-lacks-plan"),
                        WayOn.inFile("/closure", null, "cases.closes-as-double"),
                        WayOn.inFile("/assessment", null, "cases.double-lacks-risk"),
                        WayOn.inFile("/exploitation", null, "cases.double-lacks-status"))
                .flatMap(ways -> ways);
    }
}
