package org.akoma.exchange.htcds;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * How far an import is.
 *
 * @param total rows that were to become files, or belong to a child who has one
 * @param done of these
 * @param known rows that were files before it began
 * @param codes of the files that it made
 * @param attached codes of the files to whose child a row was said to belong
 */
record ImportJob(
        UUID id,
        Instant begunAt,
        State state,
        int total,
        int done,
        int known,
        List<String> codes,
        List<String> attached) {

    /** So long nothing was heard of its runner before another may take over. */
    static final Duration SILENCE = Duration.ofSeconds(30);

    ImportJob {
        codes = List.copyOf(codes);
        attached = List.copyOf(attached);
    }

    enum State {
        RUNNING,
        /** It goes on when the person who began it says so. */
        STOPPED,
        FINISHED
    }

    public boolean isRunning() {
        return state == State.RUNNING;
    }

    public boolean isFinished() {
        return state == State.FINISHED;
    }
}
