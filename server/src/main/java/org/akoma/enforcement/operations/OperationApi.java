package org.akoma.enforcement.operations;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.PastDays;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.ETag;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Operations for programs of the police; for others who may, counts alone. */
@RestController
@RequestMapping("/api/v1/operations")
class OperationApi {

    private static final int MOST = 200;

    private final Operations operations;
    private final Participants participants;
    private final PublishedFigures figures;
    private final Screenings screenings;

    OperationApi(Operations operations, Participants participants, PublishedFigures figures, Screenings screenings) {
        this.operations = operations;
        this.participants = participants;
        this.figures = figures;
        this.screenings = screenings;
    }

    record Row(
            String code,
            String status,
            String country,
            LocalDate startsOn,
            @Nullable LocalDate endsOn,
            List<String> sectors) {
        static Row of(org.akoma.enforcement.operations.Operation one) {
            OperationPlan plan = one.plan();
            return new Row(
                    one.code(), one.status().name(), plan.country(), plan.startsOn(), plan.endsOn(), plan.sectors());
        }
    }

    record Page<T>(List<T> items, @Nullable String next) {}

    record Rows(List<Row> items, @Nullable String next) {}

    record Counts(List<OperationFigures> items, @Nullable String next) {}

    record View(
            String code,
            String status,
            Map<String, Object> plan,
            @Nullable Instant startedAt,
            @Nullable Instant closedAt,
            List<SiteView> sites,
            Map<ScreeningStatus, Integer> screened,
            int version) {}

    record SiteView(String code, String sector, @Nullable String place, int version) {
        static SiteView of(Site site) {
            return new SiteView(site.code(), site.sector(), site.place(), site.version());
        }
    }

    @Operation(
            summary =
                    "My operations, those that run before the others; for those who may see figures alone, the counts of each, as of a day")
    @ApiResponse(
            responseCode = "200",
            description = "Operations, or their counts",
            content = @Content(schema = @Schema(anyOf = {Rows.class, Counts.class})))
    @PastDays
    @GetMapping
    ResponseEntity<?> list(
            Actor actor,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable UUID cursor,
            @RequestParam(required = false) @Nullable String asOf) {
        Form form = Form.ofJson(asOf == null ? Map.of() : Map.of("asOf", asOf));
        LocalDate day = form.pastDay("asOf", figures.today());
        if (!form.isSound()) return Problem.of(form.errors());
        // who reads the operations themselves finds them as they are now: only their counts keep past days
        if (day != null && actor.may(Verb.OPERATION_READ)) return onlyToday();
        if (!actor.may(Verb.OPERATION_READ))
            return actor.may(Verb.OPERATION_FIGURES)
                    ? ResponseEntity.ok(new Counts(figures.report(actor, figures.endOf(actor, day)), null))
                    : Problem.notFound();
        int size = Math.clamp(limit, 1, MOST);
        List<org.akoma.enforcement.operations.Operation> found = operations.list(actor, cursor, size + 1);
        List<org.akoma.enforcement.operations.Operation> shown = found.subList(0, Math.min(size, found.size()));
        String next = found.size() > size ? shown.getLast().id().toString() : null;
        return ResponseEntity.ok(new Rows(shown.stream().map(Row::of).toList(), next));
    }

    static <V> ResponseEntity<V> onlyToday() {
        return Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "house.only-today");
    }

    @Operation(summary = "One operation; for those who may see figures alone, its counts")
    @ApiResponse(
            responseCode = "200",
            description = "The operation, or its counts",
            content = @Content(schema = @Schema(anyOf = {View.class, OperationFigures.class})))
    @GetMapping("/{code}")
    ResponseEntity<?> show(Actor actor, @PathVariable String code) {
        return actor.may(Verb.OPERATION_READ)
                ? operations.open(actor, code).map(one -> answer(actor, one)).orElseGet(Problem::notFound)
                : figures.report(actor, code, figures.endOf(actor, null))
                        .map(ResponseEntity::ok)
                        .orElseGet(Problem::notFound);
    }

    @Operation(summary = "Plan an operation")
    @PostMapping
    ResponseEntity<?> plan(Actor actor, Submission<PlanOperation.Input> submission) {
        if (!actor.may(Verb.OPERATION_RECORD)) return Problem.forbidden();
        PlanOperation.Input input = participants.read(actor, submission);
        if (input == null) return Problem.of(submission.errors());
        return switch (operations.plan(actor, input.command())) {
            case PlanOperation.Result.Planned(var operation) ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .header(HttpHeaders.LOCATION, "/api/v1/operations/" + operation.code())
                        .eTag(ETag.of(operation.version()))
                        .body(view(actor, operation));
            case PlanOperation.Result.Forbidden() -> Problem.forbidden();
            case PlanOperation.Result.OtherContent() -> Problem.of(List.of(FieldError.of("id", Problem.OTHER_CONTENT)));
            case PlanOperation.Result.CodeTaken() ->
                Problem.of(List.of(FieldError.of("code", "operations.code-taken")));
            case PlanOperation.Result.NotPolice(String organisation) ->
                Problem.of(List.of(FieldError.of("participants", "operations.not-police", organisation)));
            case PlanOperation.Result.NobodyStarts(var structures) ->
                Problem.of(List.of(
                        FieldError.of("participants", "operations.nobody-starts", String.join(", ", structures))));
        };
    }

    @Operation(summary = "Change some fields of a plan; needs If-Match. 409 names the fields that differ")
    @PatchMapping("/{code}")
    ResponseEntity<?> change(Actor actor, @PathVariable String code, Submission<ChangeOperation.Input> submission) {
        var current = operations.find(actor, code).orElse(null);
        if (current == null) return Problem.notFound();
        if (!actor.may(Verb.OPERATION_WRITE)) return Problem.forbidden();
        Integer version = submission.version();
        if (version == null) return Problem.of(HttpStatus.PRECONDITION_REQUIRED, "operations.version-needed");
        submission.keep(OperationForm.fields(current.plan()));
        ChangeOperation.Input input = participants.read(actor, submission);
        if (input == null) return Problem.of(submission.errors());
        OperationPlan plan = input.plan().toPlan();
        return switch (operations.change(actor, new ChangeOperation(code, version, plan))) {
            case ChangeOperation.Result.Done(var operation) -> answer(actor, operation);
            case ChangeOperation.Result.NotFound() -> Problem.notFound();
            case ChangeOperation.Result.Forbidden() -> Problem.forbidden();
            case ChangeOperation.Result.CareMissing() ->
                Problem.of(List.of(FieldError.of("careCapacity", "operations.care-missing")));
            case ChangeOperation.Result.NotPolice(String organisation) ->
                Problem.of(List.of(FieldError.of("participants", "operations.not-police", organisation)));
            case ChangeOperation.Result.Changed(var now) ->
                Problem.of(HttpStatus.CONFLICT, "operations.changed", OperationForm.differing(now.plan(), plan));
        };
    }

    @Operation(
            summary =
                    "Start an operation: refused while care holds too few places ready, or no structure that takes part has an officer; needs If-Match")
    @PostMapping("/{code}/start")
    ResponseEntity<View> start(
            Actor actor,
            @PathVariable String code,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String seen) {
        return move(actor, code, seen, OperationStatus.RUNNING);
    }

    @Operation(summary = "Close an operation: refused while a child of it has no hand-over slip; needs If-Match")
    @PostMapping("/{code}/close")
    ResponseEntity<View> close(
            Actor actor,
            @PathVariable String code,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String seen) {
        return move(actor, code, seen, OperationStatus.CLOSED);
    }

    private ResponseEntity<View> move(Actor actor, String code, @Nullable String seen, OperationStatus to) {
        if (operations.find(actor, code).isEmpty()) return Problem.notFound();
        Integer version = ETag.version(seen);
        if (version == null) return Problem.of(HttpStatus.PRECONDITION_REQUIRED, "operations.version-needed");
        return switch (operations.move(actor, new MoveOperation(code, version, to))) {
            case MoveOperation.Result.Moved(var operation) -> answer(actor, operation);
            case MoveOperation.Result.NotFound() -> Problem.notFound();
            case MoveOperation.Result.Forbidden() -> Problem.forbidden();
            case MoveOperation.Result.CareMissing(int expected, int available) ->
                Problem.of(
                        HttpStatus.CONFLICT,
                        "operations.care-missing",
                        List.of(FieldError.of("careCapacity", "operations.care-missing", expected, available)));
            case MoveOperation.Result.CareUnconfirmed(String structure) ->
                Problem.of(List.of(FieldError.of("careConfirmedBy", "operations.care-unconfirmed", structure)));
            case MoveOperation.Result.NoOfficers() ->
                Problem.of(List.of(FieldError.of("participants", "operations.no-officers")));
            case MoveOperation.Result.ChildrenSentBack(List<String> slips) ->
                Problem.of(List.of(FieldError.of("slips", "operations.children-sent-back", String.join(", ", slips))));
            case MoveOperation.Result.ChildrenWithoutSlip(List<String> persons) ->
                Problem.of(List.of(
                        FieldError.of("persons", "operations.children-without-slip", String.join(", ", persons))));
            case MoveOperation.Result.NotNow(OperationStatus current) ->
                Problem.of(HttpStatus.CONFLICT, "operations.not-now");
            case MoveOperation.Result.Changed(var current) -> Problem.of(HttpStatus.CONFLICT, "operations.changed");
        };
    }

    @Operation(summary = "The sites of an operation")
    @GetMapping("/{code}/sites")
    ResponseEntity<Page<SiteView>> sites(Actor actor, @PathVariable String code) {
        return operations
                .find(actor, code)
                .map(one -> ResponseEntity.ok(new Page<>(
                        operations.sites(actor, one).stream().map(SiteView::of).toList(), null)))
                .orElseGet(Problem::notFound);
    }

    @Operation(summary = "Add a site")
    @PostMapping("/{code}/sites")
    ResponseEntity<?> addSite(Actor actor, @PathVariable String code, Submission<AddSite.Input> submission) {
        if (operations.find(actor, code).isEmpty()) return Problem.notFound();
        AddSite.Input input = submission.read();
        if (input == null) return Problem.of(submission.errors());
        return switch (operations.addSite(actor, input.in(code))) {
            case AddSite.Result.Added(Site site) ->
                ResponseEntity.status(HttpStatus.CREATED).body(SiteView.of(site));
            case AddSite.Result.NotFound() -> Problem.notFound();
            case AddSite.Result.Forbidden() -> Problem.forbidden();
            case AddSite.Result.CodeTaken() -> Problem.of(List.of(FieldError.of("code", "operations.site-taken")));
        };
    }

    @Operation(summary = "Correct what is written of a site; needs If-Match. What it replaces stays readable")
    @PutMapping("/{code}/sites/{site}")
    ResponseEntity<SiteView> correctSite(
            Actor actor,
            @PathVariable String code,
            @PathVariable String site,
            Submission<CorrectSite.Input> submission) {
        var found = operations.find(actor, code).orElse(null);
        if (found == null || operations.site(actor, found, site).isEmpty()) return Problem.notFound();
        if (!actor.may(Verb.OPERATION_WRITE)) return Problem.forbidden();
        return Corrected.answer(
                submission,
                (input, version) -> operations.correct(actor, input.of(code, site, version)),
                SiteView::of,
                Site::version);
    }

    record CorrectionPage(List<Correction.View> items) {}

    @Operation(summary = "What was corrected of an operation, its sites and published figures, newest first")
    @GetMapping("/{code}/corrections")
    ResponseEntity<CorrectionPage> corrections(Actor actor, @PathVariable String code) {
        return operations
                .open(actor, code)
                .map(one -> ResponseEntity.ok(new CorrectionPage(Correction.View.of(figures.corrected(actor, one)))))
                .orElseGet(Problem::notFound);
    }

    private ResponseEntity<View> answer(Actor actor, org.akoma.enforcement.operations.Operation operation) {
        return ResponseEntity.ok().eTag(ETag.of(operation.version())).body(view(actor, operation));
    }

    private View view(Actor actor, org.akoma.enforcement.operations.Operation one) {
        return new View(
                one.code(),
                one.status().name(),
                OperationForm.fields(one.plan()),
                one.startedAt(),
                one.closedAt(),
                operations.sites(actor, one).stream().map(SiteView::of).toList(),
                screenings.counts(actor, one),
                one.version());
    }
}
