package org.akoma.protection.referrals;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.WayOn;
import org.akoma.ground.pages.WaysOn;
import org.springframework.stereotype.Component;

/** Links from each condition that a referral lacks to the page where it is recorded. */
@Component
class ReferralWays implements WaysOn {

    /** A child in mental distress is referred the same day (4.1). */
    private static final String URGENT = "/referrals/new?priority=URGENT&service=IMM_PSYCHOSOCIAL";

    private static final String CONSENT = "/consents/new?purpose=SHARE_FOR_REFERRAL";

    @Override
    public List<WayOn> waysOn() {
        return Stream.concat(conditions().stream(), agreements()).toList();
    }

    private static List<WayOn> conditions() {
        return List.of(
                WayOn.inFile("referrals.consent-none", CONSENT, Verb.CHILD_WRITE),
                WayOn.inFile("referrals.consent-refused", CONSENT, Verb.CHILD_WRITE),
                WayOn.inFile("referrals.consent-withdrawn", CONSENT, Verb.CHILD_WRITE),
                WayOn.inFile("referrals.consent-not-obtainable", CONSENT, Verb.CHILD_WRITE),
                WayOn.inFile("done.followup.csi-mental-health", URGENT, Verb.REFERRAL_WRITE),
                WayOn.inFile("followup.action-without-referral", URGENT, Verb.REFERRAL_WRITE),
                WayOn.inFile("followup.action-without-goal", "/plan", Verb.CASE_WRITE),
                WayOn.inFile("followup.no-such-goal", "/plan", Verb.CASE_WRITE),
                WayOn.to("done.referrals.acknowledge", "#h-answer", Verb.REFERRAL_ANSWER),
                WayOn.to("done.referrals.accept", "#h-answer", Verb.REFERRAL_ANSWER),
                WayOn.to("done.referrals.drafted", "#h-send", Verb.REFERRAL_WRITE),
                WayOn.to("done.referrals.not-sent", "#h-send", Verb.REFERRAL_WRITE),
                WayOn.to("done.referrals.sent", "#h-course", Verb.REFERRAL_READ),
                WayOn.to("done.referrals.decline", "/referrals", Verb.REFERRAL_READ),
                WayOn.to("done.referrals.complete", "/referrals", Verb.REFERRAL_READ),
                WayOn.to("done.referrals.ended", "/referrals", Verb.REFERRAL_READ),
                WayOn.to("done.referrals.asked", "/referrals", Verb.REFERRAL_READ),
                WayOn.to("done.directory.saved", "/directory", Verb.DIRECTORY_READ),
                WayOn.inFile("referrals.letter-missing", "/attachments/new", Verb.ATTACHMENT_WRITE),
                WayOn.inFile("referrals.not-a-reader", "/share", Verb.GRANT_GIVE));
    }

    private static Stream<WayOn> agreements() {
        return Stream.of(
                        WayOn.to(
                                "/agreements",
                                Verb.AGREEMENT_READ,
                                "access.agreement-none",
                                "access.agreement-not-yet",
                                "access.agreement-other-way",
                                "access.agreement-over",
                                "access.agreement-purpose",
                                "access.agreement-unconfirmed"),
                        Stream.of(Section.values())
                                .map(section ->
                                        "referrals.outside-" + section.name().toLowerCase(Locale.ROOT))
                                .map(code -> WayOn.to(code, "/agreements", Verb.AGREEMENT_READ)),
                        WayOn.to("/directory", Verb.DIRECTORY_READ, "referrals.no-structure"),
                        WayOn.to("/decisions", null, "referrals.answer-waits"),
                        WayOn.inFile(
                                "/referrals", Verb.REFERRAL_READ, "referrals.danger-denied", "referrals.sent-already"),
                        WayOn.inFile(
                                "/identity",
                                null,
                                "referrals.guardian-there",
                                "referrals.guardian-just-ended",
                                "referrals.guardian-waits"),
                        WayOn.inFile(
                                "/consents",
                                null,
                                "referrals.guardian-refused",
                                "referrals.guardian-child-no",
                                "referrals.guardian-child-answers"),
                        WayOn.inFile("/referrals", Verb.REFERRAL_READ, "referrals.guardian-open"),
                        WayOn.to(
                                "/agreements",
                                Verb.AGREEMENT_READ,
                                "referrals.guardian-agreement",
                                "referrals.guardian-receiver"),
                        WayOn.inFile("/homecoming", null, "referrals.no-return-waits"),
                        WayOn.inFile("/attachments/new", Verb.ATTACHMENT_WRITE, "referrals.letter-gone"))
                .flatMap(ways -> ways);
    }
}
