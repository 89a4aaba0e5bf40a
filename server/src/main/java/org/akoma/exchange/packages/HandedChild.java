package org.akoma.exchange.packages;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A child whose file an authority has accepted, and what keeps it from the next package for that authority.
 *
 * @param to code of the authority
 * @param request the newest one; null = none was asked for
 * @param until so long it can be taken; null = nobody agreed
 */
record HandedChild(
        UUID fileId,
        String code,
        String to,
        boolean minimum,
        State state,
        @Nullable UUID request,
        @Nullable Instant until) {

    enum State {
        /** It would be in the package. */
        READY,
        /** Consent is not there, or not any more. */
        NO_CONSENT,
        /** No key of the authority is confirmed. */
        NO_KEY,
        /** Nobody asked, or what was asked for is refused, over, or of another key or extent. */
        NOT_ASKED,
        /** The supervisor has not agreed yet. */
        WAITING,
        /** The reader recorded the yes that follows a no: another person asks for it and takes it. */
        OWN_YES,
        /** Asked for by another worker. */
        OF_ANOTHER,
        ARRIVED,
        /** The newest package of the child was called back: another one is asked for on the page of the file. */
        CALLED_BACK
    }
}
