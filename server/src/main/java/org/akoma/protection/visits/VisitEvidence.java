package org.akoma.protection.visits;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.closure.ClosureEvidence;
import org.akoma.protection.closure.ClosureFinding;
import org.akoma.protection.closure.ClosureFinding.Criterion;
import org.springframework.stereotype.Component;

/** What the visits say about closing a file ({@code requirements.md 2.5, T18}): seen lately, and no new risk at the last visits. */
@Component
class VisitEvidence implements ClosureEvidence {

    private final VisitStore store;
    private final Policies policies;

    VisitEvidence(VisitStore store, Policies policies) {
        this.store = store;
        this.policies = policies;
    }

    @Override
    public List<ClosureFinding> about(CaseFile file, LocalDate today) {
        int quiet = policies.count("closure.quiet-visits.min");
        List<Visit> last = store.lastDone(file.id(), 20);
        return List.of(
                seen(last, today, policies.days("closure.child-seen.max")),
                quiet(last.stream().limit(quiet).toList(), quiet));
    }

    static ClosureFinding seen(List<Visit> last, LocalDate today, int most) {
        return last.stream()
                .filter(Visit::childSeen)
                .findFirst()
                .flatMap(visit -> Optional.ofNullable(visit.done()))
                .map(done -> ChronoUnit.DAYS.between(done.on(), today))
                .map(days -> days <= most
                        ? ClosureFinding.met(Criterion.SEEN_RECENTLY, "followup.closure.seen", days)
                        : ClosureFinding.notMet(Criterion.SEEN_RECENTLY, "followup.closure.seen-long-ago", days, most))
                .orElseGet(() -> ClosureFinding.notMet(Criterion.SEEN_RECENTLY, "followup.closure.never-seen"));
    }

    /** A visit at which safety was not checked, or of which the record does not say, answers nothing. */
    static ClosureFinding quiet(List<Visit> last, int wanted) {
        if (last.size() < wanted)
            return ClosureFinding.notMet(Criterion.NO_NEW_RISK, "followup.closure.few-visits", wanted);
        if (last.stream().anyMatch(VisitEvidence::newRisk))
            return ClosureFinding.notMet(Criterion.NO_NEW_RISK, "followup.closure.new-risk", wanted);
        return last.stream().allMatch(VisitEvidence::foundSafe)
                ? ClosureFinding.met(Criterion.NO_NEW_RISK, "followup.closure.quiet", wanted)
                : ClosureFinding.unknown(Criterion.NO_NEW_RISK, "followup.closure.not-checked", wanted);
    }

    private static boolean newRisk(Visit visit) {
        Visit.Done done = visit.done();
        return done != null
                && (Boolean.TRUE.equals(done.traffickerContact())
                        || done.safety() == VisitDone.Safety.CONCERN
                        || done.safety() == VisitDone.Safety.DANGER);
    }

    private static boolean foundSafe(Visit visit) {
        Visit.Done done = visit.done();
        return done != null && done.safety() == VisitDone.Safety.SAFE && Boolean.FALSE.equals(done.traffickerContact());
    }
}
