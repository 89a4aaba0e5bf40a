package org.akoma.ground.pages;

import org.akoma.ground.access.Actor;

/** How many rings this person has not seen, for the bell in the bar of every page. Implemented by the room that keeps the bell. */
public interface BellCount {
    int unread(Actor actor);
}
