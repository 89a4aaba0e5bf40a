package org.akoma.ground.signin;

import java.time.Instant;
import java.util.Map;

/**
 * A refused try under an unknown name. It is not journalled but takes as long as one that is, because otherwise the time of the answer would
 * reveal who has an account.
 */
public record NobodyAtTheDoor(Instant at, String act, Map<String, ?> facts) {}
