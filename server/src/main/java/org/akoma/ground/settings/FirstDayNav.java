package org.akoma.ground.settings;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The guide of the first day as the first entry behind home, until the house has its first child. */
@Component
@Order(1)
class FirstDayNav implements NavItems {

    private final FirstDay day;

    FirstDayNav(FirstDay day) {
        this.day = day;
    }

    @Override
    public List<NavItem> navFor(Actor actor) {
        return FirstDay.reads(actor) && !day.isBegun(actor) ? List.of(FirstDayPages.item()) : List.of();
    }
}
