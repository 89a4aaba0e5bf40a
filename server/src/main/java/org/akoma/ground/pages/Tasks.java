package org.akoma.ground.pages;

import java.time.LocalDate;
import java.util.List;
import org.akoma.ground.access.Actor;

/**
 * A room's tasks for a person, computed from its records on each call; each kind must be read by an index and limited. Implemented as a bean;
 * {@code @Order} decides the place among equally urgent tasks.
 */
public interface Tasks {

    /** No more than this of one kind; the list of files shows the rest. */
    int MOST = 20;

    List<Task> tasksFor(Actor actor, LocalDate today);

    /** What became of what this person did, which asks nothing more of them. */
    default List<Bells.News> answersFor(Actor actor) {
        return List.of();
    }

    /** Whether this room has a page on which this person finds all tasks. */
    default boolean hasList(Actor actor) {
        return false;
    }

    /** Whether the list of tasks has them among its own; else that page shows them above, as the home page does. */
    default boolean listed() {
        return true;
    }
}
