package org.akoma.ground.pages;

import java.util.List;
import java.util.Optional;
import org.akoma.ground.access.Actor;

/** What is to be done on a child's file, for the confirmation of an act and for the first page of the file. Implemented by the room of tasks. */
public interface NextOnFile {

    /**
     * What this person has to do on it now: what is urgent, late or due within a day.
     *
     * @param code of the file
     */
    Optional<Task> next(Actor actor, String code);

    /** All that is open: what this person has to do, and what those whom they supervise have; the most urgent first. */
    List<Task> open(Actor actor, String code);
}
