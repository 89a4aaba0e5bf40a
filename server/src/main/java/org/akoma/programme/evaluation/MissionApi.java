package org.akoma.programme.evaluation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.ETag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Missions that evaluate the project, as JSON. */
@RestController
@RequestMapping("/api/v1/evaluations")
class MissionApi {

    private final Missions missions;
    private final MemberRemovals removals;

    MissionApi(Missions missions, MemberRemovals removals) {
        this.missions = missions;
        this.removals = removals;
    }

    record MissionView(
            UUID id,
            String code,
            Mission.Kind kind,
            @Nullable String town,
            LocalDate firstDay,
            LocalDate lastDay,
            String criteriaSet,
            List<Criterion> criteria,
            @Nullable String terms,
            List<String> team,
            @Nullable LocalDate reportOn,
            @Nullable LocalDate responseDueOn,
            @Nullable Instant releasedAt,
            Mission.@Nullable Release release,
            Mission.@Nullable Refusal releaseRefused,
            @Nullable Instant closedAt,
            int version) {
        static MissionView of(Mission one) {
            MissionPlan plan = one.plan();
            return new MissionView(
                    one.id(),
                    one.code(),
                    plan.kind(),
                    plan.town(),
                    plan.firstDay(),
                    plan.lastDay(),
                    one.criteriaSet(),
                    one.criteria(),
                    plan.terms(),
                    one.team(),
                    plan.reportOn(),
                    one.responseDueOn(),
                    one.releasedAt(),
                    one.release(),
                    one.refused(),
                    one.closedAt(),
                    one.version());
        }
    }

    record MissionViews(List<MissionView> items) {}

    record SlotView(
            UUID id,
            LocalDate day,
            LocalTime begins,
            LocalTime ends,
            Mission.Work work,
            @Nullable String note) {}

    record QuestionView(UUID id, Criterion criterion, String words, List<Source> sources) {}

    record RatingView(
            Criterion criterion,
            @Nullable Integer points,
            @Nullable String note) {}

    record WholeView(
            MissionView mission, List<SlotView> schedule, List<QuestionView> questions, List<RatingView> ratings) {}

    @Operation(summary = "Missions, the latest first; before the release of their findings for who makes missions")
    @GetMapping
    ResponseEntity<MissionViews> all(Actor actor) {
        if (!actor.may(Verb.FINDING_READ)) return Problem.forbidden();
        return ResponseEntity.ok(new MissionViews(
                missions.list(actor).stream().map(MissionView::of).toList()));
    }

    @Operation(summary = "One mission with schedule, questions and, for the team or after the release, ratings")
    @GetMapping("/{code}")
    ResponseEntity<WholeView> one(Actor actor, @PathVariable String code) {
        return missions.find(actor, code)
                .map(one -> ResponseEntity.ok().eTag(ETag.of(one.version())).body(whole(actor, one)))
                .orElseGet(Problem::notFound);
    }

    private WholeView whole(Actor actor, Mission one) {
        missions.read(actor, one);
        return new WholeView(
                MissionView.of(one),
                missions.slots(actor, one).stream()
                        .map(s -> new SlotView(s.id(), s.day(), s.begins(), s.ends(), s.work(), s.note()))
                        .toList(),
                missions.questions(actor, one).stream()
                        .map(q -> new QuestionView(q.id(), q.criterion(), q.words(), q.sources()))
                        .toList(),
                missions.ratings(actor, one).stream()
                        .map(r -> new RatingView(r.criterion(), r.points(), r.note()))
                        .toList());
    }

    @Operation(summary = "Plan a mission, under an id of the caller's; its criteria are those of its first day")
    @ApiResponse(responseCode = "201", description = "The mission", useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<MissionView> make(Actor actor, Submission<MakeMission> submission) {
        return Answer.json(submission, input -> missions.make(actor, input), HttpStatus.CREATED, MissionView::of);
    }

    @Operation(summary = "Change what is planned; If-Match names the version")
    @PutMapping("/{code}")
    ResponseEntity<MissionView> change(Actor actor, @PathVariable String code, Submission<ChangeMission> submission) {
        return Answer.json(submission, input -> missions.change(actor, code, input), HttpStatus.OK, MissionView::of);
    }

    @Operation(summary = "Add an evaluator or a project manager to the team")
    @PostMapping("/{code}/team")
    ResponseEntity<MissionView> add(Actor actor, @PathVariable String code, Submission<AddMember> submission) {
        return Answer.json(submission, input -> missions.add(actor, code, input), HttpStatus.OK, MissionView::of);
    }

    @Operation(
            summary =
                    "Take oneself or a project manager off the team, who reads nothing more of its sample; who leads it stays, and another evaluator is taken off by two people")
    @DeleteMapping("/{code}/team/{account}")
    ResponseEntity<MissionView> removeMember(Actor actor, @PathVariable String code, @PathVariable String account) {
        return Answer.json(missions.removeMember(actor, code, account), HttpStatus.OK, MissionView::of);
    }

    @Operation(
            summary =
                    "Ask with a reason that another evaluator is taken off the team; 202, and the data protection officer decides")
    @ApiResponse(responseCode = "202", description = "The mission", useReturnTypeSchema = true)
    @PostMapping("/{code}/team/{account}/removal-request")
    ResponseEntity<MissionView> askRemoval(
            Actor actor,
            @PathVariable String code,
            @PathVariable String account,
            Submission<TakeOffMember> submission) {
        return Answer.json(
                submission, input -> removals.ask(actor, code, account, input), HttpStatus.ACCEPTED, MissionView::of);
    }

    @Operation(summary = "Put a part of a day on the schedule")
    @ApiResponse(responseCode = "201", description = "The mission", useReturnTypeSchema = true)
    @PostMapping("/{code}/schedule")
    ResponseEntity<MissionView> plan(Actor actor, @PathVariable String code, Submission<PlanSlot> submission) {
        return Answer.json(submission, input -> missions.plan(actor, code, input), HttpStatus.CREATED, MissionView::of);
    }

    @Operation(summary = "Take it off the schedule")
    @DeleteMapping("/{code}/schedule/{slot}")
    ResponseEntity<MissionView> removeSlot(Actor actor, @PathVariable String code, @PathVariable UUID slot) {
        return Answer.json(missions.removeSlot(actor, code, slot), HttpStatus.OK, MissionView::of);
    }

    @Operation(summary = "Put a question into the matrix: by which criterion, from which sources")
    @ApiResponse(responseCode = "201", description = "The mission", useReturnTypeSchema = true)
    @PostMapping("/{code}/questions")
    ResponseEntity<MissionView> ask(Actor actor, @PathVariable String code, Submission<AskQuestion> submission) {
        return Answer.json(submission, input -> missions.ask(actor, code, input), HttpStatus.CREATED, MissionView::of);
    }

    @Operation(summary = "Take a question out of the matrix")
    @DeleteMapping("/{code}/questions/{question}")
    ResponseEntity<MissionView> removeQuestion(Actor actor, @PathVariable String code, @PathVariable UUID question) {
        return Answer.json(missions.removeQuestion(actor, code, question), HttpStatus.OK, MissionView::of);
    }

    @Operation(summary = "Rate a criterion from 1 to 4, or say why it is not rated")
    @PutMapping("/{code}/ratings")
    ResponseEntity<MissionView> rate(Actor actor, @PathVariable String code, Submission<RateCriterion> submission) {
        return Answer.json(submission, input -> missions.rate(actor, code, input), HttpStatus.OK, MissionView::of);
    }
}
