package org.akoma.protection.visits;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The entry of the visits in the main navigation, for actors with visits to make or a team that makes them. */
@Component
@Order(22)
class VisitNav implements NavItems {

    @Override
    public List<NavItem> navFor(Actor actor) {
        return VisitLists.scopes(actor).isEmpty() ? List.of() : List.of(NavItem.of("visits", "/visits", "calendar"));
    }
}
