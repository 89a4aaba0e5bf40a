package org.akoma.protection.cases;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The entry of the lists of files in the main navigation, for actors who may list files. */
@Component
@Order(20)
class CaseNav implements NavItems {

    @Override
    public List<NavItem> navFor(Actor actor) {
        return actor.may(Verb.CASE_LIST) ? List.of(NavItem.of("cases", "/cases", "folder")) : List.of();
    }
}
