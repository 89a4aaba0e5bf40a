package org.akoma.protection.wellbeing;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.protection.visits.VisitState;
import org.jspecify.annotations.Nullable;

/**
 * Why a child is at risk of being forgotten: signs, each with its number, in words. There is no score. A child at high risk, or of whom nobody knows where it
 * is, comes first, then most signs, then by the time unseen in units of their own visit interval, longest first.
 */
record Forgotten(Facts facts, List<Reason> reasons, double rhythmsUnseen) {

    Forgotten {
        reasons = List.copyOf(reasons);
    }

    /**
     * What the records say of one child.
     *
     * @param since the day from which the child waits for a first visit: of the assessment, else of the registration
     * @param lastSeen the last visit at which the child itself was seen
     * @param noPlaceSince the day since which nobody wrote where the child sleeps; null = a place is known
     * @param departedOn the day on which the child left for home across a border, while nobody has confirmed that it arrived
     * @param lastByOwn the last one that somebody of this house made, rather than a partner
     * @param oldestOpen the planned day of the oldest visit that still waits, when its day has passed
     * @param missedInARow visits planned since the last one made, whose days of tolerance are over
     * @param interval days between visits at this child's risk
     */
    record Facts(
            UUID file,
            String code,
            @Nullable String risk,
            String country,
            @Nullable String worker,
            @Nullable LocalDate lostSince,
            @Nullable LocalDate noPlaceSince,
            @Nullable LocalDate departedOn,
            LocalDate since,
            @Nullable LocalDate lastSeen,
            @Nullable LocalDate lastByOwn,
            @Nullable LocalDate oldestOpen,
            @Nullable LocalDate next,
            int missedInARow,
            int interval) {}

    /** A sign; {@code followup.forgotten.<sign>} says it in words. */
    enum Sign {
        LOST,
        NO_PLACE,
        NOT_ARRIVED,
        UNSEEN,
        NEVER_SEEN,
        MISSED_IN_A_ROW,
        OVERDUE,
        NOTHING_PLANNED,
        ONLY_PARTNER,
        HIGH_RISK
    }

    /**
     * @param number days, or how many; 0 = says nothing
     * @param other a second number for the words, such as the interval
     */
    record Reason(Sign sign, long number, long other) {}

    /** The number of a sign: days, how many, or 1 where it says none; null when it is not there. */
    @Nullable
    Long number(Sign sign) {
        return reasons.stream()
                .filter(reason -> reason.sign() == sign)
                .map(reason -> Math.max(1, reason.number()))
                .findFirst()
                .orElse(null);
    }

    /** A risk that nobody has judged yet comes before a low one, which somebody has judged. */
    private static final List<@Nullable String> RISING = Arrays.asList("LOW", null, "MEDIUM", "HIGH");

    /** A child at high risk, or of whom nobody knows where it is, first; then most signs, then the higher risk, then the longest unseen for the child's own rhythm, then the code. */
    static final Comparator<Forgotten> ORDER = Comparator.comparing(
                    (Forgotten child) -> "HIGH".equals(child.facts().risk()) || child.isSomewhereUnknown())
            .thenComparingInt(child -> child.reasons().size())
            .thenComparingInt(child -> RISING.indexOf(child.facts().risk()))
            .thenComparingDouble(Forgotten::rhythmsUnseen)
            .reversed()
            .thenComparing(child -> child.facts().code());

    /** Whether nobody knows where the child is tonight: lost, without a recorded place, or on the way home for longer than the way takes. */
    boolean isSomewhereUnknown() {
        return facts.lostSince() != null || facts.noPlaceSince() != null || facts.departedOn() != null;
    }

    /** Empty when nothing speaks for it. High risk and visits by partners alone weigh only beside another sign. */
    static Optional<Forgotten> of(Facts child, LocalDate day, VisitState.Limits limits) {
        List<Reason> found = new ArrayList<>();
        long unseen = ChronoUnit.DAYS.between(child.lastSeen() == null ? child.since() : child.lastSeen(), day);
        LocalDate lost = child.lostSince();
        if (lost != null) found.add(new Reason(Sign.LOST, ChronoUnit.DAYS.between(lost, day), 0));
        LocalDate homeless = child.noPlaceSince();
        if (homeless != null && lost == null)
            found.add(new Reason(Sign.NO_PLACE, ChronoUnit.DAYS.between(homeless, day), 0));
        LocalDate left = child.departedOn();
        if (left != null) found.add(new Reason(Sign.NOT_ARRIVED, ChronoUnit.DAYS.between(left, day), 0));
        if (unseen > child.interval() + limits.tolerance())
            found.add(new Reason(child.lastSeen() == null ? Sign.NEVER_SEEN : Sign.UNSEEN, unseen, child.interval()));
        if (child.missedInARow() >= 2) found.add(new Reason(Sign.MISSED_IN_A_ROW, child.missedInARow(), 0));
        LocalDate open = child.oldestOpen();
        if (open != null && open.plusDays(limits.tolerance()).isBefore(day))
            found.add(new Reason(Sign.OVERDUE, ChronoUnit.DAYS.between(open, day), 0));
        if (child.next() == null) found.add(new Reason(Sign.NOTHING_PLANNED, 0, 0));
        if (found.isEmpty()) return Optional.empty();
        long own = ChronoUnit.DAYS.between(child.lastByOwn() == null ? child.since() : child.lastByOwn(), day);
        if (own > 2L * child.interval() && own > unseen) found.add(new Reason(Sign.ONLY_PARTNER, own, 0));
        if ("HIGH".equals(child.risk())) found.add(new Reason(Sign.HIGH_RISK, 0, 0));
        return Optional.of(new Forgotten(child, found, (double) unseen / child.interval()));
    }
}
