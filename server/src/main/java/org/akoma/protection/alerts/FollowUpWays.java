package org.akoma.protection.alerts;

import java.util.List;
import java.util.stream.Stream;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.WayOn;
import org.akoma.ground.pages.WaysOn;
import org.springframework.stereotype.Component;

/** From a refusal about a visit, an alert or a picture to the page where it is lifted. */
@Component
class FollowUpWays implements WaysOn {

    @Override
    public List<WayOn> waysOn() {
        return Stream.of(
                        next(),
                        WayOn.inFile(
                                "/visits/new",
                                Verb.VISIT_WRITE,
                                "followup.visit-cancelled",
                                "followup.visit-contact",
                                "followup.visit-too-early"),
                        WayOn.inFile(
                                "/access",
                                null,
                                "followup.visit-own-record",
                                "followup.high-own",
                                "attachments.face-by-worker"),
                        WayOn.inFile("/alerts/new", Verb.ALERT_RAISE, "followup.nobody-missing"),
                        WayOn.inFile("/csi", null, "followup.action-ended", "followup.csi-baseline-made"),
                        WayOn.inFile(
                                "/consents/new?purpose=PHOTO",
                                Verb.CHILD_WRITE,
                                "attachments.no-photo-consent",
                                "attachments.barred"),
                        WayOn.inFile("/attachments", Verb.ATTACHMENT_READ, "attachments.file-full"))
                .flatMap(ways -> ways)
                .toList();
    }

    private static Stream<WayOn> next() {
        return Stream.of(
                WayOn.to("done.followup.alert-closed", "/alerts", Verb.ALERT_ACT),
                WayOn.to("done.followup.alert-raised", "#h-act", Verb.ALERT_ACT),
                WayOn.to("done.followup.complaint-step", "#h-act", Verb.COMPLAINT_JUDGE),
                WayOn.to("done.followup.complaint-end-proposed", "/complaints", Verb.COMPLAINT_JUDGE),
                WayOn.to("done.followup.complaint-closed", "/complaints", Verb.COMPLAINT_JUDGE));
    }
}
