package org.akoma.ground.safeguarding;

import java.time.Instant;
import java.util.UUID;

/** Somebody who receives complaints about the conduct of a structure's people. Codes as they are shown. */
public record FocalPoint(UUID id, String organisation, String person, Instant since) {}
