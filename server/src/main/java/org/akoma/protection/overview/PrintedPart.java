package org.akoma.protection.overview;

import java.util.Optional;
import org.akoma.ground.access.Actor;
import org.akoma.protection.cases.FileFrame;

/**
 * A room whose records lie on a child's file says here what of them stands on the file's printed page. A bean; {@code @Order} decides the
 * place. The room asks as the reader, so that paper shows what they may see and no more, and journals the reading itself.
 */
public interface PrintedPart {

    /** Empty when there is nothing of it for this reader. */
    Optional<Printed> partFor(Actor actor, FileFrame frame);

    /**
     * @param template such as {@code attachments/printed}, with a fragment {@code printed(part)} that is a section
     * @param part what it draws
     */
    record Printed(String template, Object part) {}
}
