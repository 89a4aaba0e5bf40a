package org.akoma.protection.shelters;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Whoever places children, runs a shelter or watches over the beds finds them in the main navigation. */
@Component
@Order(30)
class ShelterNav implements NavItems {

    @Override
    public List<NavItem> navFor(Actor actor) {
        boolean sees = actor.may(Verb.SHELTER_READ) || actor.may(Verb.SHELTER_FIGURES);
        return sees ? List.of(NavItem.of("shelters", "/shelters", "home")) : List.of();
    }
}
