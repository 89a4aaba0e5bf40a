package org.akoma.ground.access;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.akoma.Ids;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work behind the answer, one piece after another, in the session of who asked for it. A room keeps what waits, and says how a piece is made. */
public final class SessionJobs {

    private static final Logger LOG = LoggerFactory.getLogger(SessionJobs.class);

    private final String what;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore places;
    private volatile boolean shut;

    /**
     * @param what for the log: {@code report}
     * @param atOnce how many people's work is done at the same time; others wait
     */
    public SessionJobs(String what, int atOnce) {
        this.what = what;
        this.places = new Semaphore(atOnce);
    }

    public void start(Runnable work) {
        threads.submit(work);
    }

    /**
     * Until nothing is left that waits, or the session has ended.
     *
     * @param take gives the next piece to this runner; empty = there is none
     * @param make makes the piece (first) as this runner (second)
     */
    public void run(Function<UUID, Optional<UUID>> take, BiConsumer<UUID, UUID> make) {
        places.acquireUninterruptibly();
        try {
            UUID runner = Ids.next();
            Optional<UUID> taken;
            while ((taken = take.apply(runner)).isPresent()) make.accept(taken.get(), runner);
        } catch (SessionEnded ended) {
            LOG.info("No {} was made: the session of who asked for it has ended", what);
        } finally {
            places.release();
        }
    }

    /** Whether the application stops: another copy goes on with what was begun. */
    public boolean isShut() {
        return shut;
    }

    public void shut() {
        shut = true;
        threads.shutdownNow();
        threads.close();
    }
}
