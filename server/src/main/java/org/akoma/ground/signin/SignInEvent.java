package org.akoma.ground.signin;

import java.time.Instant;
import java.util.Map;
import org.akoma.ground.access.Actor;

/**
 * A sign-in, a refused sign-in, or a changed credential of an account. Published inside the transaction of the door login; the journal keeps it
 * in the chain of the account that was named, which need not be the person who tried.
 *
 * @param act the stable code of the act, such as {@code access.signed-in}
 * @param facts codes and numbers; never what was typed
 */
public record SignInEvent(Actor account, Instant at, String act, Map<String, ?> facts) {
    public SignInEvent {
        facts = Map.copyOf(facts);
    }

    /**
     * A refused try under an unknown name. It is not journalled but takes as long as one that is, because otherwise the time of the answer would
     * reveal who has an account.
     */
    public record AtNobody(Instant at, String act, Map<String, ?> facts) {}
}
