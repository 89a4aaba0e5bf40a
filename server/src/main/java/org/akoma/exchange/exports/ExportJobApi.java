package org.akoma.exchange.exports;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.akoma.Problem;
import org.akoma.exchange.htcds.HtcdsExport;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Answer;
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
import org.springframework.web.bind.annotation.RestController;

/** Exports that are made behind the answer: asked for, looked at while they are made, and taken. */
@RestController
@RequestMapping("/api/v1/exports")
class ExportJobApi {

    private final ExportJobs jobs;
    private final Download download;

    ExportJobApi(ExportJobs jobs, HtcdsExport exports, Clock clock) {
        this.jobs = jobs;
        this.download = new Download(exports, clock);
    }

    /**
     * @param progress in percent
     * @param failure why it failed, as the code of an error
     * @param until the file is kept until then
     * @param takenAt when it was taken last
     */
    record JobView(
            UUID id,
            boolean identified,
            TableFormat format,
            ExportJob.State state,
            int progress,
            Instant askedAt,
            Instant until,
            @Nullable String failure,
            @Nullable Instant takenAt) {
        static JobView of(ExportJob one) {
            return new JobView(
                    one.id(),
                    one.identified(),
                    one.format(),
                    one.state(),
                    one.progress(),
                    one.askedAt(),
                    one.until(),
                    one.failure(),
                    one.takenAt());
        }
    }

    record JobViews(List<JobView> items) {}

    /** The caller's own that are not over, newest first. */
    @GetMapping("/jobs")
    ResponseEntity<JobViews> all(Actor actor) {
        if (!ExportJobs.uses(actor)) return Problem.forbidden();
        return ResponseEntity.ok(
                new JobViews(jobs.own(actor).stream().map(JobView::of).toList()));
    }

    @ApiResponse(
            responseCode = "202",
            description = "It is being made: ask the address in Location",
            useReturnTypeSchema = true)
    @PostMapping("/jobs")
    ResponseEntity<JobView> make(Actor actor, Submission<MakeExport> submission) {
        return Answer.json(submission, command -> jobs.make(actor, command), ExportJobApi::begun);
    }

    /** Of a request to which two people agreed: it is used up when the making begins. */
    @ApiResponse(
            responseCode = "202",
            description = "It is being made: ask the address in Location",
            useReturnTypeSchema = true)
    @PostMapping("/requests/{id}/job")
    ResponseEntity<JobView> make(Actor actor, @PathVariable UUID id) {
        return Answer.json(jobs.make(actor, id), ExportJobApi::begun);
    }

    private static ResponseEntity<JobView> begun(ExportJob one) {
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/exports/jobs/" + one.id()))
                .body(JobView.of(one));
    }

    @GetMapping("/jobs/{id}")
    ResponseEntity<JobView> one(Actor actor, @PathVariable UUID id) {
        return jobs.find(actor, id)
                .map(one -> ResponseEntity.ok(JobView.of(one)))
                .orElseGet(Problem::notFound);
    }

    @ApiResponse(responseCode = "202", description = "It is being made", useReturnTypeSchema = true)
    @PostMapping("/jobs/{id}/again")
    ResponseEntity<JobView> again(Actor actor, @PathVariable UUID id) {
        return Answer.json(jobs.again(actor, id), ExportJobApi::begun);
    }

    /** For who has no second factor. Each time is journalled. */
    @AnswersFile
    @GetMapping("/jobs/{id}/file")
    @Nullable
    ResponseEntity<?> file(Actor actor, @PathVariable UUID id, HttpServletResponse response) {
        return sent(jobs.take(actor, id, null), response);
    }

    /** The same, of who has a second factor: with its six digits again. */
    @AnswersFile
    @PostMapping("/jobs/{id}/file")
    @Nullable
    ResponseEntity<?> take(
            Actor actor, @PathVariable UUID id, Submission<FactorAgain.Show> submission, HttpServletResponse response) {
        FactorAgain.Show command = submission.read();
        if (command == null) return Problem.of(submission.errors());
        return sent(jobs.take(actor, id, command.secondFactor()), response);
    }

    private @Nullable ResponseEntity<?> sent(Answer<ExportJobs.Taken> answer, HttpServletResponse response) {
        if (!(answer instanceof Answer.Done<ExportJobs.Taken>(ExportJobs.Taken taken)))
            return Answer.json(answer, HttpStatus.OK, one -> one);
        download.send(taken, response);
        return null;
    }
}
