package org.akoma.protection.alerts;

import java.time.Instant;

/**
 * What rang people outside a child's team.
 *
 * @param what the reason for which the file ended, or {@code MISSING}
 */
record HeardOutside(String code, String organisation, String what, Instant at) {}
