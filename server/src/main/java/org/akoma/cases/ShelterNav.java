package org.akoma.cases;

import java.util.List;
import org.akoma.access.Actor;
import org.akoma.access.Verb;
import org.akoma.pages.NavItem;
import org.akoma.pages.NavItems;
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
