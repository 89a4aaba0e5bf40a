package org.akoma.protection.assistance;

import java.util.List;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.protection.cases.FileFrame;
import org.springframework.ui.Model;

/** A part of the page on what is done for a child, of a room above this one. Implemented as a bean. */
public interface AidPart {

    /**
     * Adds what the part shows.
     *
     * @param services those of the child that the actor reads
     * @return the people of the part, whose codes the page shows
     */
    List<UUID> add(Actor actor, FileFrame frame, List<Service> services, Model model);
}
