package org.akoma.protection.consent;

import java.util.Optional;
import org.akoma.ground.access.Actor;

/** What waits on a file for the answer about sharing, so that who asked for it is led back to it. Implemented by the room of referrals. */
public interface AwaitsConsent {

    /**
     * Code of the newest referral that is written and lacks nothing else.
     *
     * @param file code of the file
     */
    Optional<String> waiting(Actor actor, String file);

    /**
     * Sends it, where the answer allows that.
     *
     * @return whether it left
     */
    boolean send(Actor actor, String file, String referral);
}
