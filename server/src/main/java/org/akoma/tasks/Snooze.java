package org.akoma.tasks;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** A task that was put off. @param who user name. @param code of the file */
record Snooze(UUID id, String kind, UUID item, String code, String who, Instant at, LocalDate until, String reason) {}
