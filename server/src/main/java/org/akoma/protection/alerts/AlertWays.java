package org.akoma.protection.alerts;

import java.util.List;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.WayOn;
import org.akoma.ground.pages.WaysOn;
import org.springframework.stereotype.Component;

/** What follows an alert that somebody took on, and what was done about it. */
@Component
class AlertWays implements WaysOn {

    @Override
    public List<WayOn> waysOn() {
        return List.of(
                WayOn.to("done.followup.alert-acknowledged", "#h-act", Verb.ALERT_ACT),
                WayOn.to("done.followup.alert-action", "#h-end", Verb.ALERT_HANDLE),
                WayOn.to("done.followup.alert-action-of-one", "#h-end", Verb.ALERT_HANDLE));
    }
}
