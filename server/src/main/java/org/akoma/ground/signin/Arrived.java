package org.akoma.ground.signin;

import org.akoma.ground.access.Arrival;
import org.akoma.ground.access.SessionEnded;

/** A request whose visitor is remembered and was not asked for at the door. */
final class Arrived implements Arrival {

    private final Sessions sessions;
    private final SessionFilter.Token token;
    private volatile boolean judged;

    Arrived(Sessions sessions, SessionFilter.Token token) {
        this.sessions = sessions;
        this.token = token;
    }

    @Override
    public void entered() {
        judged = true;
    }

    /** Only the refusal is answered after this. */
    @Override
    public void ended() {
        sessions.forget(token.value());
        judged = true;
    }

    @Override
    public void judge() {
        if (judged) return;
        if (sessions.visitor(token).isEmpty()) {
            ended();
            throw new SessionEnded();
        }
        judged = true;
    }
}
