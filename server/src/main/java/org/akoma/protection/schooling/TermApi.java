package org.akoma.protection.schooling;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Submission;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.ItemList;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The school terms, as JSON. */
@RestController
@RequestMapping("/api/v1/terms")
class TermApi {

    private final Terms terms;

    TermApi(Terms terms) {
        this.terms = terms;
    }

    record TermView(
            UUID id,
            String country,
            String code,
            LocalDate startsOn,
            LocalDate endsOn,
            List<LocalDate> closed,
            int version) {
        static TermView of(Term one) {
            return new TermView(
                    one.id(), one.country(), one.code(), one.startsOn(), one.endsOn(), one.closed(), one.version());
        }
    }

    @GetMapping
    ResponseEntity<ItemList<TermView>> terms(Actor actor) {
        if (!actor.may(Verb.SCHOOL_READ)) return Problem.forbidden();
        return ResponseEntity.ok(ItemList.of(terms.all(actor), TermView::of));
    }

    @ApiResponse(responseCode = "201", description = "The term", useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<TermView> addTerm(Actor actor, Submission<AddTerm> submission) {
        return ApiResponses.created(submission, input -> terms.add(actor, input.term()), TermView::of);
    }

    @PutMapping("/{country}/{code}")
    ResponseEntity<TermView> changeTerm(
            Actor actor, @PathVariable String country, @PathVariable String code, Submission<ChangeTerm> submission) {
        return ApiResponses.tagged(
                submission.given("country", country).given("code", code),
                input -> terms.change(actor, input.term(), input.version()),
                HttpStatus.OK,
                Term::version,
                TermView::of);
    }
}
