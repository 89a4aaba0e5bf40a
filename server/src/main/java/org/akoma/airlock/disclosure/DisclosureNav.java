package org.akoma.airlock.disclosure;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Disclosures in the main navigation of the police and the data protection officer, with how many reports of care wait for an answer. */
@Component
@Order(26)
class DisclosureNav implements NavItems {

    private final ReceivedReports reports;

    DisclosureNav(ReceivedReports reports) {
        this.reports = reports;
    }

    @Override
    public List<NavItem> navFor(Actor actor) {
        if (!DisclosurePages.reads(actor)) return List.of();
        int waiting = actor.is(Role.LE_COORDINATOR)
                ? (int) reports.list(actor).stream()
                        .filter(one -> one.answer() == null)
                        .count()
                : 0;
        return List.of(new NavItem("disclosures", "/disclosures", "shield", waiting));
    }
}
