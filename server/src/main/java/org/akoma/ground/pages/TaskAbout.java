package org.akoma.ground.pages;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;

/** A room that says of its records what a task is about, where the kind of the task alone does not say it. A bean. */
public interface TaskAbout {

    /** Whether it knows the records of this kind of task. */
    boolean knows(String kind);

    /** By record, for those that the actor sees. */
    Map<UUID, Task.About> of(Actor actor, Collection<UUID> records);
}
