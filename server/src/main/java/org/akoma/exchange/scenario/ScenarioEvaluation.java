package org.akoma.exchange.scenario;

import static org.akoma.exchange.scenario.ScenarioTime.later;
import static org.akoma.exchange.scenario.ScenarioTime.morning;
import static org.akoma.exchange.scenario.ScenarioTime.noon;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.akoma.exchange.scenario.ScenarioMissions.Advice;
import org.akoma.exchange.scenario.ScenarioMissions.Found;
import org.akoma.exchange.scenario.ScenarioMissions.MissionEntry;
import org.akoma.exchange.scenario.ScenarioMissions.Task;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.forms.Answer;
import org.akoma.programme.evaluation.AddMember;
import org.akoma.programme.evaluation.MakeMission;
import org.akoma.programme.evaluation.Mission;
import org.akoma.programme.evaluation.MissionPlan;
import org.akoma.programme.evaluation.Missions;
import org.akoma.programme.evaluation.RateCriterion;
import org.akoma.programme.evaluation.Source;
import org.akoma.programme.findings.Action;
import org.akoma.programme.findings.Actions;
import org.akoma.programme.findings.CancelAction;
import org.akoma.programme.findings.Finding;
import org.akoma.programme.findings.FindingReleases;
import org.akoma.programme.findings.Findings;
import org.akoma.programme.findings.FinishAction;
import org.akoma.programme.findings.ProposeResponse;
import org.akoma.programme.findings.Recommend;
import org.akoma.programme.findings.Recommendation.Reply;
import org.akoma.programme.findings.Responses;
import org.akoma.programme.findings.WriteFinding;
import org.akoma.protection.cases.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The missions of a scenario, what the first one found, what the management answered and what was done about it. A mission is planned two weeks before its
 * first day; its findings are written and released on its last; a final evaluation's ratings with its report. What a scenario does not say is taken so: a
 * finding rests on two of those whom the mission heard, by the scenario, as the import says; a recommendation is as urgent as its finding is severe; an action
 * does what is recommended; and who owns it receives what is transferred. Of interviews it counts those with social workers, and names the files of the
 * children who were asked: their answers are recorded on these files. No evaluator knows which study code is which file, so no interview with a child is proposed.
 */
@Component
@Order(70)
class ScenarioEvaluation implements ScenarioSection {

    private static final Duration AHEAD = Duration.ofDays(14);
    private static final String NO_REASON = "La raison n’est pas consignée.";
    private static final String NO_PROOF = "Selon le compte rendu du responsable.";

    private final Missions missions;
    private final ScenarioFieldInterviews interviews;
    private final Findings findings;
    private final FindingReleases releases;
    private final Responses responses;
    private final Actions actions;
    private final ScenarioEndings endings;

    ScenarioEvaluation(
            Missions missions,
            ScenarioFieldInterviews interviews,
            Findings findings,
            FindingReleases releases,
            Responses responses,
            Actions actions,
            ScenarioEndings endings) {
        this.endings = endings;
        this.missions = missions;
        this.interviews = interviews;
        this.findings = findings;
        this.releases = releases;
        this.responses = responses;
        this.actions = actions;
    }

    @Override
    public Acts read(ScenarioNode all, Scenario scenario) {
        ScenarioMissions missions = ScenarioMissions.of(all, scenario.staffCodes());
        return (s, ids, actors, timeline) -> {
            schedule(missions, ids, actors, timeline);
            MissionEntry mission = missions.mission();
            if (mission != null) interviews.ask(mission, s, ids, actors, timeline);
        };
    }

    private void schedule(ScenarioMissions whole, ScenarioIds ids, ScenarioActors actors, Timeline timeline) {
        MissionEntry mission = whole.mission();
        if (mission != null) plan(mission, ids, actors, timeline);
        MissionEntry last = whole.last();
        if (last != null) {
            plan(last, ids, actors, timeline);
            LocalDate report = last.reportOn();
            Instant at = report == null
                    ? null
                    : later(morning(report), morning(last.last()).plus(Duration.ofHours(2)));
            if (at != null && !last.ratings().isEmpty()) timeline.at(at, "ratings", () -> released(last, actors, at));
        }
        if (mission == null || whole.found().isEmpty()) return;
        Instant written = written(mission, whole.workshopOn());
        timeline.at(written, () -> whole.supplied().forEach(timeline::otherwise));
        Map<String, Found> byId = new LinkedHashMap<>();
        for (Found one : whole.found()) {
            byId.put(one.id(), one);
            timeline.at(
                    written,
                    "finding " + one.id(),
                    () -> Timeline.outcome(findings.write(
                            evaluator(mission, actors, written),
                            mission.code(),
                            finding(one, whole.sourcesOf(one), ids))));
        }
        for (Advice one : whole.advice()) {
            Found of = byId.get(one.finding());
            if (of == null) timeline.refuse("recommendation " + one.id() + ": there is no finding " + one.finding());
            else
                timeline.at(
                        written,
                        "recommendation " + one.id(),
                        () -> Timeline.outcome(findings.recommend(
                                evaluator(mission, actors, written),
                                ids.of("finding", of.id()),
                                new Recommend(ids.of("recommendation", one.id()), one.text(), null, of.severity()))));
        }
        timeline.at(written, "findings", () -> released(mission, actors, written));
        whole.advice().forEach(one -> answer(one, whole.tasks(), written, ids, actors, timeline));
    }

    /** In the evening of the last day of mission and workshop. */
    private static Instant written(MissionEntry mission, @Nullable LocalDate workshop) {
        return later(noon(mission.last()), workshop == null ? Instant.EPOCH : noon(workshop))
                .plus(Duration.ofHours(6));
    }

    /** A scenario names its sources alone; a source that says nothing is not released. */
    private static final String SAID_BY_SCENARIO = "source nommée par le scénario, sans autre précision";

    private static WriteFinding finding(Found one, Set<Source> sources, ScenarioIds ids) {
        return new WriteFinding(
                ids.of("finding", one.id()),
                one.area(),
                one.criterion(),
                one.severity(),
                one.text(),
                sources.stream()
                        .map(source -> new Finding.Evidence(source, SAID_BY_SCENARIO, null))
                        .toList());
    }

    private Outcome<Mission> released(MissionEntry mission, ScenarioActors actors, Instant at) {
        Actor evaluator = evaluator(mission, actors, at);
        Mission now = missions.find(evaluator, mission.code()).orElse(null);
        if (now != null && !now.isDraft()) return new Outcome.Done<>(now); // by an earlier replay
        Answer<Mission> asked = releases.release(evaluator, mission.code(), null);
        return asked instanceof Answer.Done<Mission>(Mission of) && of.isDraft()
                ? agreed(mission, of, actors, at)
                : Timeline.outcome(asked);
    }

    /** By another evaluator of the team. */
    private Outcome<Mission> agreed(MissionEntry mission, Mission of, ScenarioActors actors, Instant at) {
        Actor first = evaluator(mission, actors, at);
        for (Scenario.Somebody one : actors.all(Role.EVALUATOR)) {
            Actor second = actors.actor(one.code(), at);
            if (second.equals(first) || !of.team().contains(second.code())) continue;
            if (releases.decide(second, of, true, null) instanceof Verdict.Done) return new Outcome.Done<>(of);
        }
        return new Outcome.Forbidden<>();
    }

    /** The first evaluator of the team; where none is named, of the scenario. */
    static Actor evaluator(MissionEntry mission, ScenarioActors actors, Instant at) {
        List<String> evaluators =
                actors.all(Role.EVALUATOR).stream().map(Scenario.Somebody::code).toList();
        String code = mission.team().stream()
                .filter(evaluators::contains)
                .findFirst()
                .orElseGet(() -> evaluators.isEmpty()
                        ? actors.first(Role.PROJECT_MANAGER).code()
                        : evaluators.getFirst());
        return actors.actor(code, at);
    }

    private void plan(MissionEntry mission, ScenarioIds ids, ScenarioActors actors, Timeline timeline) {
        Instant planned = noon(mission.first()).minus(AHEAD);
        MissionPlan plan = new MissionPlan(
                mission.kind(),
                mission.town(),
                mission.first(),
                mission.last(),
                null,
                mission.reportOn(),
                mission.dueOn());
        MissionPlan byLimit = new MissionPlan(
                mission.kind(), mission.town(), mission.first(), mission.last(), null, mission.reportOn(), null);
        timeline.at(planned, "mission " + mission.code(), () -> {
            Actor evaluator = evaluator(mission, actors, planned);
            boolean late = missions.isLate(evaluator, plan);
            if (late)
                timeline.otherwise(
                        "mission " + mission.code() + ": a response due after the limit; taken as due by it");
            return Timeline.outcome(missions.make(
                    evaluator,
                    new MakeMission(ids.of("mission", mission.code()), mission.code(), late ? byLimit : plan)));
        });
        for (String member : mission.team())
            timeline.at(
                    planned,
                    "team of " + mission.code() + " " + member,
                    () -> Timeline.outcome(missions.add(
                            evaluator(mission, actors, planned),
                            mission.code(),
                            new AddMember(actors.actor(member, planned).code()))));
        interviews.schedule(mission, ids, actors, timeline);
        Instant rated = morning(mission.last()).plus(Duration.ofHours(1));
        mission.ratings()
                .forEach((criterion, points) ->
                        rate(mission, new RateCriterion(criterion, points, null), rated, actors, timeline));
        mission.notRated()
                .forEach((criterion, why) ->
                        rate(mission, new RateCriterion(criterion, null, why), rated, actors, timeline));
    }

    private void rate(
            MissionEntry mission, RateCriterion rating, Instant at, ScenarioActors actors, Timeline timeline) {
        timeline.at(at, "rating " + mission.code() + " " + rating.criterion(), () -> {
            Actor evaluator = evaluator(mission, actors, at);
            Mission now = missions.find(evaluator, mission.code()).orElse(null);
            return now != null && !now.isDraft() // rated and released by an earlier replay
                    ? new Outcome.Done<>(now)
                    : Timeline.outcome(missions.rate(evaluator, mission.code(), rating));
        });
    }

    private void answer(
            Advice one, List<Task> all, Instant written, ScenarioIds ids, ScenarioActors actors, Timeline timeline) {
        Reply reply = one.reply();
        LocalDate on = one.on();
        if (reply == null || on == null) return;
        List<Task> tasks =
                all.stream().filter(task -> task.advice().equals(one.id())).toList();
        String why = one.why() != null ? one.why() : reply == Reply.ACCEPTED ? null : NO_REASON;
        UUID id = ids.of("response", one.id());
        ProposeResponse response = new ProposeResponse(
                id,
                reply,
                why,
                tasks.stream()
                        .map(task -> new ProposeResponse.Planned(
                                task.text() == null ? one.text() : task.text(), task.owner(), task.dueOn(), null))
                        .toList());
        Instant at = later(morning(on), written.plus(Duration.ofHours(1)));
        UUID advice = ids.of("recommendation", one.id());
        timeline.at(at, "response to " + one.id(), () -> {
            if (NO_REASON.equals(why)) timeline.otherwise("response to " + one.id() + ": without a reason");
            return Timeline.outcome(responses.propose(manager(actors, at), advice, owned(response, actors, at)));
        });
        Instant confirmed = at.plus(Duration.ofMinutes(30));
        timeline.at(confirmed, () -> confirm(one, id, at, actors, timeline));
        for (int n = 0; n < tasks.size(); n++) carryOut(tasks.get(n), n, advice, confirmed, actors, timeline);
    }

    private static Actor manager(ScenarioActors actors, Instant at) {
        return actors.actor(actors.first(Role.PROJECT_MANAGER).code(), at);
    }

    /** The same with the codes that the owners' accounts have in this house. */
    private static ProposeResponse owned(ProposeResponse proposed, ScenarioActors actors, Instant at) {
        return new ProposeResponse(
                proposed.id(),
                proposed.answer(),
                proposed.reason(),
                proposed.actions().stream()
                        .map(one -> new ProposeResponse.Planned(
                                one.words(), actors.actor(one.owner(), at).code(), one.dueOn(), one.means()))
                        .toList());
    }

    /** By the data protection officer; where there is none, by another project manager. */
    private void confirm(Advice one, UUID response, Instant at, ScenarioActors actors, Timeline timeline) {
        List<Scenario.Somebody> second = new ArrayList<>(actors.all(Role.DATA_PROTECTION_OFFICER));
        second.addAll(actors.all(Role.PROJECT_MANAGER).stream().skip(1).toList());
        if (second.isEmpty()) {
            timeline.refuse("response to " + one.id() + ": two persons are needed");
            return;
        }
        Verdict verdict = responses.decide(actors.actor(second.getFirst().code(), at), response, true, null);
        // nothing waits where an earlier replay confirmed it, or a rule refused it
        if (!(verdict instanceof Verdict.Done) && !(verdict instanceof Verdict.NotFound))
            timeline.refuse("response to " + one.id() + ": " + verdict);
    }

    private void carryOut(Task task, int n, UUID advice, Instant confirmed, ScenarioActors actors, Timeline timeline) {
        Instant soon = confirmed.plus(Duration.ofMinutes(10));
        LocalDate done = task.doneOn();
        if (done != null)
            act(
                    task,
                    n,
                    advice,
                    later(morning(done), soon),
                    actors,
                    timeline,
                    action -> endings.done(
                            actions.finish(
                                    actors.actor(task.owner(), soon),
                                    action.id(),
                                    new FinishAction(null, done, task.proof() == null ? NO_PROOF : task.proof())),
                            task,
                            actors,
                            soon));
        LocalDate since = task.statusOn();
        if (since == null || task.status() == null || done != null) return;
        Instant then = later(morning(since), soon);
        switch (Action.State.valueOf(task.status())) {
            case IN_PROGRESS ->
                act(
                        task,
                        n,
                        advice,
                        then,
                        actors,
                        timeline,
                        action -> actions.start(actors.actor(task.owner(), soon), action.id(), null));
            case TRANSFERRED ->
                act(
                        task,
                        n,
                        advice,
                        then,
                        actors,
                        timeline,
                        action -> endings.transferred(actions, manager(actors, soon), action, task, actors, soon));
            case CANCELLED ->
                act(
                        task,
                        n,
                        advice,
                        then,
                        actors,
                        timeline,
                        action -> endings.cancelled(
                                actions.cancel(manager(actors, soon), action.id(), new CancelAction(null, NO_REASON)),
                                task,
                                actors,
                                soon));
            case DONE -> timeline.refuse("action " + task.id() + ": done, but on no day");
            case NOT_STARTED, OVERDUE -> {} // follows from the days
        }
    }

    /** On the action as it is then; what has ended by an earlier replay stays. */
    private void act(
            Task task,
            int n,
            UUID advice,
            Instant at,
            ScenarioActors actors,
            Timeline timeline,
            Function<Action, Answer<Action>> act) {
        timeline.at(at, "action " + task.id(), () -> {
            List<Action> planned = actions.of(manager(actors, at), advice);
            if (planned.size() <= n) return new Outcome.NotFound<Action>();
            Action action = planned.get(n);
            return action.state().isOpen() ? Timeline.outcome(act.apply(action)) : new Outcome.Done<>(action);
        });
    }
}
