package org.akoma.protection.visits;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.placement.Placements;
import org.springframework.stereotype.Component;

/** How the days after a child's return to the family were kept, from the visits that were made; nothing is stored. */
@Component
class Milestones {

    private final VisitStore visits;
    private final Placements placements;
    private final CaseWork work;
    private final Policies policies;

    Milestones(VisitStore visits, Placements placements, CaseWork work, Policies policies) {
        this.visits = visits;
        this.placements = placements;
        this.work = work;
        this.policies = policies;
    }

    /** Empty for a child who is not with the family, and for whom the file's follow-up does not exist. Read together with the visits, which are journalled. */
    List<Milestone> of(Actor actor, String code, LocalDate day) {
        return work.peek(
                        actor,
                        code,
                        Section.FOLLOW_UP,
                        file -> placements
                                .reunifiedOn(file.id())
                                .map(home -> Milestone.of(
                                        home,
                                        policies.list("reunification.milestones"),
                                        visits.of(file.id()).stream()
                                                .filter(Visit::childSeen)
                                                .flatMap(visit -> Stream.ofNullable(visit.done()))
                                                .map(Visit.Done::on)
                                                .toList(),
                                        day,
                                        Milestone.Tolerance.of(policies)))
                                .orElse(List.of()))
                .orElse(List.of());
    }
}
