package org.akoma.access;

import java.time.Duration;
import java.time.Instant;

/** An open session: the token is told once, the database keeps only its hash. */
record Session(String token, Instant expiresAt, Visitor visitor) {

    enum Kind {
        /** A cookie; ends after an hour without use. */
        BROWSER(Duration.ofHours(12), Duration.ofHours(1)),
        /** A bearer token of the API. */
        TOKEN(Duration.ofHours(12), Duration.ofHours(12)),
        /** The secret in the address of a calendar; opens that and nothing else. */
        FEED(Duration.ofDays(365), Duration.ofDays(365));

        private final Duration life;
        private final Duration idle;

        Kind(Duration life, Duration idle) {
            this.life = life;
            this.idle = idle;
        }

        Duration life() {
            return life;
        }

        Duration idle() {
            return idle;
        }
    }
}
