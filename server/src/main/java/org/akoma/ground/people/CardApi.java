package org.akoma.ground.people;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import org.akoma.FieldError;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.ETag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What colleagues know of a person, as JSON. */
@RestController
@RequestMapping("/api/v1/colleagues")
class CardApi {

    private final CalledPeople people;

    CardApi(CalledPeople people) {
        this.people = people;
    }

    record View(
            String code,
            String organisation,
            @Nullable String name,
            @Nullable String job,
            @Nullable String telephone) {
        static View of(PersonCard card) {
            return new View(card.code(), card.organisation(), card.name(), card.job(), card.telephone());
        }
    }

    @Operation(summary = "Name, function and telephone of a colleague of one's own side")
    @GetMapping("/{code}")
    ResponseEntity<View> one(Actor actor, @PathVariable String code) {
        return people.card(actor, code)
                .map(card -> ResponseEntity.ok().eTag(ETag.of(card.version())).body(View.of(card)))
                .orElseGet(Problem::notFound);
    }

    @Operation(
            summary =
                    "Write one's own name, function and telephone; what is not sent stays. If-Match names the version, \"0\" when there is none yet")
    @ApiResponse(responseCode = "204", description = "It is written", useReturnTypeSchema = true)
    @PutMapping("/{code}")
    ResponseEntity<Void> keep(Actor actor, @PathVariable String code, Submission<KeepCard> submission) {
        people.card(actor, code).ifPresent(card -> submission.keep(card.typed()));
        KeepCard input = submission.read();
        if (input == null) return Problem.of(submission.errors());
        FieldError fault = people.fault(actor, code, input);
        if (fault != null) return Problem.of(List.of(fault));
        return PeopleAnswers.answer(people.keep(actor, code, input));
    }
}
