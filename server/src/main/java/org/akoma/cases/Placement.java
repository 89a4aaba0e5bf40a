package org.akoma.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.akoma.reference.Policies;
import org.jspecify.annotations.Nullable;

/**
 * Where a child lives, or is proposed to live.
 *
 * @param until the first day on which the child no longer lives there; null = still there
 * @param reason why the last place changed, a code of {@link Reason}
 * @param careOrderOn when a court or authority ordered the stay
 */
public record Placement(
        UUID id,
        Kind kind,
        State state,
        @Nullable UUID shelterId,
        String country,
        LocalDate since,
        @Nullable LocalDate until,
        @Nullable Reason reason,
        @Nullable LocalDate careOrderOn,
        @Nullable UUID approvedBy,
        @Nullable Instant approvedAt,
        UUID recordedBy,
        Words words,
        int version) {

    public enum Kind {
        SHELTER,
        FAMILY_REUNIFIED,
        EXTENDED_FAMILY,
        FOSTER_FAMILY,
        RESIDENTIAL_CARE,
        INDEPENDENT_LIVING;

        /** A return, a family or a home of one's own begins only when a supervisor has approved it. */
        public boolean needsApproval() {
            return this != SHELTER && this != RESIDENTIAL_CARE;
        }

        /** Whether a file's care code says that the child has left the shelter. */
        static boolean isHome(@Nullable String care) {
            return care != null && !care.equals(SHELTER.name());
        }
    }

    public enum State {
        PROPOSED,
        CURRENT,
        ENDED,
        REFUSED
    }

    /** Why a child moves. */
    public enum Reason {
        FIRST_PLACE,
        REUNIFICATION,
        BETTER_SUITED,
        CHILDS_WISH,
        SAFETY,
        SHELTER_FULL,
        BROKE_DOWN,
        END_OF_STAY,
        OTHER
    }

    /** Sealed. @param refusedBecause why a supervisor said no */
    public record Words(
            @Nullable String address,
            @Nullable String withWhom,
            @Nullable String whyInWords,
            @Nullable String refusedBecause) {

        Words refused(String reason) {
            return new Words(address, withWhom, whyInWords, reason);
        }
    }

    /** The last day for the care order in Ghana (T12); null where none is asked, or there is one. */
    public @Nullable LocalDate careOrderDue(Policies policies) {
        boolean asked = country.equals("GH") && (kind == Kind.SHELTER || kind == Kind.RESIDENTIAL_CARE);
        return asked && careOrderOn == null ? since.plusDays(policies.days("shelter-stay.ghana.max")) : null;
    }
}
