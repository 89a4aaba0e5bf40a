package org.akoma.enforcement.operations;

import org.akoma.ground.access.Actor;
import org.springframework.ui.Model;

/** A part of the page of a screened person, of a room above this one. Implemented as a bean. */
public interface PersonPart {

    /** Adds what the part shows. */
    void add(Actor actor, Operation operation, Screened person, Model model);
}
