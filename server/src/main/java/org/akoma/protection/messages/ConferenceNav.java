package org.akoma.protection.messages;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The entry of one's own conferences in the main navigation, for actors who may be invited to one. */
@Component
@Order(45)
class ConferenceNav implements NavItems {

    @Override
    public List<NavItem> navFor(Actor actor) {
        return actor.may(Verb.CONFERENCE_READ)
                ? List.of(NavItem.of("conferences", "/conferences", "users"))
                : List.of();
    }
}
