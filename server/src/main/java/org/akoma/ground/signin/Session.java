package org.akoma.ground.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An open session. The token leaves in one answer; the database keeps only its hash. */
record Session(String token, Instant expiresAt, Visitor visitor) {

    /** How long a browser or a program stays; the database holds it too. */
    static final Duration LIFE = Duration.ofHours(12);

    enum Kind {
        /** A cookie; ends after an hour without use. */
        BROWSER,
        /** A bearer token of the API. */
        TOKEN,
        /** The secret in the address of a calendar, for a year; nobody enters with it. */
        FEED
    }

    /** What a token may be used for. */
    enum Scope {
        ALL,
        /** Nothing is changed with it. */
        READ
    }

    /**
     * As its own person sees it.
     *
     * @param network where it was opened,
     * @param device by which browser; empty when unknown
     */
    record Shown(
            UUID id,
            Kind kind,
            Scope scope,
            Instant openedAt,
            Instant usedAt,
            Instant expiresAt,
            @Nullable String network,
            @Nullable String device,
            boolean mine) {}
}
