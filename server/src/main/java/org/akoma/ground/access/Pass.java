package org.akoma.ground.access;

import org.jspecify.annotations.Nullable;

/**
 * What proves to the database that a person acts: the session that the request came with, or the right to open a session of kind JOB for work
 * that no request asked for: a round of the application, which only reads, or a command of the operator. One kind cannot be turned into another,
 * and the text form holds no secret.
 */
public final class Pass {

    private static final Pass ROUND = new Pass(null);
    private static final Pass COMMAND = new Pass(null);

    /** Proves nothing: nobody enters with it. */
    public static final Pass NONE = new Pass(new byte[0]);

    private final byte @Nullable [] session;

    private Pass(byte @Nullable [] session) {
        this.session = session;
    }

    /** @param tokenHash the SHA-256 of the token that the request carried */
    public static Pass ofSession(byte[] tokenHash) {
        return new Pass(tokenHash.clone());
    }

    /** For rounds of the application itself: the login {@code akoma_jobs} opens a session that only reads. */
    static Pass ofRound() {
        return ROUND;
    }

    /** For imports and exports from the command line, and for tests: the owner of the tables opens a session. */
    public static Pass ofCommand() {
        return COMMAND;
    }

    boolean isRound() {
        return this == ROUND;
    }

    /** Null for work that no request asked for. */
    byte @Nullable [] session() {
        return session;
    }

    @Override
    public String toString() {
        return session != null ? "Pass[session]" : isRound() ? "Pass[round]" : "Pass[command]";
    }
}
