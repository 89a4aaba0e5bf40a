package org.akoma.programme.findings;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Evaluations for who reads findings; counts for a police officer. */
@Component
@Order(85)
class FindingNav implements NavItems {

    @Override
    public List<NavItem> navFor(Actor actor) {
        if (actor.may(Verb.FINDING_READ)) return List.of(NavItem.of("evaluation", "/evaluations", "check"));
        return actor.may(Verb.FINDING_FIGURES) ? List.of(NavItem.of("evaluation", "/findings", "check")) : List.of();
    }
}
