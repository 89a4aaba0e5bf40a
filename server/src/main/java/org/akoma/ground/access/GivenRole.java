package org.akoma.ground.access;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A role as given to a person. It holds once a second person has approved it.
 *
 * @param unitId the shelter that a shelter manager runs
 * @param givenBy null = given at the first start
 * @param approvedAt null = waits for a project manager or data protection officer
 * @param side whose accounts an administrator keeps; null = all, or another role
 */
public record GivenRole(
        UUID id,
        UUID personId,
        String username,
        UUID organisationId,
        Role role,
        @Nullable UUID unitId,
        Instant from,
        @Nullable Instant until,
        @Nullable UUID givenBy,
        @Nullable Instant approvedAt,
        @Nullable Side side) {

    /** The sides of which an administrator may keep the accounts of one alone. */
    public enum Side {
        CARE,
        POLICE
    }

    /** Whether the actor gave it or is to hold it: then somebody else must approve it. */
    public boolean concerns(Actor actor) {
        return actor.personId().equals(givenBy) || actor.personId().equals(personId);
    }

    public enum Standing {
        /** Holds once a second person approves it. */
        WAITING,
        HELD,
        ENDED
    }

    public Standing standing(Instant now) {
        if (until != null && !until.isAfter(now)) return Standing.ENDED;
        return approvedAt == null ? Standing.WAITING : Standing.HELD;
    }

    /**
     * With codes instead of ids; "" = given at the first start. Everything that the role opens is shown to the person who approves it (trust.md
     * G5).
     *
     * @param shelter the one that a shelter manager runs
     * @param held the person's other roles, which they hold already
     * @param contractUntil the first day without a contract; null = open-ended
     */
    public record Shown(
            GivenRole role,
            String givenBy,
            String approvedBy,
            String structure,
            @Nullable String shelter,
            @Nullable String supervisor,
            List<Role> held,
            LocalDate contractFrom,
            @Nullable LocalDate contractUntil) {}
}
