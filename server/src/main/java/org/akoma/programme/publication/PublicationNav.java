package org.akoma.programme.publication;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Publication, for who prepares it or decides. */
@Component
@Order(88)
class PublicationNav implements NavItems {

    @Override
    public List<NavItem> navFor(Actor actor) {
        return actor.may(Verb.RELEASE_READ) ? List.of(NavItem.of("publication", "/publication", "doc")) : List.of();
    }
}
