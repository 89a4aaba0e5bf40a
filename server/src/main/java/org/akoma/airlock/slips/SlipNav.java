package org.akoma.airlock.slips;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Slips in the main navigation; for those who receive children, with how many wait. */
@Component
@Order(24)
class SlipNav implements NavItems {

    private final Slips slips;

    SlipNav(Slips slips) {
        this.slips = slips;
    }

    @Override
    public List<NavItem> navFor(Actor actor) {
        if (!actor.may(Verb.SLIP_WRITE) && !actor.may(Verb.SLIP_RECEIVE) && !actor.is(Role.LE_COORDINATOR))
            return List.of();
        return List.of(new NavItem("slips", "/slips", "file", slips.waiting(actor)));
    }
}
