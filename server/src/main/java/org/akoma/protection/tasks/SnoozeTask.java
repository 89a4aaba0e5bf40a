package org.akoma.protection.tasks;

import java.time.LocalDate;
import java.util.UUID;

/**
 * Put a task off: it leaves one's own list until a day. What is due stays due, and the supervisor goes on seeing it.
 *
 * @param id of the snooze; sent again it changes nothing
 * @param kind and
 * @param item name the task
 * @param reason sealed under the file's key
 */
record SnoozeTask(UUID id, String kind, UUID item, LocalDate until, String reason) {

    /** Whether this is what was kept under the id. */
    boolean isSame(Snooze kept) {
        return kept.kind().equals(kind)
                && kept.item().equals(item)
                && kept.until().equals(until)
                && reason.equals(kept.reason());
    }
}
