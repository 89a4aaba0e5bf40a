package org.akoma.ground.pages;

import java.time.LocalDate;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.decisions.DecisionList;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The way to what waits for a second person; its records lie on the floor below the shell. */
@Component
@Order(30)
class DecisionNav implements NavItems, Tasks {

    private final DecisionList decisions;

    DecisionNav(DecisionList decisions) {
        this.decisions = decisions;
    }

    @Override
    public List<NavItem> navFor(Actor actor) {
        return DecisionList.decides(actor)
                ? List.of(new NavItem("decisions", "/decisions", "double", decisions.count(actor)))
                : List.of();
    }

    /** For the sides that have no list of tasks: there each decision is a task. */
    @Override
    public List<Task> tasksFor(Actor actor, LocalDate today) {
        int waiting = actor.compartment() != Compartment.PROTECTION && DecisionList.decides(actor)
                ? decisions.count(actor)
                : 0;
        return waiting == 0 ? List.of() : List.of(Task.many("decisions", waiting, "/decisions"));
    }
}
