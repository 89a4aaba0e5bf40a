package org.akoma.ground.access;

import java.time.LocalDate;
import java.util.UUID;

/**
 * So many of this person's tasks are late or due today; published once the count is known, by the house itself. Of a person and day the
 * first one rings, any other is silent.
 */
public record MorningRing(UUID person, int tasks, LocalDate day) {}
