package org.akoma.pages;

import org.akoma.access.Actor;

/** How many rings this person has not seen, for the bell in the bar of every page. Implemented by the room that keeps the bell. */
public interface BellCount {
    int unread(Actor actor);
}
