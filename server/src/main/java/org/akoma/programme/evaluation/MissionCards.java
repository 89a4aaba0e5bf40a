package org.akoma.programme.evaluation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.HomeCard;
import org.akoma.ground.pages.HomeCards;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On the home page of who is of a team: the missions that are not closed, with their days and the day of the report. */
@Component
@Order(60)
class MissionCards implements HomeCards {

    private final Missions missions;
    private final Formats words;

    MissionCards(Missions missions, Formats words) {
        this.missions = missions;
        this.words = words;
    }

    @Override
    public List<HomeCard> cardsFor(Actor actor, LocalDate today) {
        if (!actor.may(Verb.EVALUATION_WRITE)) return List.of();
        List<HomeCard.Line> lines = missions.list(actor).stream()
                .filter(mission -> mission.member() && mission.closedAt() == null)
                .map(mission -> line(mission, today))
                .toList();
        return lines.isEmpty() && !actor.is(Role.EVALUATOR)
                ? List.of()
                : List.of(HomeCard.work("missions", List.of(), lines, "/evaluations"));
    }

    private HomeCard.Line line(Mission mission, LocalDate today) {
        MissionPlan plan = mission.plan();
        List<String> why = new ArrayList<>();
        why.add(words.text("card.missions.days", words.date(plan.firstDay()), words.date(plan.lastDay())));
        if (mission.releasedAt() != null) why.add(words.text("card.missions.released"));
        else if (plan.reportOn() != null) why.add(words.text("card.missions.report", words.date(plan.reportOn())));
        boolean late = mission.releasedAt() == null
                && plan.reportOn() != null
                && plan.reportOn().isBefore(today);
        return new HomeCard.Line(
                mission.code(),
                null,
                why,
                "/evaluations/" + mission.code(),
                late ? "late" : null,
                late ? words.text("card.missions.late") : null);
    }
}
