package org.akoma.ground.search;

import java.util.List;
import org.akoma.ground.access.Actor;

/**
 * What a room finds of a text typed into the one search box. Implemented as a bean; {@code @Order} decides the place of its groups. It finds what its own
 * pages would show the actor and nothing else. Called inside the actor's transaction.
 */
public interface Finder {

    /** Nothing for an actor who may not read the room's records. */
    List<FoundGroup> find(Actor actor, SearchText text);
}
