package org.akoma.protection.visits;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Whoever has visits to make, or a team that makes them, finds them in the main navigation. */
@Component
@Order(22)
class VisitNav implements NavItems {

    @Override
    public List<NavItem> navFor(Actor actor) {
        return VisitLists.scopes(actor).isEmpty() ? List.of() : List.of(NavItem.of("visits", "/visits", "calendar"));
    }
}
