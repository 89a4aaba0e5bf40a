package org.akoma.protection.complaints;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Complaints for whom they are meant, behind the alerts. */
@Component
@Order(41)
class ComplaintNav implements NavItems {

    private final Complaints complaints;

    ComplaintNav(Complaints complaints) {
        this.complaints = complaints;
    }

    @Override
    public List<NavItem> navFor(Actor actor) {
        return complaints.reads(actor)
                ? List.of(new NavItem("complaints", "/complaints", "shield", complaints.waiting(actor)))
                : List.of();
    }
}
