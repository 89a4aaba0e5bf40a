package org.akoma.protection.registration;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.akoma.ground.pages.Task;
import org.akoma.ground.pages.Tasks;
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
        Stream<Task> compare = waiting == 0 ? Stream.of() : Stream.of(Task.many("doubles", waiting, "/doubles"));
        Stream<Task> close = doubles.running(actor).stream().map(DoubleTasks::oneChild);
        return Stream.concat(close, compare).toList();
    }

    private static Task oneChild(Doubles.Running file) {
        return file.closes()
                ? Task.one("double-closes", file.code(), null, null, "/cases/" + file.code() + "/closure")
                : Task.one("double-goes-on", file.code(), null, null, "/cases/" + file.code());
    }

    @Override
    public List<NavItem> navFor(Actor actor) {
        return Doubles.watches(actor) ? List.of(NavItem.of("who-asked", "/doubles/questions", "search")) : List.of();
    }
}
