package org.akoma.ground.database;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Remembers for a minute that the database's disk was full, for the health check and for one line of the log. */
@Component
public class DiskWatch {

    private static final Logger LOG = LoggerFactory.getLogger(DiskWatch.class);
    private static final long REMEMBERED = Duration.ofMinutes(1).toNanos();

    private boolean ever;
    private long fullAt;

    /** Something could not be written. */
    public synchronized void full() {
        if (!isFull())
            LOG.error(
                    "The disk of the database is full: nothing is saved until there is room. Free some, or enlarge it; nothing needs a restart");
        ever = true;
        fullAt = System.nanoTime();
    }

    synchronized boolean isFull() {
        return ever && System.nanoTime() - fullAt < REMEMBERED;
    }
}
