package org.akoma.exchange.scenario;

import static org.akoma.exchange.scenario.ScenarioTime.morning;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.exchange.scenario.ScenarioMissions.MissionEntry;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.reference.Policies;
import org.akoma.programme.fieldwork.BeginInterview;
import org.akoma.programme.fieldwork.FieldInterview;
import org.akoma.programme.fieldwork.FieldInterviews;
import org.akoma.programme.fieldwork.Guide;
import org.akoma.programme.fieldwork.WriteAnswers;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.consent.ConsentRule;
import org.akoma.protection.consent.Consents;
import org.akoma.protection.consent.RecordConsent;
import org.akoma.protection.identity.AgeBand;
import org.springframework.stereotype.Component;

/** The interviews of a mission with social workers, which a scenario counts, and what the children answered who were asked for one. */
@Component
class ScenarioFieldInterviews {

    private final FieldInterviews interviews;
    private final Consents consents;
    private final CodeLists codes;
    private final Policies policies;

    ScenarioFieldInterviews(FieldInterviews interviews, Consents consents, CodeLists codes, Policies policies) {
        this.interviews = interviews;
        this.consents = consents;
        this.codes = codes;
        this.policies = policies;
    }

    /**
     * On the first day each child's worker records the answer on its file, a yes in the form of the child's age. A scenario names children by their files,
     * and a mission knows them by study codes that are drawn by chance: so it has neither a sample nor an interview with one of them.
     */
    void ask(MissionEntry mission, Scenario scenario, ScenarioIds ids, ScenarioActors actors, Timeline timeline) {
        if (mission.children().isEmpty()) return;
        Map<String, Scenario.Child> known = new HashMap<>();
        scenario.children().forEach(child -> known.put(child.code(), child));
        Instant at = morning(mission.first());
        mission.children().forEach((code, yes) -> {
            Scenario.Child child = known.get(code);
            if (child == null) timeline.at(at, () -> timeline.otherwise(code + " interview: there is no such file"));
            else
                timeline.at(
                        at,
                        code,
                        "consent to an interview of " + mission.code(),
                        () -> consents.record(
                                actors.actor(child.worker(), at), code, answer(mission, child, yes, ids, at)));
        });
        timeline.at(
                at,
                () -> timeline.otherwise("mission " + mission.code()
                        + ": children given by the codes of their files; taken as what each answered, on its file. Which study code is"
                        + " which file no evaluator knows: no sample and no interview with a child is made"));
    }

    private RecordConsent answer(MissionEntry mission, Scenario.Child child, boolean yes, ScenarioIds ids, Instant at) {
        List<String> questions = new ArrayList<>(codes.codesOf("consent-question"));
        if (!questions.contains(Consent.LIMITS)) questions.add(Consent.LIMITS);
        return new RecordConsent(
                ids.of("consent/" + mission.code(), child.code()),
                Consent.Purpose.EVALUATION_INTERVIEW,
                yes ? Consent.Status.GIVEN : Consent.Status.REFUSED,
                ConsentRule.usual(AgeBand.of(child.age(), policies)),
                at,
                "fr",
                null,
                questions,
                null,
                Placeholders.NOT_TOLD,
                null);
    }

    /** On the first day, one after the other. The scenario gives neither a place nor an answer. */
    void schedule(MissionEntry mission, ScenarioIds ids, ScenarioActors actors, Timeline timeline) {
        for (int n = 1; n <= mission.socialWorkers(); n++) {
            UUID id = ids.of("interview", mission.code() + "/" + n);
            Instant at = morning(mission.first()).plus(Duration.ofMinutes(30L * n));
            timeline.at(at, "interview " + mission.code() + " " + n, () -> heard(mission, id, actors, at));
        }
    }

    private Outcome<FieldInterview> heard(MissionEntry mission, UUID id, ScenarioActors actors, Instant at) {
        Actor evaluator = ScenarioEvaluation.evaluator(mission, actors, at);
        Answer<FieldInterview> begun = interviews.begin(
                evaluator,
                mission.code(),
                new BeginInterview(
                        id, Guide.Code.SOCIAL_WORKER, FieldInterview.Place.OTHER, null, null, null, null, false));
        return begun instanceof Answer.Done<FieldInterview>(FieldInterview one) && !one.isOver()
                ? Timeline.outcome(interviews.write(evaluator, id, new WriteAnswers(null, List.of(), null, true)))
                : Timeline.outcome(begun);
    }
}
