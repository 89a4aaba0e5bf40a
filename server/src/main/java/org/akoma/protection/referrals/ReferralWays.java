package org.akoma.protection.referrals;

import java.util.List;
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
        return List.of(
                WayOn.inFile("referrals.consent-none", CONSENT, Verb.CHILD_WRITE),
                WayOn.inFile("referrals.consent-refused", CONSENT, Verb.CHILD_WRITE),
                WayOn.inFile("referrals.consent-withdrawn", CONSENT, Verb.CHILD_WRITE),
                WayOn.inFile("referrals.consent-not-obtainable", CONSENT, Verb.CHILD_WRITE),
                WayOn.inFile("done.followup.csi-mental-health", URGENT, Verb.REFERRAL_WRITE),
                WayOn.inFile("referrals.letter-missing", "/attachments/new", Verb.ATTACHMENT_WRITE),
                WayOn.inFile("referrals.not-a-reader", "/share", Verb.GRANT_GIVE));
    }
}
