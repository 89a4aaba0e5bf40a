package org.akoma.ground.decisions;

import java.util.Set;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;

/** Which roles ask others for decisions, and which decide; the database says for each kind who does. */
public final class DecidingRoles {

    private static final Set<Role> PROPOSING = Set.of(
            Role.CASE_WORKER,
            Role.CASE_SUPERVISOR,
            Role.PROJECT_MANAGER,
            Role.FINANCE_OFFICER,
            Role.MINISTRY_OFFICER,
            Role.LE_COORDINATOR,
            Role.TRAINING_COORDINATOR,
            Role.SYSTEM_ADMINISTRATOR);

    private static final Set<Role> DECIDING = Set.of(
            Role.CASE_SUPERVISOR,
            Role.LE_OFFICER,
            Role.LE_COORDINATOR,
            Role.TRAINING_COORDINATOR,
            Role.MINISTRY_OFFICER,
            Role.PROJECT_MANAGER,
            Role.DATA_PROTECTION_OFFICER);

    private DecidingRoles() {}

    /** Whether a role of the actor asks others for decisions. */
    public static boolean proposes(Actor actor) {
        return actor.roles().stream().anyMatch(PROPOSING::contains);
    }

    /** Whether a role of the actor decides anything at all. */
    public static boolean decides(Actor actor) {
        return actor.roles().stream().anyMatch(DECIDING::contains);
    }
}
