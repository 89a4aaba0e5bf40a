package org.akoma.airlock.slips;

import java.util.List;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.WayOn;
import org.akoma.ground.pages.WaysOn;
import org.springframework.stereotype.Component;

/** What follows a signed slip, and places that were confirmed. */
@Component
class SlipWays implements WaysOn {

    @Override
    public List<WayOn> waysOn() {
        return List.of(
                WayOn.to("done.slips.signed", "/slips", Verb.SLIP_WRITE),
                WayOn.to("done.slips.care-confirmed", "/slips", Verb.SLIP_RECEIVE));
    }
}
