package org.akoma.protection.placement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.reference.Policies;
import org.jspecify.annotations.Nullable;

/**
 * Where a child lives, or is proposed to live.
 *
 * @param until the first day on which the child no longer lives there; null = still there
 * @param reason why the last place changed, a code of {@link Reason}
 * @param left why the child left, where no other place followed
 * @param careOrderOn when a court or authority ordered the stay
 * @param orderDue by which day the country's rule asked for such an order when the place began; null = it asked for none
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
        LeavePlace.@Nullable Reason left,
        @Nullable LocalDate careOrderOn,
        @Nullable LocalDate orderDue,
        @Nullable UUID approvedBy,
        @Nullable Instant approvedAt,
        UUID recordedBy,
        SealedText words,
        int version) {

    public enum Kind {
        SHELTER,
        FAMILY_REUNIFIED,
        EXTENDED_FAMILY,
        FOSTER_FAMILY,
        RESIDENTIAL_CARE,
        INDEPENDENT_LIVING;

        /** Every home that is not a shelter begins only when a supervisor has approved it. */
        public boolean needsApproval() {
            return this != SHELTER;
        }

        /** Whether the child goes to its family, parents or relatives: the gate of a return is before both ({@code trust.md 3}). */
        public boolean isFamily() {
            return this == FAMILY_REUNIFIED || this == EXTENDED_FAMILY;
        }

        /** Whether the child has left the shelter. */
        boolean isHome() {
            return this != SHELTER;
        }
    }

    /** How who takes the child in is related to it. */
    public enum Relation {
        UNRELATED,
        RELATIVE,
        PARENT;

        boolean isFamily() {
            return this != UNRELATED;
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

    /**
     * Sealed.
     *
     * @param relation asked where the family bars a return
     * @param refusedBecause why a supervisor said no
     * @param leftBecause what happened when the child left
     */
    public record SealedText(
            @Nullable String address,
            @Nullable String withWhom,
            @Nullable String whyInWords,
            @Nullable String refusedBecause,
            @Nullable String leftBecause,
            @Nullable Relation relation) {

        public SealedText(
                @Nullable String address,
                @Nullable String withWhom,
                @Nullable String whyInWords,
                @Nullable String refusedBecause,
                @Nullable String leftBecause) {
            this(address, withWhom, whyInWords, refusedBecause, leftBecause, null);
        }

        public SealedText(
                @Nullable String address,
                @Nullable String withWhom,
                @Nullable String whyInWords,
                @Nullable String refusedBecause) {
            this(address, withWhom, whyInWords, refusedBecause, null);
        }

        SealedText refused(String reason) {
            return new SealedText(address, withWhom, whyInWords, reason, leftBecause, relation);
        }

        SealedText left(@Nullable String because) {
            return new SealedText(address, withWhom, whyInWords, refusedBecause, because, relation);
        }

        SealedText at(Home home) {
            Relation who = home.relation == null ? relation : home.relation;
            return new SealedText(home.address, home.withWhom, whyInWords, refusedBecause, leftBecause, who);
        }

        /** The same with how who takes the child in is related to it. */
        SealedText of(@Nullable Relation who) {
            return new SealedText(address, withWhom, whyInWords, refusedBecause, leftBecause, who);
        }

        Home home() {
            return new Home(address, withWhom);
        }
    }

    /**
     * Where exactly, and with whom: what may be put right while the child lives there, or is to live there.
     *
     * @param relation said anew with each change while the family bars a return; null = not said
     */
    public record Home(
            @Nullable String address,
            @Nullable String withWhom,
            @Nullable Relation relation) {

        public Home(@Nullable String address, @Nullable String withWhom) {
            this(address, withWhom, null);
        }

        /** By the names that pages and JSON know; the relation is not among them: it is asked anew. */
        Map<String, @Nullable Object> fields() {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("address", address);
            fields.put("withWhom", withWhom);
            return fields;
        }
    }

    /** Whether it holds or may come to hold. */
    boolean stands() {
        return state == State.CURRENT || state == State.PROPOSED;
    }

    /** Two people agreed to this home abroad, which begins when the child's arrival is confirmed. */
    public boolean isAgreed() {
        return state == State.PROPOSED && approvedAt != null;
    }

    /** A home that may keep a child a short time only without an order, where its country asks for one. */
    private boolean keeps() {
        return kind == Kind.SHELTER || kind == Kind.RESIDENTIAL_CARE;
    }

    /** The last day for the care order (T12); null where none is asked, or there is one. */
    public @Nullable LocalDate careOrderDue() {
        return careOrderOn == null ? orderDue : null;
    }

    /**
     * The last day for the care order where the country asks for one (T12): a move from home to home is no new stay, nor does it undo an
     * order.
     *
     * @param before the other placements of the child; the one that is current ends where this one begins
     * @return the last of the days that a home may keep the child, the day of entry counted (at most seven, "by day 7"); null where none is asked, or there is one
     */
    @Nullable
    LocalDate careOrderDue(List<Placement> before, Policies policies) {
        int most = keeps() ? policies.careOrderDays(country) : 0;
        if (most == 0) return null;
        List<Placement> stay = stay(before);
        return stay.stream().anyMatch(one -> one.careOrderOn != null)
                ? null
                : stay.getLast().since.plusDays(most - 1L);
    }

    /** This one and those before it in homes of its country, newest first, as long as no night lies between them. */
    private List<Placement> stay(List<Placement> before) {
        List<Placement> stay = new ArrayList<>(List.of(this));
        for (Placement one : before.stream()
                .filter(one -> one.state == State.CURRENT || one.state == State.ENDED)
                .sorted(Comparator.comparing(Placement::since)
                        .thenComparing(Placement::id)
                        .reversed())
                .toList()) {
            LocalDate first = stay.getLast().since;
            LocalDate left = one.until == null ? first : one.until;
            boolean home = one.keeps() && one.country.equals(country);
            if (left.isBefore(first) || !home && one.since.isBefore(left)) break;
            if (home) stay.add(one);
        }
        return stay;
    }
}
