package org.akoma.protection.alerts;

import java.time.Instant;

/**
 * Journals that people outside of a child's team were notified.
 *
 * @param what the reason for which the file ended, or {@code MISSING}
 */
record HeardOutside(String code, String organisation, String what, Instant at) {}
