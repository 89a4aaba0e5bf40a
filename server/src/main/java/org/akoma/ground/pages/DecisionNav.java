package org.akoma.ground.pages;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.decisions.DecidingRoles;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.DecisionList;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The way to what waits for a second person; its records lie on the floor below the shell. */
@Component
@Order(30)
class DecisionNav implements NavItems, Tasks {

    private static final Duration NEW = Duration.ofHours(24);

    private final DecisionList decisions;
    private final Clock clock;

    DecisionNav(DecisionList decisions, Clock clock) {
        this.decisions = decisions;
        this.clock = clock;
    }

    @Override
    public List<NavItem> navFor(Actor actor) {
        return DecidingRoles.decides(actor)
                ? List.of(new NavItem("decisions", "/decisions", "double", decisions.count(actor)))
                : List.of();
    }

    /** For the sides that have no list of tasks: there all decisions are one task, and each one about a life in danger is a task of its own, before all else. */
    @Override
    public List<Task> tasksFor(Actor actor, LocalDate today) {
        if (actor.compartment() == Compartment.PROTECTION || !DecidingRoles.decides(actor)) return List.of();
        List<Task> tasks = new ArrayList<>();
        for (DecisionList.Line line : decisions.waiting(actor))
            if (line.danger() && tasks.size() < MOST) tasks.add(danger(line));
        int others = decisions.count(actor) - tasks.size();
        if (others > 0) tasks.add(Task.many("decisions", others, "/decisions"));
        return tasks;
    }

    private Task danger(DecisionList.Line line) {
        Decision decision = line.decision();
        boolean fresh = decision.proposedAt().isAfter(clock.instant().minus(NEW));
        return Task.one(
                        Task.DECISION + decision.called(),
                        line.title(),
                        null,
                        LocalDate.ofInstant(decision.proposedAt(), ZoneOffset.UTC),
                        "/decisions/" + decision.id())
                .at(fresh ? Urgency.Place.NEW_GRAVE : Urgency.Place.GRAVE);
    }
}
