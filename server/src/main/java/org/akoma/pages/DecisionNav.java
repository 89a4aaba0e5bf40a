package org.akoma.pages;

import java.time.LocalDate;
import java.util.List;
import org.akoma.access.Actor;
import org.akoma.access.DecisionList;
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

    /** What the lists of a file's own work do not show: about no file, or as another structure's deputy. Who may be named as a witness decides nothing else. */
    @Override
    public List<Task> tasksFor(Actor actor, LocalDate today) {
        int waiting =
                DecisionList.decides(actor) || DecisionList.witnesses(actor) ? decisions.besides(actor) : 0;
        return waiting == 0 ? List.of() : List.of(Task.many("decisions", waiting, "/decisions"));
    }
}
