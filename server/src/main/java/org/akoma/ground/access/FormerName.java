package org.akoma.ground.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A name that a structure bore.
 *
 * @param until when it got another one
 * @param by code of who renamed it; null where no person did, or where the reader does not know them
 */
public record FormerName(
        String label, Instant until, @Nullable String by) {}
