package org.akoma.ground.oversight;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Submission;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reviews of access, as JSON. */
@RestController
@RequestMapping("/api/v1/access-reviews")
class AccessReviewApi {

    private final AccessReviews reviews;

    AccessReviewApi(AccessReviews reviews) {
        this.reviews = reviews;
    }

    record Structures(List<AccessReview.OfStructure> items) {}

    record Accounts(List<AccessReview> items) {}

    record Changes(List<AccessReview.Asked> items) {}

    @Operation(summary = "Structures with accounts, and how many of these are to be reviewed in this quarter")
    @GetMapping
    ResponseEntity<Structures> structures(Actor actor) {
        if (!AccessReviews.reviews(actor)) return Problem.forbidden();
        return ResponseEntity.ok(new Structures(reviews.structures(actor)));
    }

    @Operation(summary = "Accounts of a structure but the caller's own, with what a review looks at")
    @GetMapping("/accounts")
    ResponseEntity<Accounts> accounts(Actor actor, @RequestParam String structure) {
        if (!AccessReviews.reviews(actor)) return Problem.forbidden();
        return ResponseEntity.ok(new Accounts(reviews.of(actor, structure)));
    }

    @Operation(
            summary =
                    "Changes and ends of accounts that reviews asked for and that the calling administrator is to make")
    @GetMapping("/changes")
    ResponseEntity<Changes> changes(Actor actor) {
        if (!AccessReviews.changes(actor)) return Problem.forbidden();
        return ResponseEntity.ok(new Changes(reviews.asked(actor)));
    }

    @Operation(summary = "One account with what a review looks at")
    @GetMapping("/accounts/{account}")
    ResponseEntity<AccessReview> one(Actor actor, @PathVariable String account) {
        if (!AccessReviews.reviews(actor)) return Problem.forbidden();
        return reviews.find(actor, account).map(ResponseEntity::ok).orElseGet(Problem::notFound);
    }

    @Operation(summary = "Review an account, as a data protection officer who is not its holder")
    @ApiResponse(responseCode = "201", description = "It is reviewed", useReturnTypeSchema = true)
    @PostMapping("/accounts/{account}")
    ResponseEntity<AccessReview> review(Actor actor, @PathVariable String account, Submission<ReviewAccess> sent) {
        return Answer.json(sent, said -> reviews.review(actor, account, said), HttpStatus.CREATED, one -> one);
    }
}
