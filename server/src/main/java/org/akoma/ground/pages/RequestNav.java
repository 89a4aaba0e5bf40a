package org.akoma.ground.pages;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.decisions.DecidingRoles;
import org.akoma.ground.decisions.DecisionList;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The way to what one asked others to decide, and to what they refused; who decides finds it on the page of what is to be decided. */
@Component
@Order(95)
class RequestNav implements NavItems, Tasks {

    private final DecisionList decisions;

    RequestNav(DecisionList decisions) {
        this.decisions = decisions;
    }

    @Override
    public List<NavItem> navFor(Actor actor) {
        return DecidingRoles.proposes(actor) && !DecidingRoles.decides(actor)
                ? List.of(NavItem.of("requests", "/decisions", "double"))
                : List.of();
    }

    /** A refusal is read where its reason is written. */
    @Override
    public List<Task> tasksFor(Actor actor, LocalDate today) {
        return decisions.refused(actor).stream().map(RequestNav::refused).toList();
    }

    /** Due on the day of the answer: the one who asked has to go on otherwise. */
    private static Task refused(DecisionList.Line line) {
        Instant ended = line.decision().endedAt();
        LocalDate due = ended == null ? null : LocalDate.ofInstant(ended, ZoneOffset.UTC);
        return Task.one(
                        "request-refused",
                        line.title(),
                        null,
                        due,
                        "/decisions/" + line.decision().id())
                .of(new Task.About("decision-kind", line.decision().called()), null);
    }
}
