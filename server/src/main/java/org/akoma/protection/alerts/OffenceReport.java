package org.akoma.protection.alerts;

import java.time.Instant;

/**
 * That an offence is still to be reported (T16).
 *
 * @param country where the child is followed, whose law says how
 */
record OffenceReport(Instant due, String country) {}
