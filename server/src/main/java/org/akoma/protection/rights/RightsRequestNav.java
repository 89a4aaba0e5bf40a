package org.akoma.protection.rights;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Requests about the data of children in the navigation of the data protection officer, with how many answers are late. */
@Component
@Order(96)
class RightsRequestNav implements NavItems {

    private final RightsRequests requests;

    RightsRequestNav(RightsRequests requests) {
        this.requests = requests;
    }

    @Override
    public List<NavItem> navFor(Actor actor) {
        return RightsRequests.reads(actor)
                ? List.of(new NavItem("rights-requests", RightsRequestPages.HERE, "user", requests.late(actor)))
                : List.of();
    }
}
