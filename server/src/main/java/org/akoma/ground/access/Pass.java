package org.akoma.ground.access;

import org.jspecify.annotations.Nullable;

/**
 * What proves to the database that a person acts: the session that the request came with, or leave to open a session of the house's own
 * for work that no request asked for: a round of the house, which reads, or a command of the operator. It cannot be turned from the one into
 * the other, and shows nothing of itself.
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

    /** For what the house does by itself: the database's login for jobs opens a session that reads. */
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
