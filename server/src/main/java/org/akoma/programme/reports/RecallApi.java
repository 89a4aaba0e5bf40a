package org.akoma.programme.reports;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Submission;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Releases that were taken back, as JSON. */
@RestController
@RequestMapping("/api/v1/recalls")
class RecallApi {

    private final Recalls recalls;

    RecallApi(Recalls recalls) {
        this.recalls = recalls;
    }

    /**
     * @param about code of the mission, with all reports about it, or of one report
     * @param by code of the account that took it back
     */
    record RecallView(UUID id, String about, String reason, String by, Instant at, Recall.State state) {
        static RecallView of(Recall one) {
            return new RecallView(one.id(), one.code(), one.reason(), one.by(), one.at(), one.state());
        }
    }

    record RecallViews(List<RecallView> items) {}

    /**
     * @param report code of the report that was taken; null = the findings were read
     * @param format of the file; null = the findings were read
     */
    record RecallReaderView(
            String account,
            @Nullable String report,
            @Nullable String format,
            int times,
            Instant first,
            Instant last) {}

    record WholeRecallView(RecallView recall, List<RecallReaderView> readers) {}

    @GetMapping
    ResponseEntity<RecallViews> all(Actor actor) {
        if (!actor.may(Verb.FINDING_READ)) return Problem.forbidden();
        return ResponseEntity.ok(
                new RecallViews(recalls.list(actor).stream().map(RecallView::of).toList()));
    }

    @Operation(summary = "One recall; for the data protection officer with who read or took what was taken back")
    @GetMapping("/{id}")
    ResponseEntity<WholeRecallView> one(Actor actor, @PathVariable UUID id) {
        return recalls.find(actor, id)
                .map(one -> ResponseEntity.ok(new WholeRecallView(
                        RecallView.of(one),
                        recalls.readers(actor, one).stream()
                                .map(r -> new RecallReaderView(
                                        r.account(), r.report(), r.format(), r.times(), r.first(), r.last()))
                                .toList())))
                .orElseGet(Problem::notFound);
    }

    @Operation(
            summary =
                    "Take a release back at once, under an id of the caller's: nobody reads it any more. A second person confirms or undoes that; one of both is the data protection officer")
    @ApiResponse(responseCode = "201", description = "It is taken back", useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<RecallView> takeBack(Actor actor, Submission<TakeBack> submission) {
        return Answer.json(submission, input -> recalls.takeBack(actor, input), HttpStatus.CREATED, RecallView::of);
    }
}
