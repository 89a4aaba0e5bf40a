package org.akoma.protection.registration;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Submission;
import org.akoma.protection.cases.ItemList;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Likely doubles, for supervisors; and who asked for a child, for the data protection officer. */
@RestController
@RequestMapping("/api/v1/doubles")
class DoubleApi {

    private final Doubles doubles;

    DoubleApi(Doubles doubles) {
        this.doubles = doubles;
    }

    record View(
            UUID id,
            @Nullable String code,
            @Nullable String other,
            boolean opened,
            @Nullable String askedBy,
            Instant at,
            @Nullable String lookedBy,
            LikelyDouble.@Nullable Verdict verdict,
            LikelyDouble.@Nullable Verdict word,
            boolean answered,
            List<LikelyDouble.Word> words,
            List<LikelyDouble.Held> files,
            LikelyDouble.@Nullable Same same) {
        static View of(LikelyDouble one) {
            return new View(
                    one.id(),
                    one.code(),
                    one.other(),
                    one.opened(),
                    one.askedBy(),
                    one.at(),
                    one.lookedBy(),
                    one.verdict(),
                    one.word(),
                    one.answered(),
                    one.words(),
                    one.files(),
                    one.same());
        }
    }

    record AskedView(Instant at, String person, String structure, boolean told) {
        static AskedView of(Doubles.Asked one) {
            return new AskedView(one.at(), one.person(), one.structure(), one.told());
        }
    }

    /**
     * Pairs of which the caller supervises a side, with what that side says ({@code word}) and whether another one has spoken; the code of a file
     * that they do not see is null, until both said that it is one child ({@code same}). {@code words}: who speaks for each side, and what they said
     * once the caller has spoken. For the data protection officer those of which one side has spoken, or would keep the other file. {@code files}: what
     * each file holds, for the officer, and for both sides once it is one child.
     */
    @GetMapping
    ResponseEntity<ItemList<View>> list(Actor actor) {
        if (!Doubles.reads(actor)) return Problem.forbidden();
        return ResponseEntity.ok(
                new ItemList<>(doubles.list(actor).stream().map(View::of).toList()));
    }

    /** {@code {"verdict": "SAME" | "ANOTHER"}}; 202 while the other side has not said the same, 409 when it is settled. */
    @ApiResponse(responseCode = "204", description = "Both sides say the same", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "202",
            description = "The other side has not said the same yet",
            useReturnTypeSchema = true)
    @PostMapping("/{id}/verdict")
    ResponseEntity<Void> judge(Actor actor, @PathVariable UUID id, Submission<CompareDouble.Judge> submission) {
        CompareDouble.Judge said = submission.read();
        if (said == null) return Problem.of(submission.errors());
        return switch (doubles.judge(actor, id, said.verdict())) {
            case DONE -> ResponseEntity.noContent().build();
            case WAITS -> ResponseEntity.accepted().build();
            case CHANGED -> Problem.of(HttpStatus.CONFLICT, "cases.double-compared", List.of());
            case NOT_FOUND -> Problem.notFound();
            case FORBIDDEN -> Problem.forbidden();
        };
    }

    /** {@code {"keeps": "THERE" | "MADE"}}: which file of one child goes on; 202 while no other person has chosen it too (the other side, or the officer
     * where one person speaks for both), 409 when it is over. */
    @ApiResponse(responseCode = "204", description = "Two people chose the same", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "202", description = "No other person has chosen it yet", useReturnTypeSchema = true)
    @PostMapping("/{id}/choice")
    ResponseEntity<Void> choose(Actor actor, @PathVariable UUID id, Submission<CompareDouble.Choose> submission) {
        CompareDouble.Choose said = submission.read();
        if (said == null) return Problem.of(submission.errors());
        return switch (doubles.choose(actor, id, said.keeps())) {
            case DONE -> ResponseEntity.noContent().build();
            case WAITS -> ResponseEntity.accepted().build();
            case CHANGED -> Problem.of(HttpStatus.CONFLICT, "cases.double-over", List.of());
            case NOT_FOUND -> Problem.notFound();
            case FORBIDDEN -> Problem.forbidden();
        };
    }

    /** Who asked for a child that sounds like the one of this file: the last 500 questions. */
    @GetMapping("/questions")
    ResponseEntity<ItemList<AskedView>> questions(Actor actor, @RequestParam String code) {
        if (!Doubles.watches(actor)) return Problem.forbidden();
        return ResponseEntity.ok(new ItemList<>(
                doubles.whoAsked(actor, code).stream().map(AskedView::of).toList()));
    }
}
