package org.akoma.ground.access;

import java.time.LocalDate;
import java.util.UUID;

/**
 * So many of this person's tasks are late or due today; published by the application itself once the count is known. Only the first of a person
 * and day notifies.
 */
public record DailyReminder(UUID person, int tasks, LocalDate day) {}
