package org.akoma.programme.fieldwork;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.search.Finder;
import org.akoma.ground.search.FoundGroup;
import org.akoma.ground.search.SearchText;
import org.akoma.programme.evaluation.Missions;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Interviews of the evaluator's own missions in the one search box, by their code. */
@Component
@Order(230)
class InterviewsFound implements Finder {

    private static final String LETTERS = "IV";

    private final FieldInterviews interviews;
    private final Missions missions;
    private final Formats words;

    InterviewsFound(FieldInterviews interviews, Missions missions, Formats words) {
        this.interviews = interviews;
        this.missions = missions;
        this.words = words;
    }

    @Override
    public List<FoundGroup> find(Actor actor, SearchText text) {
        boolean meant = text.endings().stream().anyMatch(code -> code.startsWith(LETTERS));
        if (!meant || !actor.may(Verb.EVALUATION_WRITE)) return List.of();
        return FoundGroup.of(
                "interviews",
                missions.list(actor).stream()
                        .flatMap(mission -> interviews.of(actor, mission).stream())
                        .filter(one -> text.means(one.mission(), one.code()))
                        .map(one -> new FoundGroup.Hit(
                                one.code(),
                                "/interviews/" + one.id(),
                                one.mission() + " – "
                                        + words.code(
                                                "evaluation.guide", one.guide().code()),
                                true))
                        .toList());
    }
}
