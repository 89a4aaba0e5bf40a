package org.akoma.ground.people;

import java.time.Instant;
import java.util.UUID;

/** Somebody lost their telephone: an administrator asks for a new second factor, which waits for a second person. */
record SecondFactorReset(UUID id, String username, String askedBy, Instant askedAt) {}
