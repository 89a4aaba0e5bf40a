package org.akoma.programme.findings;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.ETag;
import org.akoma.programme.evaluation.Criterion;
import org.akoma.programme.evaluation.Mission;
import org.akoma.programme.evaluation.Missions;
import org.akoma.programme.evaluation.Source;
import org.akoma.programme.findings.Finding.Area;
import org.akoma.programme.findings.Finding.Level;
import org.akoma.programme.findings.Recommendation.Reply;
import org.akoma.programme.findings.Recommendation.Response;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Findings, recommendations and responses, as JSON. */
@RestController
class FindingApi {

    private final Findings findings;
    private final FindingReleases releases;
    private final Responses responses;
    private final Missions missions;

    FindingApi(Findings findings, FindingReleases releases, Responses responses, Missions missions) {
        this.findings = findings;
        this.releases = releases;
        this.responses = responses;
        this.missions = missions;
    }

    record EvidenceView(
            Source source, @Nullable String note, @Nullable String cites) {}

    /** @param by code of who changed it then */
    record EarlierView(String by, Instant at, Level severity, String words) {}

    record FindingView(
            UUID id,
            String evaluation,
            String code,
            Area area,
            Criterion criterion,
            Level severity,
            String words,
            List<EvidenceView> evidence,
            List<EarlierView> earlier,
            int version) {
        static FindingView of(Finding one) {
            return new FindingView(
                    one.id(),
                    one.mission(),
                    one.code(),
                    one.area(),
                    one.criterion(),
                    one.severity(),
                    one.words(),
                    one.evidence().stream()
                            .map(e -> new EvidenceView(e.source(), e.note(), e.cites()))
                            .toList(),
                    one.earlier().stream()
                            .map(e -> new EarlierView(e.by(), e.at(), e.severity(), e.words()))
                            .toList(),
                    one.version());
        }
    }

    /**
     * @param by code of the structure of who proposed it
     * @param waits whether a second person has still to confirm it
     */
    record ResponseView(
            UUID id,
            Reply answer,
            @Nullable String reason,
            String by,
            boolean waits,
            Instant proposedAt,
            @Nullable Instant confirmedAt) {
        static @Nullable ResponseView of(@Nullable Response one) {
            return one == null
                    ? null
                    : new ResponseView(
                            one.id(),
                            one.answer(),
                            one.reason(),
                            one.by(),
                            one.waits(),
                            one.proposedAt(),
                            one.confirmedAt());
        }
    }

    /**
     * @param structure whom it is for; null = the management of the project
     * @param answersItself whether that structure has accounts that answer; else a project manager does
     */
    record RecommendationView(
            UUID id,
            String evaluation,
            String code,
            String finding,
            String words,
            @Nullable String structure,
            boolean answersItself,
            Level priority,
            @Nullable LocalDate responseDueOn,
            @Nullable ResponseView response) {
        static RecommendationView of(Recommendation one) {
            return new RecommendationView(
                    one.id(),
                    one.mission(),
                    one.code(),
                    one.finding(),
                    one.words(),
                    one.structure(),
                    one.answersItself(),
                    one.priority(),
                    one.dueOn(),
                    ResponseView.of(one.response()));
        }
    }

    record FindingViews(List<FindingView> items, List<RecommendationView> recommendations) {}

    /** @param waits whether another evaluator of the team has to agree first */
    record StepView(
            String evaluation, @Nullable LocalDate responseDueOn, boolean released, boolean waits, boolean closed) {
        static StepView of(Mission one) {
            return new StepView(
                    one.code(),
                    one.responseDueOn(),
                    one.isReleased(),
                    !one.isReleased() && one.isOpen(),
                    !one.isOpen());
        }
    }

    record FigureViews(LocalDate day, List<FindingFigures.OfArea> areas, Map<Action.State, Integer> actions) {}

    @Operation(summary = "Findings of a mission with their recommendations; before the release for its team alone")
    @GetMapping("/api/v1/evaluations/{code}/findings")
    ResponseEntity<FindingViews> all(Actor actor, @PathVariable String code) {
        return missions.find(actor, code)
                .map(one -> ResponseEntity.ok(new FindingViews(
                        findings.of(actor, one).stream().map(FindingView::of).toList(),
                        findings.recommendations(actor, one).stream()
                                .map(RecommendationView::of)
                                .toList())))
                .orElseGet(Problem::notFound);
    }

    @Operation(summary = "Counts of all missions: findings by area and severity, answers, and actions by state")
    @GetMapping("/api/v1/findings/figures")
    ResponseEntity<FigureViews> figures(Actor actor) {
        return findings.figures(actor)
                .map(one -> ResponseEntity.ok(new FigureViews(one.day(), one.areas(), one.actions())))
                .orElseGet(Problem::forbidden);
    }

    @Operation(summary = "Write a finding as a draft of the team, under an id of the caller's")
    @ApiResponse(responseCode = "201", description = "The finding", useReturnTypeSchema = true)
    @PostMapping("/api/v1/evaluations/{code}/findings")
    ResponseEntity<FindingView> write(Actor actor, @PathVariable String code, Submission<WriteFinding> submission) {
        return Answer.json(
                submission, input -> findings.write(actor, code, input), HttpStatus.CREATED, FindingView::of);
    }

    @Operation(
            summary =
                    "Release all findings of a mission together: each has two sources at least. Where its team has another evaluator, this asks for their agreement, and waits is true")
    @PostMapping("/api/v1/evaluations/{code}/release")
    ResponseEntity<StepView> release(
            Actor actor,
            @PathVariable String code,
            @RequestHeader(name = "If-Match", required = false) @Nullable String version) {
        return Answer.json(releases.release(actor, code, ETag.version(version)), HttpStatus.OK, StepView::of);
    }

    @Operation(summary = "Close a mission: every recommendation is answered and no action is open")
    @PostMapping("/api/v1/evaluations/{code}/close")
    ResponseEntity<StepView> close(
            Actor actor,
            @PathVariable String code,
            @RequestHeader(name = "If-Match", required = false) @Nullable String version) {
        return Answer.json(findings.close(actor, code, ETag.version(version)), HttpStatus.OK, StepView::of);
    }

    @Operation(summary = "One finding")
    @GetMapping("/api/v1/findings/{id}")
    ResponseEntity<FindingView> one(Actor actor, @PathVariable UUID id) {
        return findings.find(actor, id)
                .map(one -> ResponseEntity.ok().eTag(ETag.of(one.version())).body(FindingView.of(one)))
                .orElseGet(Problem::notFound);
    }

    @Operation(summary = "Change a draft; If-Match names the version")
    @PutMapping("/api/v1/findings/{id}")
    ResponseEntity<FindingView> change(Actor actor, @PathVariable UUID id, Submission<ChangeFinding> submission) {
        return Answer.json(submission, input -> findings.change(actor, id, input), HttpStatus.OK, FindingView::of);
    }

    @Operation(summary = "Recommend something that follows from a draft finding")
    @ApiResponse(responseCode = "201", description = "The recommendation", useReturnTypeSchema = true)
    @PostMapping("/api/v1/findings/{id}/recommendations")
    ResponseEntity<RecommendationView> recommend(Actor actor, @PathVariable UUID id, Submission<Recommend> submission) {
        return Answer.json(
                submission, input -> findings.recommend(actor, id, input), HttpStatus.CREATED, RecommendationView::of);
    }

    @Operation(summary = "One recommendation with its response")
    @GetMapping("/api/v1/recommendations/{id}")
    ResponseEntity<RecommendationView> recommendation(Actor actor, @PathVariable UUID id) {
        return findings.recommendation(actor, id)
                .map(one -> ResponseEntity.ok(RecommendationView.of(one)))
                .orElseGet(Problem::notFound);
    }

    @Operation(summary = "Put other words into a recommendation that is not released; If-Match names the version")
    @PutMapping("/api/v1/recommendations/{id}")
    ResponseEntity<RecommendationView> correct(
            Actor actor, @PathVariable UUID id, Submission<CorrectRecommendation> submission) {
        return Answer.json(
                submission, input -> findings.correct(actor, id, input), HttpStatus.OK, RecommendationView::of);
    }

    /** @param actions code, words and state of each */
    record EarlierResponseView(ResponseView response, List<ActionApi.ActionView> actions) {}

    record EarlierResponseViews(List<EarlierResponseView> items) {}

    @Operation(
            summary = "Responses that were confirmed and ended when their last action was cancelled, the newest first")
    @GetMapping("/api/v1/recommendations/{id}/responses")
    ResponseEntity<EarlierResponseViews> earlier(Actor actor, @PathVariable UUID id) {
        if (findings.recommendation(actor, id).isEmpty()) return Problem.notFound();
        return ResponseEntity.ok(new EarlierResponseViews(findings.earlier(actor, id).stream()
                .map(one -> new EarlierResponseView(
                        Objects.requireNonNull(ResponseView.of(one.response())),
                        one.actions().stream().map(ActionApi.ActionView::of).toList()))
                .toList()));
    }

    @Operation(summary = "Answer a recommendation with its actions; it holds once a second person has confirmed both")
    @ApiResponse(responseCode = "201", description = "It waits for a second person", useReturnTypeSchema = true)
    @PostMapping("/api/v1/recommendations/{id}/responses")
    ResponseEntity<RecommendationView> propose(
            Actor actor, @PathVariable UUID id, Submission<ProposeResponse> submission) {
        return Answer.json(
                submission, input -> responses.propose(actor, id, input), HttpStatus.CREATED, RecommendationView::of);
    }
}
