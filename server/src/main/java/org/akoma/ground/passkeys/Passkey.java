package org.akoma.ground.passkeys;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A passkey as its person sees it.
 *
 * @param name that its person gave it
 * @param usedAt when it let its person in, or was shown again, last; null = not yet
 */
record Passkey(
        UUID id, String name, Instant addedAt, @Nullable Instant usedAt) {}
