package org.akoma.ground.access;

import org.springframework.security.core.AuthenticationException;

/** The database knows no running session of this pass, on this login, at this moment, or no role of its person: they must sign in again. */
public final class SessionEnded extends AuthenticationException {

    private static final long serialVersionUID = 1L;
    private static final String CODE = "access.session-ended";

    public SessionEnded() {
        super(CODE);
    }

    SessionEnded(Throwable cause) {
        super(CODE, cause);
    }
}
