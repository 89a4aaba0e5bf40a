package org.akoma.ground.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;

/** Who sends a request, known before any of its body is read. */
public interface SignedIn {

    /** The person whose session or token it brings; empty for nobody and for one that ended. */
    Optional<UUID> person(HttpServletRequest request);
}
