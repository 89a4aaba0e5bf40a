package org.akoma.protection.payments;

import java.util.UUID;

/**
 * A rate as it was written down.
 *
 * @param waits for a project manager, and does not hold before
 * @param used a payment fell under it, so that it stays
 */
public record NotedRate(UUID id, Rate rate, boolean waits, boolean used) {}
