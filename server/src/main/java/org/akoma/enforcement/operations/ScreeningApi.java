package org.akoma.enforcement.operations;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.ETag;
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

/** The persons met during an operation, for programs of the police. */
@RestController
@RequestMapping("/api/v1/operations/{operation}")
class ScreeningApi {

    private static final int MOST = 200;

    private final Operations operations;
    private final Screenings screenings;

    ScreeningApi(Operations operations, Screenings screenings) {
        this.operations = operations;
        this.screenings = screenings;
    }

    record Page(List<View> items, @Nullable String next) {}

    record View(
            String code,
            String site,
            Instant screenedAt,
            String appears,
            String sex,
            int apparentAge,
            String status,
            @Nullable String victimRef,
            @Nullable String slip,
            @Nullable String note,
            List<Screened.Decision> decisions,
            int version) {
        static View of(Screened one) {
            return new View(
                    one.code(),
                    one.site(),
                    one.screenedAt(),
                    one.appears().name(),
                    one.sex(),
                    one.apparentAge(),
                    one.status().name(),
                    one.victimRef(),
                    one.slip(),
                    one.note(),
                    one.decisions(),
                    one.version());
        }
    }

    /** @param decision that a second person takes */
    record Asked(UUID decision) {}

    /** @param corrections what was corrected, newest first */
    record Whole(View person, List<Correction.View> corrections) {}

    @Operation(summary = "Persons screened, by code; the cursor is the last code of the page before")
    @GetMapping("/persons")
    ResponseEntity<Page> list(
            Actor actor,
            @PathVariable String operation,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var found = operations.open(actor, operation).orElse(null);
        if (found == null) return Problem.notFound();
        int size = Math.clamp(limit, 1, MOST);
        List<Screened> all = screenings.list(actor, found, cursor, size + 1);
        List<Screened> shown = all.subList(0, Math.min(size, all.size()));
        return ResponseEntity.ok(new Page(
                shown.stream().map(View::of).toList(),
                all.size() > size ? shown.getLast().code() : null));
    }

    @Operation(summary = "One person screened, and what was corrected")
    @GetMapping("/persons/{code}")
    ResponseEntity<Whole> show(Actor actor, @PathVariable String operation, @PathVariable String code) {
        var found = operations.open(actor, operation).orElse(null);
        if (found == null) return Problem.notFound();
        return screenings
                .find(actor, found, code)
                .map(one -> ResponseEntity.ok().eTag(ETag.of(one.version())).body(whole(actor, found, one)))
                .orElseGet(Problem::notFound);
    }

    private Whole whole(Actor actor, org.akoma.enforcement.operations.Operation operation, Screened one) {
        return new Whole(View.of(one), Correction.View.of(screenings.corrected(actor, operation, one)));
    }

    @Operation(summary = "Correct what is recorded of a person; needs If-Match. What it replaces stays readable")
    @PutMapping("/persons/{code}")
    ResponseEntity<Whole> correct(
            Actor actor,
            @PathVariable String operation,
            @PathVariable String code,
            Submission<CorrectPerson.Input> submission) {
        var found = operations.find(actor, operation).orElse(null);
        if (found == null || screenings.find(actor, found, code).isEmpty()) return Problem.notFound();
        if (!actor.may(Verb.OPERATION_WRITE)) return Problem.forbidden();
        return Corrected.answer(
                submission,
                (input, version) -> screenings.correct(actor, input.of(operation, code, version)),
                one -> whole(actor, found, one),
                Screened::version);
    }

    @Operation(
            summary =
                    "Record a person met at a site; the system gives the code. A site that is not recorded yet is added with newSiteSector")
    @PostMapping("/persons")
    ResponseEntity<?> screen(Actor actor, @PathVariable String operation, Submission<ScreenPerson.Met> submission) {
        if (operations.find(actor, operation).isEmpty()) return Problem.notFound();
        ScreenPerson.Met input = submission.read();
        if (input == null) return Problem.of(submission.errors());
        return switch (screenings.screen(actor, input.seen().in(operation), input.newSiteSector())) {
            case ScreenPerson.Result.Recorded(Screened person) ->
                ResponseEntity.status(HttpStatus.CREATED).body(View.of(person));
            case ScreenPerson.Result.NotFound() -> Problem.notFound();
            case ScreenPerson.Result.Forbidden() -> Problem.forbidden();
            case ScreenPerson.Result.NoSuchSite() ->
                Problem.of(List.of(FieldError.of("site", "operations.no-such-site")));
            case ScreenPerson.Result.Wrong(FieldError fault) -> Problem.of(List.of(fault));
            case ScreenPerson.Result.NotRunning() -> Problem.of(HttpStatus.CONFLICT, "operations.not-started");
        };
    }

    @Operation(
            summary =
                    "Decide whether a person is a victim; anybody who records may presume, a coordinator confirms or rules out, and alone takes back, with a reason, what"
                            + " was confirmed or decided by two, or corrects after the end. Whom somebody recorded as a child is ruled out, or no confirmed victim"
                            + " any more, once a second person agrees: 202")
    @PostMapping("/persons/{code}/decisions")
    ResponseEntity<?> decide(
            Actor actor,
            @PathVariable String operation,
            @PathVariable String code,
            Submission<DecideScreening.Input> submission) {
        if (operations.find(actor, operation).isEmpty()) return Problem.notFound();
        DecideScreening.Input input = submission.read();
        if (input == null) return Problem.of(submission.errors());
        DecideScreening.Result result = screenings.decide(actor, input.of(operation, code));
        if (result instanceof DecideScreening.Result.Decided(Screened person))
            return ResponseEntity.status(HttpStatus.CREATED).body(View.of(person));
        if (result instanceof DecideScreening.Result.Asked(UUID decision))
            return ResponseEntity.accepted().body(new Asked(decision));
        if (result instanceof DecideScreening.Result.Forbidden) return Problem.forbidden();
        FieldError fault = DecideScreening.fault(result);
        return fault == null ? Problem.notFound() : Problem.of(List.of(fault));
    }
}
