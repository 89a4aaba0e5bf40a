package org.akoma.cases;

import java.time.LocalDate;
import java.util.List;
import org.akoma.access.Actor;
import org.akoma.pages.NavItem;
import org.akoma.pages.NavItems;
import org.akoma.pages.Task;
import org.akoma.pages.Tasks;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Supervisors, and the data protection officer between them, see on the home page that pairs wait; the officer finds the question in the navigation. */
@Component
@Order(850)
class DoubleTasks implements Tasks, NavItems {

    private final Doubles doubles;

    DoubleTasks(Doubles doubles) {
        this.doubles = doubles;
    }

    @Override
    public List<Task> tasksFor(Actor actor, LocalDate today) {
        int waiting = doubles.waiting(actor);
        return waiting == 0 ? List.of() : List.of(Task.many("doubles", waiting, "/doubles"));
    }

    @Override
    public List<NavItem> navFor(Actor actor) {
        return Doubles.watches(actor) ? List.of(NavItem.of("who-asked", "/doubles/questions", "search")) : List.of();
    }
}
