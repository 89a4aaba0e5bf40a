package org.akoma.ground.signin;

import java.time.Instant;
import java.util.Map;

/**
 * A refused try under a name that nobody bears. It is noted nowhere, and costs as much as one that is: else the time of the answer would tell who
 * has an account.
 */
public record NobodyAtTheDoor(Instant at, String act, Map<String, ?> facts) {}
