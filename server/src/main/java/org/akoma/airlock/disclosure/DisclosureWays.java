package org.akoma.airlock.disclosure;

import java.util.List;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.WayOn;
import org.akoma.ground.pages.WaysOn;
import org.springframework.stereotype.Component;

/** What follows a request of the police, and an answer to a report. */
@Component
class DisclosureWays implements WaysOn {

    @Override
    public List<WayOn> waysOn() {
        return List.of(
                WayOn.to("done.disclosure.asked", "/disclosures", Verb.DISCLOSURE_READ),
                WayOn.to("done.disclosure.withdrawn", "/disclosures/new", Verb.DISCLOSURE_ASK),
                WayOn.to("done.disclosure.report-answered", "/disclosures#h-reports", Verb.DISCLOSURE_READ));
    }
}
