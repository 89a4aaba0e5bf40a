package org.akoma.ground.oversight;

import java.util.List;
import org.akoma.ground.pages.WayOn;
import org.akoma.ground.pages.WaysOn;
import org.springframework.stereotype.Component;

/** What follows an explanation, a judgement and each step of an incident. */
@Component
class OversightWays implements WaysOn {

    @Override
    public List<WayOn> waysOn() {
        return List.of(
                WayOn.to("done.oversight.explained", "/unusual-readings", null),
                WayOn.to("done.oversight.judged", "/unusual-readings", null),
                WayOn.to("done.oversight.handed", "#h-handed", null),
                WayOn.to("done.oversight.incident-taken", "#h-step", null),
                WayOn.to("done.oversight.incident-step", "#h-step", null));
    }
}
