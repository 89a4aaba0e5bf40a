package org.akoma.ground.pages;

import org.akoma.ground.access.Actor;

/** The number of notifications that a person has not seen, for the bar of every page. Implemented by the room {@code notices}. */
public interface BellCount {
    int unread(Actor actor);
}
