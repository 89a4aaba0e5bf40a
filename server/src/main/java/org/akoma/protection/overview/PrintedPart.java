package org.akoma.protection.overview;

import java.util.Optional;
import org.akoma.ground.access.Actor;
import org.akoma.protection.cases.FileFrame;

/**
 * What the file's printed page shows of a room's records about the child. Implemented as a bean; {@code @Order} decides the place. The room
 * reads as the reader, so that the print shows no more than they may see, and journals the reading.
 */
public interface PrintedPart {

    enum Paper {
        /** Two pages for a case conference: what is newest and what is open. */
        SHEET,
        FILE
    }

    /** Empty when there is nothing of it for this reader, or not on this paper. */
    Optional<Printed> partFor(Actor actor, FileFrame frame, Paper paper);

    /**
     * @param template such as {@code attachments/printed}, with a fragment {@code printed(part)} that is a section
     * @param part what it draws
     */
    record Printed(String template, Object part) {}
}
