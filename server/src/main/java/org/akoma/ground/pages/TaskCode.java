package org.akoma.ground.pages;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;

/** A room that says which record a decision is about, where it lies on no file that the reader has. A bean. */
public interface TaskCode {

    /** The kind of decision that it knows. */
    String decision();

    /** Codes by decision, for those that the actor sees: never a word or a name. */
    Map<UUID, String> of(Actor actor, Collection<UUID> decisions);
}
