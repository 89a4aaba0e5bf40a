package org.akoma.ground.decisions;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.jspecify.annotations.Nullable;

/**
 * The supervisor of another structure who decides what the only one of this structure proposed.
 *
 * @param structure code of the structure whose proposals they decide
 * @param person code of the deputy, with their own structure's
 * @param agreed a second person agreed: in force
 * @param until null = given at the first start, without end
 */
public record Deputy(
        UUID id,
        String structure,
        String person,
        String personsStructure,
        boolean agreed,
        Instant from,
        @Nullable Instant until) {

    public @Nullable LocalDate lastDay() {
        return until == null ? null : LocalDate.ofInstant(until, ZoneOffset.UTC);
    }

    /** Whether they name one for any structure; a supervisor does for {@code Deputies.structures} only. */
    public static boolean namedBy(Actor actor) {
        return actor.is(Role.SYSTEM_ADMINISTRATOR);
    }

    public static boolean endedBy(Actor actor) {
        return namedBy(actor) || actor.is(Role.CASE_SUPERVISOR) || actor.is(Role.DATA_PROTECTION_OFFICER);
    }

    public static boolean readBy(Actor actor) {
        return endedBy(actor) || actor.is(Role.PROJECT_MANAGER);
    }
}
