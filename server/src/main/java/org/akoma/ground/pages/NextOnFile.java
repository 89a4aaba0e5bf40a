package org.akoma.ground.pages;

import java.util.Optional;
import org.akoma.ground.access.Actor;

/** What a person is to do next on a child's file, for the confirmation of what they have just done. Implemented by the room of tasks. */
public interface NextOnFile {

    /** @param code of the file */
    Optional<Task> next(Actor actor, String code);
}
