package org.akoma.airlock.slips;

import java.util.List;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.WayOn;
import org.akoma.ground.pages.WaysOn;
import org.springframework.stereotype.Component;

/** What follows a slip that is written, then signed, and places that were confirmed. */
@Component
class SlipWays implements WaysOn {

    private static final String TO_SIGN = "/slips/{number}/edit?then=sign";

    @Override
    public List<WayOn> waysOn() {
        return List.of(
                WayOn.to("done.slips.written", TO_SIGN, Verb.SLIP_WRITE),
                WayOn.to("done.slips.corrected", TO_SIGN, Verb.SLIP_WRITE),
                WayOn.to("done.slips.signed", "/slips", Verb.SLIP_WRITE),
                WayOn.to("done.slips.care-confirmed", "/slips", Verb.SLIP_RECEIVE));
    }
}
