package org.akoma.protection.placement;

import java.time.Instant;
import java.util.UUID;

/**
 * What a shelter is asked to do for the safety of a child that stays there, in the words of who works on the case. The newest of a stay holds.
 *
 * @param text sealed
 */
public record StayInstruction(UUID id, UUID placement, Instant at, String text, UUID recordedBy) {}
