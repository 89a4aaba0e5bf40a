package org.akoma.ground.pages;

import java.time.LocalDate;
import java.util.List;
import org.akoma.ground.access.Actor;

/**
 * A room says here what waits for a person: computed from its records when asked, each kind led by an index and limited. A bean;
 * {@code @Order} decides the place among things that are equally urgent.
 */
public interface Tasks {

    /** No more than this of one kind; the list of files shows the rest. */
    int MOST = 20;

    List<Task> tasksFor(Actor actor, LocalDate today);
}
