package org.akoma.protection.messages;

import java.util.List;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.WayOn;
import org.akoma.ground.pages.WaysOn;
import org.springframework.stereotype.Component;

/** What follows an act on a conversation. */
@Component
class MessageWays implements WaysOn {

    @Override
    public List<WayOn> waysOn() {
        return List.of(
                WayOn.to("done.referrals.begun", "#write", Verb.MESSAGE_WRITE),
                WayOn.to("done.referrals.added", "#write", Verb.MESSAGE_WRITE),
                WayOn.to("done.referrals.removed", "#h-who", Verb.MESSAGE_READ),
                WayOn.to("done.referrals.withdrawn", "#write", Verb.MESSAGE_WRITE));
    }
}
