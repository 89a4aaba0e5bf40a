package org.akoma.access;

import org.jspecify.annotations.Nullable;

/**
 * What proves to the database that a person acts: the session that the request came with, or leave to open a session of the house's own
 * for work that no request asked for. It cannot be turned from the one into the other, and shows nothing of itself.
 */
public final class Pass {

    private static final Pass JOB = new Pass(null);

    /** Proves nothing: nobody enters with it. */
    static final Pass NONE = new Pass(new byte[0]);

    private final byte @Nullable [] session;

    private Pass(byte @Nullable [] session) {
        this.session = session;
    }

    /** @param tokenHash the SHA-256 of the token that the request carried */
    static Pass ofSession(byte[] tokenHash) {
        return new Pass(tokenHash.clone());
    }

    /** For rounds, imports and tests: the database's login for jobs opens a session. */
    static Pass ofJob() {
        return JOB;
    }

    /** Null for work that no request asked for. */
    byte @Nullable [] session() {
        return session;
    }

    @Override
    public String toString() {
        return session == null ? "Pass[job]" : "Pass[session]";
    }
}
