package org.akoma.protection.wellbeing;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.PersonCodes;
import org.akoma.protection.overview.PrintedPart;
import org.akoma.protection.visits.Visit;
import org.akoma.protection.visits.VisitFeedback;
import org.akoma.protection.visits.VisitFeedbacks;
import org.akoma.protection.visits.VisitState;
import org.akoma.protection.visits.Visits;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * On paper: alerts, visits, the last two indexes with what changed, school and services, each as far as its own policy shows it. Visits are in words on the
 * paper of the whole file.
 */
@Component
@Order(10)
class PathOnPaper implements PrintedPart {

    private static final int FEW = 5;

    private final ChildPaths paths;
    private final Visits visits;
    private final VisitFeedbacks feedbacks;
    private final PersonCodes people;
    private final Policies policies;

    PathOnPaper(ChildPaths paths, Visits visits, VisitFeedbacks feedbacks, PersonCodes people, Policies policies) {
        this.paths = paths;
        this.visits = visits;
        this.feedbacks = feedbacks;
        this.people = people;
        this.policies = policies;
    }

    /** @param said what the child said of it, asked afterwards; null = nothing */
    record Visited(
            Visit visit,
            VisitState state,
            @Nullable String by,
            @Nullable VisitFeedback said) {}

    /** @param before level of the index before the last; null = not judged, or there is none */
    record Change(
            CsiFactor factor,
            @Nullable Integer before,
            @Nullable Integer now) {

        /** By how much it rose or fell; null where one of the two is missing. */
        public @Nullable Integer by() {
            return before == null || now == null ? null : Integer.valueOf(now - before);
        }
    }

    /**
     * @param more whether only the newest are shown
     * @param visited the visits up to today in words, the newest first; empty where only the newest are shown
     * @param before day of the index before the last; null = there is none
     * @param last day of the last index; null = there is none
     */
    record Told(
            boolean more,
            ChildPath path,
            List<PathStore.Line> alerts,
            List<PathStore.Line> visits,
            List<Visited> visited,
            List<PathStore.Line> school,
            List<PathStore.Line> enrolments,
            List<PathStore.Line> services,
            List<Change> changes,
            @Nullable LocalDate before,
            @Nullable LocalDate last) {}

    @Override
    public Optional<Printed> partFor(Actor actor, FileFrame frame, Paper paper) {
        if (!frame.worksOnIt() || frame.least() || frame.proposed()) return Optional.empty();
        return paths.open(actor, frame)
                .map(read -> new Printed(
                        "wellbeing/printed",
                        told(
                                read,
                                frame.today(),
                                paper,
                                paper == Paper.SHEET ? List.of() : visited(actor, frame.code(), frame.today()))));
    }

    /** As the pages of the visits show them; the reading is journalled. */
    private List<Visited> visited(Actor actor, String code, LocalDate today) {
        if (!(visits.of(actor, code) instanceof Outcome.Done(var all))) return List.of();
        Map<UUID, VisitFeedback> said = feedbacks.of(actor, code);
        Map<UUID, String> codes = people.of(
                actor, all.stream().flatMap(one -> madeBy(one).stream()).toList());
        VisitState.Limits limits = VisitState.Limits.of(policies);
        return all.stream()
                .filter(one -> !on(one).isAfter(today))
                .sorted(Comparator.comparing(PathOnPaper::on).reversed())
                .map(one -> new Visited(
                        one,
                        one.state(today, limits),
                        madeBy(one).map(codes::get).orElse(null),
                        said.get(one.id())))
                .toList();
    }

    private static Optional<UUID> madeBy(Visit visit) {
        return Optional.ofNullable(visit.done()).map(Visit.Done::madeBy);
    }

    private static LocalDate on(Visit visit) {
        return visit.done() == null ? visit.plannedOn() : visit.done().on();
    }

    private static Told told(ChildPaths.Read read, LocalDate today, Paper paper, List<Visited> visited) {
        boolean few = paper == Paper.SHEET;
        List<PathStore.Index> all = read.indexes();
        PathStore.Index last = all.isEmpty() ? null : all.getLast();
        PathStore.Index before = all.size() < 2 ? null : all.get(all.size() - 2);
        return new Told(
                few,
                read.path(),
                newest(read, PathStore.Lane.ALERT, today, few),
                newest(read, PathStore.Lane.VISIT, today, few),
                visited,
                newest(read, PathStore.Lane.SCHOOL, today, few),
                newest(read, PathStore.Lane.ENROLMENT, today, few),
                newest(read, PathStore.Lane.SERVICE, today, few),
                last == null
                        ? List.of()
                        : Arrays.stream(CsiFactor.values())
                                .map(factor -> new Change(
                                        factor,
                                        before == null ? null : before.levels().get(factor),
                                        last.levels().get(factor)))
                                .toList(),
                before == null ? null : before.on(),
                last == null ? null : last.on());
    }

    private static List<PathStore.Line> newest(
            ChildPaths.Read read, PathStore.Lane lane, LocalDate today, boolean few) {
        return read.lines().reversed().stream()
                .filter(one -> one.lane() == lane && !one.on().isAfter(today))
                .limit(few ? FEW : Long.MAX_VALUE)
                .toList();
    }
}
