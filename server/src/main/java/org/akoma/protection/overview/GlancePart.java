package org.akoma.protection.overview;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.akoma.ground.access.Actor;
import org.akoma.protection.cases.FileFrame;

/**
 * What the first page of a file shows of a higher room's records. Implemented as a bean; the room reads as the reader, so that the page shows no more
 * than they may see, and journals the reading. Asked for who works on the case alone. Opening a file is done all day: a few short statements.
 */
public interface GlancePart {

    /** Empty when there is nothing of it for this reader. */
    Optional<Glance> partFor(Actor actor, FileFrame frame);

    /**
     * @param template such as {@code wellbeing/way}, with a fragment {@code glance(part)}
     * @param part what it draws
     * @param events what happened, for the history of the file
     */
    record Glance(String template, Object part, List<Event> events) {
        public Glance {
            events = List.copyOf(events);
        }
    }

    /**
     * One thing that happened, in words.
     *
     * @param late what was missed, or is a danger
     */
    record Event(Instant at, String title, String text, boolean late) {}
}
