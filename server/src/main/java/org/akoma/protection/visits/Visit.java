package org.akoma.protection.visits;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A visit to a child: planned, and what became of it ({@code requirements.md 2.3}). Whether it was punctual is never kept, see
 * {@link #state}.
 *
 * @param plannedOn of a visit that nobody had planned, the day it was made
 * @param byCalendar planned by the rules T10 and T11, which may plan it anew as long as its day is to come
 * @param firstOn the day for which it was first planned: moving it makes nobody punctual
 * @param moved how often a person gave it another day
 * @param closedAt since when nothing more is due of it: done, said to be missed, cancelled, or a later one was made
 */
public record Visit(
        UUID id,
        UUID fileId,
        UUID workerId,
        Type type,
        LocalDate plannedOn,
        LocalDate firstOn,
        Instant plannedAt,
        boolean byCalendar,
        boolean unplanned,
        int moved,
        @Nullable Done done,
        @Nullable Instant missedAt,
        @Nullable String missedReason,
        @Nullable Instant cancelledAt,
        @Nullable String cancelReason,
        @Nullable Instant reviewedAt,
        @Nullable UUID reviewedBy,
        @Nullable Instant closedAt,
        SealedText words,
        int version) {

    /** Codes of the list {@code visit-type}. */
    public enum Type {
        ROUTINE,
        REASSESSMENT,
        MILESTONE,
        POST_CLOSURE,
        EMERGENCY
    }

    /** The code of the child in {@code seen}. */
    public static final String CHILD = "CHILD";

    /** Codes of {@code visit-mode} by which nobody is seen: contacts, which stop no clock that says "seen" ({@code requirements.md 2.4, T10}). */
    public static final Set<String> CONTACTS = Set.of("PHONE", "MESSAGE", "PARTNER_WORD");

    /**
     * What was recorded of a visit that was made.
     *
     * @param madeBy who saw the child, when a person of this house; else {@code partner} is the code of who did
     * @param notAlone why the child was not seen alone, a code of {@code visit-not-alone}
     */
    public record Done(
            LocalDate on,
            Instant at,
            UUID recordedBy,
            @Nullable UUID madeBy,
            @Nullable String partner,
            String mode,
            List<String> seen,
            boolean seenAlone,
            @Nullable String notAlone,
            @Nullable String school,
            VisitDone.@Nullable Safety safety,
            @Nullable Boolean traffickerContact) {
        public Done {
            seen = List.copyOf(seen);
        }

        /** Whether the person who made the visit saw the child itself, not by a call or message. */
        public boolean childSeen() {
            return seen.contains(CHILD) && !CONTACTS.contains(mode);
        }
    }

    /** Everything that is sealed. */
    public record SealedText(
            @Nullable String place,
            @Nullable String notAlone,
            @Nullable String school,
            @Nullable String safety,
            @Nullable String opinion,
            @Nullable String actions,
            @Nullable String missed,
            @Nullable String cancelled,
            @Nullable String review) {

        public static final SealedText NONE = new SealedText(null, null, null, null, null, null, null, null, null);

        SealedText missed(@Nullable String why) {
            return new SealedText(place, notAlone, school, safety, opinion, actions, why, cancelled, review);
        }

        SealedText cancelled(@Nullable String why) {
            return new SealedText(place, notAlone, school, safety, opinion, actions, missed, why, review);
        }

        SealedText reviewed(@Nullable String remark) {
            return new SealedText(place, notAlone, school, safety, opinion, actions, missed, cancelled, remark);
        }
    }

    Visit plannedFor(LocalDate day) {
        return new Visit(
                id,
                fileId,
                workerId,
                type,
                day,
                firstOn,
                plannedAt,
                byCalendar,
                unplanned,
                moved,
                done,
                missedAt,
                missedReason,
                cancelledAt,
                cancelReason,
                reviewedAt,
                reviewedBy,
                closedAt,
                words,
                version);
    }

    /** As it was just before a moment; a visit counts as made from the day on which it was made. */
    Visit asOf(Instant end) {
        return new Visit(
                id,
                fileId,
                workerId,
                type,
                plannedOn,
                firstOn,
                plannedAt,
                byCalendar,
                unplanned,
                moved,
                done,
                before(missedAt, end),
                before(missedAt, end) == null ? null : missedReason,
                before(cancelledAt, end),
                before(cancelledAt, end) == null ? null : cancelReason,
                before(reviewedAt, end),
                before(reviewedAt, end) == null ? null : reviewedBy,
                before(closedAt, end),
                words,
                version);
    }

    private static @Nullable Instant before(@Nullable Instant at, Instant end) {
        return at == null || !at.isBefore(end) ? null : at;
    }

    /** Whether the child itself was seen. */
    public boolean childSeen() {
        return done != null && done.childSeen();
    }

    /** Whether the child took part, be it by telephone, and can say what it thinks of it. */
    public boolean childHeard() {
        return done != null && done.seen().contains(CHILD);
    }

    /**
     * Its state on a day.
     *
     * @param limits the days of the policy
     */
    public VisitState state(LocalDate day, VisitState.Limits limits) {
        return VisitState.of(firstOn, done == null ? null : done.on(), cancelledAt != null, unplanned, day, limits);
    }
}
