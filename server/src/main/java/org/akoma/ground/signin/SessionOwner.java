package org.akoma.ground.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.web.SignedIn;
import org.springframework.stereotype.Component;

/** Finds the person of a request that the security filters have not seen yet. */
@Component
class SessionOwner implements SignedIn {

    private final Sessions sessions;

    SessionOwner(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Optional<UUID> person(HttpServletRequest request) {
        return SessionFilter.find(request, sessions)
                .map(visitor -> visitor.actor().personId());
    }
}
