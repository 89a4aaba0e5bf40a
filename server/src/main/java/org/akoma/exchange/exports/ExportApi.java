package org.akoma.exchange.exports;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.Problem;
import org.akoma.exchange.htcds.HtcdsExport;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.emergencies.BulkReads;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.pages.TableFormat;
import org.akoma.ground.signin.FactorAgain;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Exports: files for use outside of Akoma. */
@RestController
@RequestMapping("/api/v1/exports")
class ExportApi {

    private final HtcdsExport exports;
    private final ExportLimit limit;
    private final ExportJobs jobs;
    private final ExportRequests requests;
    private final Clock clock;
    private final ActorTransactions transactions;

    ExportApi(
            HtcdsExport exports,
            ExportJobs jobs,
            ExportRequests requests,
            Clock clock,
            ExportLimit limit,
            ActorTransactions transactions) {
        this.jobs = jobs;
        this.transactions = transactions;
        this.limit = limit;
        this.exports = exports;
        this.requests = requests;
        this.clock = clock;
    }

    record View(
            UUID id,
            String requestedBy,
            Instant requestedAt,
            TableFormat format,
            String purpose,
            ExportRequest.State state,
            @Nullable String supervisor,
            @Nullable String dataProtectionOfficer,
            @Nullable String refusedBy,
            @Nullable Instant until) {}

    record Items(List<View> items) {}

    /**
     * The files that the caller may list, without names: HTCDS 2.0 as CSV or XLSX. Of more than 200 files it asks for the second factor, as a job does: who
     * has one takes the list as a job.
     *
     * @param format {@code csv} (default) or {@code xlsx}
     * @param identified {@code true} is refused: names leave only by an approved request
     */
    @AnswersFile
    @GetMapping("/htcds")
    @Nullable
    ResponseEntity<?> pseudonymous(
            Actor actor,
            @RequestParam(defaultValue = "csv") String format,
            @RequestParam(defaultValue = "false") boolean identified,
            HttpServletResponse response) {
        if (identified) return Problem.of(HttpStatus.FORBIDDEN, "exchange.two-persons");
        if (!HtcdsExport.allowed(actor)) return Problem.forbidden();
        if (!limit.allows(actor)) return Problem.of(HttpStatus.TOO_MANY_REQUESTS, ExportLimit.OFTEN);
        TableFormat wanted = TableFormat.of(format).orElse(null);
        if (wanted == null) return Problem.of(List.of(FieldError.of("format", "form.choice", "csv, xlsx")));
        if (!jobs.mayStream(actor)) return Problem.of(List.of(FactorAgain.missing()));
        try {
            transactions.doAs(actor, () -> exports.take(actor, wanted));
        } catch (BulkReads.NotAgreed notAgreed) {
            return Problem.of(HttpStatus.FORBIDDEN, "pages.bulk-read-by-two");
        }
        new Download(exports, clock).send(actor, wanted, null, response);
        return null;
    }

    @ApiResponse(responseCode = "201", description = "It waits for two people", useReturnTypeSchema = true)
    @PostMapping("/requests")
    ResponseEntity<View> ask(Actor actor, Submission<AskExport> submission) {
        AskExport wanted = submission.read();
        if (wanted == null) return Problem.of(submission.errors());
        return answer(requests.ask(actor, wanted.format(), wanted.purpose()), HttpStatus.CREATED);
    }

    @GetMapping("/requests")
    ResponseEntity<Items> all(Actor actor) {
        if (!ExportRequests.uses(actor)) return Problem.forbidden();
        return ResponseEntity.ok(
                new Items(requests.all(actor).stream().map(this::view).toList()));
    }

    /** Body: {@code {"approved": true}}, or {@code false} with a {@code reason}; {@code secondFactor} of who has one. */
    @PostMapping("/requests/{id}/approval")
    ResponseEntity<View> decide(Actor actor, @PathVariable UUID id, Submission<AskExport.Decide> submission) {
        AskExport.Decide said = submission.read();
        if (said == null) return Problem.of(submission.errors());
        return answer(requests.decide(actor, id, said.approved(), said.reason(), said.secondFactor()), HttpStatus.OK);
    }

    /** Once, by who asked, within a day of the second approval; for who has no second factor. */
    @AnswersFile
    @GetMapping("/requests/{id}/file")
    @Nullable
    ResponseEntity<?> file(Actor actor, @PathVariable UUID id, HttpServletResponse response) {
        return streamed(actor, id, null, response);
    }

    /** The same, of who has a second factor: with its six digits again. */
    @AnswersFile
    @PostMapping("/requests/{id}/file")
    @Nullable
    ResponseEntity<?> take(
            Actor actor, @PathVariable UUID id, Submission<FactorAgain.Show> submission, HttpServletResponse response) {
        FactorAgain.Show command = submission.read();
        if (command == null) return Problem.of(submission.errors());
        return streamed(actor, id, command.secondFactor(), response);
    }

    private @Nullable ResponseEntity<?> streamed(
            Actor actor, UUID id, @Nullable String secondFactor, HttpServletResponse response) {
        ExportRequests.Result result = requests.download(actor, id, secondFactor);
        if (!(result instanceof ExportRequests.Result.Done(ExportRequest request)))
            return answer(result, HttpStatus.OK);
        new Download(exports, clock).send(actor, request.format(), requests.named(actor, request.id()), response);
        return null;
    }

    private ResponseEntity<View> answer(ExportRequests.Result result, HttpStatus done) {
        return switch (result) {
            case ExportRequests.Result.Done(ExportRequest request) ->
                ResponseEntity.status(done).body(view(request));
            case ExportRequests.Result.NotFound() -> Problem.notFound();
            case ExportRequests.Result.Forbidden() -> Problem.forbidden();
            case ExportRequests.Result.Factor(FieldError error) -> Problem.of(List.of(error));
            case ExportRequests.Result.Refused(String code) -> Problem.of(HttpStatus.CONFLICT, code);
        };
    }

    private View view(ExportRequest request) {
        return new View(
                request.id(),
                request.requestedBy(),
                request.requestedAt(),
                request.format(),
                request.purpose(),
                request.state(clock.instant()),
                request.supervisor(),
                request.custodian(),
                request.refusedBy(),
                request.until());
    }
}
