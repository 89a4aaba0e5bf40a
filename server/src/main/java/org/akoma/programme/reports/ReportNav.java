package org.akoma.programme.reports;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.akoma.ground.pages.WayOn;
import org.akoma.ground.pages.WaysOn;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Reports, for who has them made; others reach the released ones from an evaluation. */
@Component
@Order(86)
class ReportNav implements NavItems, WaysOn {

    @Override
    public List<NavItem> navFor(Actor actor) {
        return Reports.asks(actor) ? List.of(NavItem.of("reports", "/reports", "file")) : List.of();
    }

    /** From a report that was asked for to the list. */
    @Override
    public List<WayOn> waysOn() {
        return List.of(
                WayOn.to("done.reports.asked", "/reports", null),
                WayOn.to("done.reports.release-asked", "/reports", null),
                WayOn.to("done.reports.recalled", "/recalls", null));
    }
}
