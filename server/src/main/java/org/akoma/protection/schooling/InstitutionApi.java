package org.akoma.protection.schooling;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.ApiResponses;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Schools and workshops, as JSON. */
@RestController
@RequestMapping("/api/v1/institutions")
class InstitutionApi {

    private final Institutions institutions;

    InstitutionApi(Institutions institutions) {
        this.institutions = institutions;
    }

    record Page(List<InstitutionView> items, @Nullable String next) {}

    record InstitutionView(
            UUID id,
            String code,
            Institution.Kind kind,
            String country,
            boolean bound,
            boolean asked,
            @Nullable LocalDate closedOn,
            @Nullable String name,
            @Nullable String place,
            @Nullable String focalPoint,
            @Nullable String hours,
            int version) {
        static InstitutionView of(Institution one) {
            return new InstitutionView(
                    one.id(),
                    one.code(),
                    one.kind(),
                    one.country(),
                    one.organisationId() != null,
                    one.askedId() != null,
                    one.closedOn(),
                    one.words().name(),
                    one.words().place(),
                    one.words().focalPoint(),
                    one.words().hours(),
                    one.version());
        }
    }

    @GetMapping
    ResponseEntity<Page> all(
            Actor actor,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit) {
        if (!actor.may(Verb.SCHOOL_READ)) return Problem.forbidden();
        Form form = Form.ofJson(limit == null ? Map.of() : Map.of("limit", limit));
        Integer asked = form.integer("limit", 1, Institutions.PAGE);
        if (!form.isSound()) return Problem.of(form.errors());
        int most = asked == null ? 50 : asked;
        List<Institution> found = institutions.page(actor, cursor == null ? "" : cursor, most);
        String next = found.size() > most ? found.get(most - 1).code() : null;
        return ResponseEntity.ok(
                new Page(found.stream().limit(most).map(InstitutionView::of).toList(), next));
    }

    @ApiResponse(responseCode = "201", description = "The institution", useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<InstitutionView> add(Actor actor, Submission<AddInstitution> submission) {
        return ApiResponses.created(submission, input -> institutions.add(actor, input.command()), InstitutionView::of);
    }

    @Operation(summary = "The structure that is asked to enter attendance says yes or no: agreed")
    @PostMapping("/{code}/answer")
    ResponseEntity<InstitutionView> answer(
            Actor actor, @PathVariable String code, Submission<AnswerInstitution> submission) {
        return ApiResponses.done(
                submission, input -> institutions.answer(actor, code, input.agreed()), InstitutionView::of);
    }

    @PutMapping("/{code}")
    ResponseEntity<InstitutionView> change(
            Actor actor, @PathVariable String code, Submission<ChangeInstitution> submission) {
        return ApiResponses.tagged(
                submission.given("code", code),
                input -> institutions.change(actor, input.command()),
                HttpStatus.OK,
                Institution::version,
                InstitutionView::of);
    }
}
