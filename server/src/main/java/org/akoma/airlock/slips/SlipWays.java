package org.akoma.airlock.slips;

import java.util.List;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.WayOn;
import org.akoma.ground.pages.WaysOn;
import org.springframework.stereotype.Component;

/** What follows each act on a slip, and places that were confirmed or refused. */
@Component
class SlipWays implements WaysOn {

    private static final String TO_SIGN = "/slips/{number}/edit?then=sign";

    @Override
    public List<WayOn> waysOn() {
        return List.of(
                WayOn.to("done.slips.written", TO_SIGN, Verb.SLIP_WRITE),
                WayOn.to("done.slips.corrected", TO_SIGN, Verb.SLIP_WRITE),
                WayOn.to("done.slips.signed", "/slips", Verb.SLIP_WRITE),
                WayOn.to("done.slips.care-confirmed", "/slips", Verb.SLIP_RECEIVE),
                WayOn.to("done.slips.refused", "/slips?status=SIGNED_BY_OFFICER", Verb.SLIP_RECEIVE),
                WayOn.to("done.slips.care-declined", "/slips?status=SIGNED_BY_OFFICER", Verb.SLIP_RECEIVE),
                WayOn.to("done.slips.settle-asked", "/slips?status=REFUSED", Verb.SLIP_READ),
                WayOn.to("done.slips.settle-waits", "/slips?status=REFUSED", Verb.SLIP_READ),
                WayOn.to("done.slips.settle-own", "/slips?status=REFUSED", Verb.SLIP_READ),
                WayOn.to("done.slips.settle-nothing", "/slips?status=REFUSED", Verb.SLIP_READ),
                WayOn.to("done.slips.already-settled", "/slips", Verb.SLIP_READ),
                WayOn.to("done.slips.not-signed", "/slips", Verb.SLIP_READ),
                WayOn.to("done.slips.not-handed", "/slips/{number}/edit?then=sign", Verb.SLIP_WRITE),
                WayOn.to("done.slips.changed", "/slips/{number}/edit?then=sign", Verb.SLIP_WRITE),
                WayOn.to("done.slips.not-yours", "/slips/{number}/edit", Verb.SLIP_WRITE));
    }
}
