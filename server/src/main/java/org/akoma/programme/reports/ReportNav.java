package org.akoma.programme.reports;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Reports, for who has them made; others reach the released ones from an evaluation. */
@Component
@Order(86)
class ReportNav implements NavItems {

    @Override
    public List<NavItem> navFor(Actor actor) {
        return Reports.asks(actor) ? List.of(NavItem.of("reports", "/reports", "file")) : List.of();
    }
}
