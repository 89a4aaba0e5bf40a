package org.akoma.protection.wellbeing;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The entry of the children who must not be forgotten, for who supervises a team. */
@Component
@Order(23)
class ForgottenNav implements NavItems {

    @Override
    public List<NavItem> navFor(Actor actor) {
        return actor.may(Verb.VISIT_REVIEW) ? List.of(NavItem.of("forgotten", "/forgotten", "alert")) : List.of();
    }
}
