package org.akoma.programme.fieldwork;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.ETag;
import org.akoma.programme.evaluation.Mission;
import org.akoma.programme.evaluation.Missions;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Guides and interviews of missions, as JSON. */
@RestController
@RequestMapping("/api/v1")
class FieldInterviewApi {

    private final FieldInterviews interviews;
    private final Missions missions;

    FieldInterviewApi(FieldInterviews interviews, Missions missions) {
        this.interviews = interviews;
        this.missions = missions;
    }

    record GuideQuestionView(String id, String fr, String en) {}

    record GuideView(
            Guide.Code code,
            int version,
            LocalDate validFrom,
            String fr,
            String en,
            List<GuideQuestionView> questions) {}

    record GuideViews(List<GuideView> items) {}

    record FieldInterviewView(
            UUID id,
            String evaluation,
            String code,
            Guide.Code guide,
            int guideVersion,
            @Nullable String study,
            FieldInterview.Place place,
            FieldInterview.@Nullable Support support,
            boolean recording,
            String interviewer,
            Instant heldAt,
            @Nullable Integer minutes,
            Map<String, String> answers,
            FieldInterview.State state,
            FieldInterview.@Nullable Distress stopReason,
            @Nullable Instant alertedAt,
            List<String> answered,
            @Nullable Instant wordsDeletedAt,
            int version) {
        static FieldInterviewView of(FieldInterview one) {
            return new FieldInterviewView(
                    one.id(),
                    one.mission(),
                    one.code(),
                    one.guide().code(),
                    one.guide().version(),
                    one.study(),
                    one.place(),
                    one.support(),
                    one.recording(),
                    one.interviewer(),
                    one.heldAt(),
                    one.minutes(),
                    one.answers(),
                    one.state(),
                    one.stopReason(),
                    one.alertedAt(),
                    one.answered(),
                    one.deletedAt(),
                    one.version());
        }
    }

    record FieldInterviewViews(List<FieldInterviewView> items, Map<String, FieldInterview.Approach> children) {}

    @Operation(summary = "The guides of interviews in all their versions, in French and English")
    @GetMapping("/interview-guides")
    ResponseEntity<GuideViews> guides(Actor actor) {
        if (!actor.may(Verb.EVALUATION_WRITE)) return Problem.forbidden();
        return ResponseEntity.ok(new GuideViews(Guides.ALL.stream()
                .map(one -> new GuideView(
                        one.code(),
                        one.version(),
                        one.validFrom(),
                        one.fr(),
                        one.en(),
                        one.questions().stream()
                                .map(q -> new GuideQuestionView(q.id(), q.fr(), q.en()))
                                .toList()))
                .toList()));
    }

    @Operation(
            summary =
                    "Interviews of a mission, for its evaluators; and of each child of the sample what is answered about one")
    @GetMapping("/evaluations/{code}/interviews")
    ResponseEntity<FieldInterviewViews> all(Actor actor, @PathVariable String code) {
        Mission mission = missions.find(actor, code)
                .filter(one -> interviews.reads(actor, one))
                .orElse(null);
        if (mission == null) return Problem.notFound();
        return ResponseEntity.ok(new FieldInterviewViews(
                interviews.of(actor, mission).stream()
                        .map(FieldInterviewView::of)
                        .toList(),
                interviews.approached(actor, mission)));
    }

    @Operation(summary = "Ask who follows a child of the sample whether it may be interviewed")
    @PostMapping("/evaluations/{code}/interviews/children")
    ResponseEntity<FieldInterviewViews> ask(
            Actor actor, @PathVariable String code, Submission<AskForChild> submission) {
        return Answer.json(
                submission,
                input -> interviews.ask(actor, code, input),
                HttpStatus.OK,
                of -> new FieldInterviewViews(
                        interviews.of(actor, of).stream()
                                .map(FieldInterviewView::of)
                                .toList(),
                        interviews.approached(actor, of)));
    }

    @Operation(
            summary =
                    "Begin an interview, under an id of the caller's; with a child by its study code, its assent, a support person and the word that it may stop")
    @ApiResponse(responseCode = "201", description = "The interview", useReturnTypeSchema = true)
    @PostMapping("/evaluations/{code}/interviews")
    ResponseEntity<FieldInterviewView> begin(
            Actor actor, @PathVariable String code, Submission<BeginInterview> submission) {
        return Answer.json(
                submission, input -> interviews.begin(actor, code, input), HttpStatus.CREATED, FieldInterviewView::of);
    }

    @Operation(summary = "One interview with its answers")
    @GetMapping("/interviews/{id}")
    ResponseEntity<FieldInterviewView> one(Actor actor, @PathVariable UUID id) {
        return interviews
                .find(actor, id)
                .map(one -> ResponseEntity.ok().eTag(ETag.of(one.version())).body(FieldInterviewView.of(one)))
                .orElseGet(Problem::notFound);
    }

    @Operation(summary = "Write answers, or end it; If-Match names the version")
    @PutMapping("/interviews/{id}")
    ResponseEntity<FieldInterviewView> write(Actor actor, @PathVariable UUID id, Submission<WriteAnswers> submission) {
        return Answer.json(
                submission, input -> interviews.write(actor, id, input), HttpStatus.OK, FieldInterviewView::of);
    }

    @Operation(
            summary =
                    "Stop it because of distress, with the answers so far: nothing more is answered, and who follows the child is alerted")
    @PostMapping("/interviews/{id}/stop")
    ResponseEntity<FieldInterviewView> stop(Actor actor, @PathVariable UUID id, Submission<StopInterview> submission) {
        return Answer.json(
                submission, input -> interviews.stop(actor, id, input), HttpStatus.OK, FieldInterviewView::of);
    }

    @Operation(
            summary =
                    "Report harm of which the child told: an alert on its file, or a complaint where somebody of the staff does it; and no evidence of a finding")
    @ApiResponse(responseCode = "201", description = "The interview", useReturnTypeSchema = true)
    @PostMapping("/interviews/{id}/harm")
    ResponseEntity<FieldInterviewView> report(Actor actor, @PathVariable UUID id, Submission<ReportHarm> submission) {
        return Answer.json(
                submission, input -> interviews.report(actor, id, input), HttpStatus.CREATED, FieldInterviewView::of);
    }
}
