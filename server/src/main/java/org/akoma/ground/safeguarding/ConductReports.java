package org.akoma.ground.safeguarding;

import java.util.UUID;
import org.akoma.ground.access.Actor;

/**
 * Takes in what somebody was told about the conduct of staff, so that it reaches nobody of a case team. The room of complaints implements it, for rooms that
 * may not use it.
 */
public interface ConductReports {

    /** Whether this host takes it in: not where it holds no key of those who read it. */
    boolean receives();

    /**
     * In the transaction of the caller and in the actor's name; the data protection officers alone receive it, without who works beside that structure.
     *
     * @param id that the caller made
     * @param structure code of the structure of the person concerned
     * @return false where there is no such structure
     */
    boolean raise(Actor actor, UUID id, String structure, String words);
}
