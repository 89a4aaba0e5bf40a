package org.akoma.protection.closure;

import static org.akoma.protection.closure.ClosureFinding.met;
import static org.akoma.protection.closure.ClosureFinding.notMet;
import static org.akoma.protection.closure.ClosureFinding.unknown;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.akoma.protection.assessment.Plan;
import org.akoma.protection.assessment.PlanGoal;
import org.akoma.protection.closure.ClosureFinding.Criterion;
import org.akoma.protection.placement.Placement;
import org.jspecify.annotations.Nullable;

/** The criteria of {@code requirements.md 2.5}, each answered from the records: met, not met, or no record yet. */
final class ClosureCriteria {

    private static final Set<Placement.Kind> FAMILY_BASED =
            Set.of(Placement.Kind.FAMILY_REUNIFIED, Placement.Kind.EXTENDED_FAMILY, Placement.Kind.FOSTER_FAMILY);

    private ClosureCriteria() {}

    /** Every criterion once, in the order of the list. Where several rooms speak about one, the worst answer counts. */
    static List<ClosureFinding> all(List<ClosureFinding> own, List<ClosureFinding> fromRooms) {
        Map<Criterion, ClosureFinding> found = new EnumMap<>(Criterion.class);
        for (Criterion criterion : Criterion.values())
            found.put(criterion, unknown(criterion, "cases.closure.no-record"));
        own.forEach(finding -> found.put(finding.criterion(), finding));
        fromRooms.forEach(finding -> found.merge(finding.criterion(), finding, ClosureCriteria::worse));
        return List.copyOf(found.values());
    }

    private static ClosureFinding worse(ClosureFinding a, ClosureFinding b) {
        if (a.why().equals("cases.closure.no-record")) return b;
        return weight(a) >= weight(b) ? a : b;
    }

    /** A criterion that is known not to be met comes before one of which there is no record. */
    private static int weight(ClosureFinding finding) {
        return switch (finding.answer()) {
            case MET -> 0;
            case UNKNOWN -> 1;
            case NOT_MET -> 2;
        };
    }

    static ClosureFinding goals(@Nullable Plan inForce) {
        if (inForce == null) return notMet(Criterion.PLAN_GOALS, "cases.closure.no-plan");
        List<PlanGoal> goals = inForce.running();
        long reached = goals.stream().filter(g -> g.met() == PlanGoal.Met.MET).count();
        return !goals.isEmpty() && reached == goals.size()
                ? met(Criterion.PLAN_GOALS, "cases.closure.goals", reached, goals.size())
                : notMet(Criterion.PLAN_GOALS, "cases.closure.goals", reached, goals.size());
    }

    /** @param months of {@code closure.stable-care.min} */
    static ClosureFinding care(@Nullable Placement current, int months, LocalDate today) {
        if (current == null) return unknown(Criterion.STABLE_CARE, "cases.closure.no-placement");
        if (!FAMILY_BASED.contains(current.kind())) return notMet(Criterion.STABLE_CARE, "cases.closure.not-family");
        LocalDate from = current.since().plusMonths(months);
        return from.isAfter(today)
                ? notMet(Criterion.STABLE_CARE, "cases.closure.family-until", current.since(), from)
                : met(Criterion.STABLE_CARE, "cases.closure.family-since", current.since());
    }

    static ClosureFinding views(Closure.SealedText words) {
        return words.childsView() != null && words.caregiversView() != null
                ? met(Criterion.VIEWS_RECORDED, "cases.closure.views")
                : notMet(Criterion.VIEWS_RECORDED, "cases.closure.no-views");
    }

    static ClosureFinding contact(Closure.SealedText words) {
        return words.whomToCall() != null
                ? met(Criterion.CONTACT_KNOWN, "cases.closure.contact")
                : notMet(Criterion.CONTACT_KNOWN, "cases.closure.no-contact");
    }
}
