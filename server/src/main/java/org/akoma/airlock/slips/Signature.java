package org.akoma.airlock.slips;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody's word for what the slip says.
 *
 * @param code the person's code, such as {@code LE-02}
 * @param contentHash SHA-256 of the content, in hexadecimal; both signatures carry the same
 */
public record Signature(UUID personId, String code, Instant at, String contentHash) {}
