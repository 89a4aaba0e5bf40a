package org.akoma.ground.signin;

import java.time.Instant;
import java.util.Map;
import org.akoma.ground.access.Actor;

/**
 * Somebody stood at the door: was let in, was not, changed a key. Published inside the door's transaction; the journal keeps it in the
 * chain of the account that it was about, which need not be who stood there.
 *
 * @param act the stable code of the act, such as {@code access.signed-in}
 * @param facts codes and numbers; never what was typed
 */
public record AtTheDoor(Actor account, Instant at, String act, Map<String, ?> facts) {
    public AtTheDoor {
        facts = Map.copyOf(facts);
    }
}
