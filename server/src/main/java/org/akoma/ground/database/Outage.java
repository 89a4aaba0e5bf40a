package org.akoma.ground.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionSystemException;

/** Whether a failure means that the database does not answer (no connection, or it is starting or stopping). */
public final class Outage {

    /** SQLSTATE class 08 and the states of a server that stops, crashed or starts. */
    private static final String STATES = "08...|57P0[123]";

    private static final String FULL = "53100";

    private Outage() {}

    public static boolean isBehind(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause())
            if (cause instanceof SQLException sql && isAway(sql.getSQLState())
                    || cause instanceof TransactionSystemException undoing && isBehindWhatCameBefore(undoing))
                return true;
        return false;
    }

    /** Whether the server could not write for want of room on its disk: it answers, and takes nothing until there is room. */
    public static boolean isFull(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause())
            if (cause instanceof SQLException sql && FULL.equals(sql.getSQLState())) return true;
        return false;
    }

    /** Whether every connection was in use for as long as one waits: the database is there, and it is worth asking again. */
    public static boolean isCrowded(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause())
            if (cause instanceof SQLTransientConnectionException) return !isBehind(failure);
        return false;
    }

    /** A lost connection cannot roll back either, which then hides why it was lost. */
    private static boolean isBehindWhatCameBefore(TransactionSystemException undoing) {
        Throwable first = undoing.getApplicationException();
        return first != null && isBehind(first);
    }

    private static boolean isAway(@Nullable String state) {
        return state != null && state.matches(STATES);
    }
}
