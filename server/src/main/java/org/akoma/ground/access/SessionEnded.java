package org.akoma.ground.access;

import org.springframework.security.core.AuthenticationException;

/** The database knows no running session of this pass, on this login, at this moment: its person must sign in again. */
final class SessionEnded extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    SessionEnded(Throwable cause) {
        super("access.session-ended", cause);
    }
}
