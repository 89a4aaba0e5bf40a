package org.akoma.ground.emergencies;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ChangeOutcome;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.people.PeopleAnswers;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Files opened in an emergency. */
@RestController
@RequestMapping("/api/v1/break-glass")
class BreakGlassApi {

    private final BreakGlasses glasses;

    BreakGlassApi(BreakGlasses glasses) {
        this.glasses = glasses;
    }

    record View(
            UUID id,
            String file,
            String by,
            Instant at,
            Instant until,
            Instant due,
            boolean late,
            String reason,
            @Nullable String reviewedBy,
            @Nullable Instant reviewedAt,
            @Nullable String verdict,
            @Nullable String why) {
        static View of(BreakGlass one, Instant now) {
            return new View(
                    one.id(),
                    one.fileCode(),
                    one.by(),
                    one.at(),
                    one.ends(),
                    one.due(),
                    one.late(now),
                    one.reason(),
                    one.reviewedBy(),
                    one.reviewedAt(),
                    one.verdict() == null ? null : one.verdict().name(),
                    one.why());
        }
    }

    record Items(List<View> items) {}

    @Operation(summary = "Files opened in an emergency that the caller judges or may see judged; waiting ones first")
    @GetMapping
    ResponseEntity<Items> list(Actor actor) {
        if (!actor.may(Verb.BREAK_GLASS_REVIEW)) return Problem.forbidden();
        return ResponseEntity.ok(new Items(glasses.toReview(actor).stream()
                .map(one -> View.of(one, glasses.now()))
                .toList()));
    }

    @Operation(
            summary =
                    "Judge it: JUSTIFIED, or NOT_JUSTIFIED with a why that who opened it reads; once, and not one's own")
    @ApiResponse(responseCode = "204", description = "It is judged", useReturnTypeSchema = true)
    @PostMapping("/{id}/review")
    ResponseEntity<Void> review(Actor actor, @PathVariable UUID id, Submission<ReviewBreakGlass> submission) {
        if (!actor.may(Verb.BREAK_GLASS_REVIEW)) return Problem.forbidden();
        ReviewBreakGlass judged = submission.read();
        if (judged == null) return Problem.of(submission.errors());
        return switch (glasses.review(actor, id, judged.verdict(), judged.why())) {
            case DONE -> ResponseEntity.noContent().build();
            case WHY -> Problem.of(List.of(BreakGlass.noReason("why")));
            case UNREADABLE -> Problem.of(List.of(FieldError.of("verdict", "access.emergency-unreadable")));
            case TO_ONESELF -> PeopleAnswers.answer(ChangeOutcome.TO_ONESELF);
            case BESIDE -> Problem.of(HttpStatus.CONFLICT, "access.emergency-beside");
            case CHANGED -> PeopleAnswers.answer(ChangeOutcome.CHANGED);
            case NOT_FOUND -> Problem.notFound();
            case FORBIDDEN -> Problem.forbidden();
        };
    }
}
