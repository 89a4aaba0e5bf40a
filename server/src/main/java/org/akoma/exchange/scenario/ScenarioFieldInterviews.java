package org.akoma.exchange.scenario;

import static org.akoma.exchange.scenario.ScenarioTime.morning;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.akoma.exchange.scenario.ToldEvaluation.Told;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Answer;
import org.akoma.programme.fieldwork.BeginInterview;
import org.akoma.programme.fieldwork.FieldInterview;
import org.akoma.programme.fieldwork.FieldInterviews;
import org.akoma.programme.fieldwork.Guide;
import org.akoma.programme.fieldwork.WriteAnswers;
import org.akoma.protection.cases.Outcome;
import org.springframework.stereotype.Component;

/** The interviews of a mission with social workers, which a scenario counts. */
@Component
class ScenarioFieldInterviews {

    private final FieldInterviews interviews;

    ScenarioFieldInterviews(FieldInterviews interviews) {
        this.interviews = interviews;
    }

    /** On the first day, one after the other. Neither the place nor an answer is told of them. */
    void tell(Told mission, ScenarioIds ids, ScenarioActors cast, Timeline timeline) {
        for (int n = 1; n <= mission.socialWorkers(); n++) {
            UUID id = ids.of("interview", mission.code() + "/" + n);
            Instant at = morning(mission.first()).plus(Duration.ofMinutes(30L * n));
            timeline.at(at, "interview " + mission.code() + " " + n, () -> heard(mission, id, cast, at));
        }
    }

    private Outcome<FieldInterview> heard(Told mission, UUID id, ScenarioActors cast, Instant at) {
        Actor evaluator = ScenarioEvaluation.evaluator(mission, cast, at);
        Answer<FieldInterview> begun = interviews.begin(
                evaluator,
                mission.code(),
                new BeginInterview(
                        id, Guide.Code.SOCIAL_WORKER, FieldInterview.Place.OTHER, null, null, null, null, false));
        return begun instanceof Answer.Done<FieldInterview>(FieldInterview one) && !one.isOver()
                ? Timeline.outcome(interviews.write(evaluator, id, new WriteAnswers(null, List.of(), true)))
                : Timeline.outcome(begun);
    }
}
