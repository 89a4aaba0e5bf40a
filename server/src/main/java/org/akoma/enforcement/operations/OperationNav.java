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
                WayOn.to("done.operations.started", "/operations/{code}/persons/new", Verb.OPERATION_RECORD),
                WayOn.to("operations.no-officers", "/operations/{code}", Verb.OPERATION_READ),
                WayOn.to("operations.children-without-slip", "/operations/{code}/persons", Verb.OPERATION_READ),
                WayOn.to("done.operations.site-added", "/operations/{code}", Verb.OPERATION_READ),
                WayOn.to("done.operations.person-screened", "/operations/{code}/persons/new", Verb.OPERATION_RECORD),
                WayOn.to("done.operations.closed", "/operations/{code}/figures/new", Verb.OPERATION_WRITE),
                WayOn.to("done.operations.figure-added", "/operations/{code}/figures/new", Verb.OPERATION_WRITE),
                WayOn.to("done.operations.person-decided", "/operations/{code}/persons", Verb.OPERATION_RECORD),
                WayOn.to("done.operations.victim-linked", "/operations/{code}/persons", Verb.OPERATION_RECORD),
                WayOn.to("done.operations.rule-out-asked", "/operations/{code}/persons", Verb.OPERATION_RECORD),
                WayOn.to("done.operations.suspect-recorded", "/operations/{code}/evidence#h-a", Verb.SUSPECT_WRITE),
                WayOn.to("done.operations.suspect-moved", "/operations/{code}/suspects", Verb.SUSPECT_READ),
                WayOn.to("done.operations.evidence-added", "#h-a", Verb.SUSPECT_WRITE),
                WayOn.to("done.operations.corrected", "/operations/{code}", Verb.OPERATION_READ),
                WayOn.to("done.operations.interview-assigned", "/operations/{code}/persons", Verb.OPERATION_RECORD),
                WayOn.to(
                        "done.operations.interview-held", "/operations/{code}/persons/{person}", Verb.OPERATION_RECORD),
                WayOn.to("done.operations.interview-cancelled", "#h-assign", Verb.OPERATION_RECORD),
                WayOn.to("done.operations.children-sent-back", "/operations/{code}/slips", Verb.SLIP_READ));
    }
}
