package org.akoma.programme.workshops;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.akoma.programme.findings.Finding.Area;
import org.jspecify.annotations.Nullable;

/**
 * A workshop of a mission.
 *
 * @param mission its code
 * @param place null = not known yet
 * @param minutes null = none are written
 */
public record Workshop(
        UUID id,
        UUID missionId,
        String mission,
        String code,
        LocalDate heldOn,
        @Nullable String place,
        @Nullable String minutes,
        int version) {

    /**
     * Who wrote the minutes, and what stood there before.
     *
     * @param by code of who wrote them
     * @param words null = nothing
     */
    public record Earlier(String by, Instant at, @Nullable String words) {}

    /** The nine groups that the project named, and others. Stored in {@code evaluation.participant}. */
    public enum Category {
        MIN_SOLIDARITY_FAMILY,
        MIN_SOCIAL_AFFAIRS,
        POLICE,
        UNOCI_CHILD_PROTECTION,
        CIVIL_SOCIETY_ORG,
        LOCAL_NGO,
        BENEFICIARY,
        SOCIAL_WORKER,
        JOURNALIST,
        OTHER
    }

    /** Whom a session is open to besides all others: the press, beneficiaries, or neither. Never both. */
    public enum Audience {
        PRESS,
        BENEFICIARIES,
        NEITHER;

        /** Whether somebody of this category may be there. The database holds the same by the keys of its rows. */
        public boolean takes(Category category) {
            return switch (category) {
                case JOURNALIST -> this == PRESS;
                case BENEFICIARY -> this == BENEFICIARIES;
                default -> true;
            };
        }
    }

    /** @param there ids of the participants who were in it */
    public record Sitting(UUID id, int number, String title, Audience audience, List<UUID> there, int version) {
        public Sitting {
            there = List.copyOf(there);
        }
    }

    /**
     * @param name sealed; null = only the category is known
     * @param came null = not known yet
     */
    public record Participant(
            UUID id,
            Category category,
            @Nullable String name,
            @Nullable Boolean came,
            int version) {}

    /** What a group put first. */
    public record Priority(UUID id, Area area, String words, int votes) {}

    /** How many of a category were invited and came. */
    public record Attendance(Category category, int invited, int came) {}
}
