package org.akoma.protection.shelters;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A child who sleeps in a shelter.
 *
 * @param code of the file
 * @param orderDue the last day for the order of a court or an authority (T12); null = none is asked, or it was made
 */
record Sleeping(String code, @Nullable LocalDate orderDue) {}
