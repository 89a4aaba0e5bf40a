package org.akoma.programme.publication;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.akoma.ground.pages.WayOn;
import org.akoma.ground.pages.WaysOn;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Publication, for who prepares tables, writes stories or decides. */
@Component
@Order(88)
class PublicationNav implements NavItems, WaysOn {

    @Override
    public List<NavItem> navFor(Actor actor) {
        if (actor.may(Verb.RELEASE_READ)) return List.of(NavItem.of("publication", "/publication", "file"));
        return actor.may(Verb.STORY_READ)
                ? List.of(NavItem.of("publication", "/publication/stories", "file"))
                : List.of();
    }

    /** From what was proposed or taken off to where one sees it. */
    @Override
    public List<WayOn> waysOn() {
        return List.of(
                WayOn.to("done.publication.release-prepared", "/publication/releases/{release}", Verb.RELEASE_READ),
                WayOn.to("done.publication.release-end-asked", "/publication", Verb.RELEASE_READ),
                WayOn.to("done.publication.story-written", "/publication/stories", Verb.STORY_READ),
                WayOn.to("done.publication.story-unpublished", "/public", Verb.STORY_READ));
    }
}
