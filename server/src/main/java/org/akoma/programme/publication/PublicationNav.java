package org.akoma.programme.publication;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Publication, for who prepares tables, writes stories or decides. */
@Component
@Order(88)
class PublicationNav implements NavItems {

    @Override
    public List<NavItem> navFor(Actor actor) {
        if (actor.may(Verb.RELEASE_READ)) return List.of(NavItem.of("publication", "/publication", "file"));
        return actor.may(Verb.STORY_READ)
                ? List.of(NavItem.of("publication", "/publication/stories", "file"))
                : List.of();
    }
}
