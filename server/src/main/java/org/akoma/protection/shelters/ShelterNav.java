package org.akoma.protection.shelters;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The entry of the shelters in the main navigation, for actors who place children, run a shelter or oversee the beds. */
@Component
@Order(30)
class ShelterNav implements NavItems {

    @Override
    public List<NavItem> navFor(Actor actor) {
        boolean sees = actor.may(Verb.SHELTER_READ) || actor.may(Verb.SHELTER_FIGURES);
        return sees ? List.of(NavItem.of("shelters", "/shelters", "home")) : List.of();
    }
}
