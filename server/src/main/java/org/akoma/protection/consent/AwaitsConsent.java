package org.akoma.protection.consent;

import java.util.Optional;
import org.akoma.ground.access.Actor;
import org.jspecify.annotations.Nullable;

/** What waits on a file for the answer about sharing, so that who asked for it is led back to it. Implemented by the room of referrals. */
public interface AwaitsConsent {

    /**
     * A referral that is written and lacks nothing else, as the reader saw it.
     *
     * @param service code of the list {@code assistance}; null = it asks for none
     * @param receiver code of the structure that it goes to
     */
    record Waiting(String code, int version, @Nullable String service, String receiver) {

        /** What the form brings of it; nothing else is sent by its button. */
        public String seen() {
            return code + "/" + version;
        }
    }

    /**
     * The newest one that people who work on the file wrote.
     *
     * @param file code of the file
     */
    Optional<Waiting> waiting(Actor actor, String file);

    /**
     * Sends it, where the answer allows that and nobody rewrote it since it was read.
     *
     * @return whether it left
     */
    boolean send(Actor actor, String file, Waiting referral);
}
