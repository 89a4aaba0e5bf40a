package org.akoma.enforcement.operations;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.akoma.ground.pages.WayOn;
import org.akoma.ground.pages.WaysOn;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Operations in the main navigation: records for the police, counts for others who may. */
@Component
@Order(10)
class OperationNav implements NavItems, WaysOn {

    @Override
    public List<NavItem> navFor(Actor actor) {
        return actor.may(Verb.OPERATION_READ) || actor.may(Verb.OPERATION_FIGURES)
                ? List.of(NavItem.of("operations", "/operations", "shield"))
                : List.of();
    }

    @Override
    public List<WayOn> waysOn() {
        return List.of(
                WayOn.to("done.operations.planned", "/operations/{code}/sites/new", Verb.OPERATION_RECORD),
                WayOn.to("done.operations.planned-at-site", "/operations/{code}/sites/new", Verb.OPERATION_RECORD),
                WayOn.to("done.operations.started", "/operations/{code}/persons/new", Verb.OPERATION_RECORD),
                WayOn.to("done.operations.site-added", "/operations/{code}", Verb.OPERATION_READ),
                WayOn.to("done.operations.person-screened", "/operations/{code}/persons/new", Verb.OPERATION_RECORD));
    }
}
