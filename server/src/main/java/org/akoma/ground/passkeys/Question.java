package org.akoma.ground.passkeys;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a device was asked, for one purpose, in one browser; answered once, within five minutes.
 *
 * @param challenge random, in base64url
 * @param handle of the person for whom a key is to be made, in base64url; null elsewhere
 * @param session the hash of the session in which it was asked, in base64url; null for who signs in
 * @param at when, in seconds
 */
record Question(
        Purpose purpose,
        String challenge,
        @Nullable String handle,
        @Nullable String session,
        long at) {

    static final Duration LIFE = Duration.ofMinutes(5);

    enum Purpose {
        ADD,
        SIGN_IN,
        AGAIN
    }

    byte[] hash() {
        return KeptKey.hash(KeptKey.decoded(challenge));
    }
}
