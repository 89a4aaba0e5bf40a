package org.akoma.ground.access;

import java.time.Instant;
import java.util.UUID;

/**
 * Another name of a structure that waits for a second person. Never the name itself: nobody has confirmed it.
 *
 * @param by code of who asked
 * @param decision the request
 */
public record NameAsked(Instant at, String by, UUID decision) {}
