package org.akoma.exchange.exports;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.exchange.htcds.HtcdsImport;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What comes in and what goes out, as far as the person may; exports with names are asked for, agreed to and downloaded here. */
@Controller
class ExchangePages {

    private static final String HERE = "/exchange/exports";

    private final ExportJobs jobs;
    private final ExportRequests requests;
    private final List<OfferedFile> files;
    private final Clock clock;

    ExchangePages(ExportJobs jobs, ExportRequests requests, List<OfferedFile> files, Clock clock) {
        this.files = List.copyOf(files);
        this.jobs = jobs;
        this.requests = requests;
        this.clock = clock;
    }

    /** A request with what the reader can do about it. */
    public record Line(
            ExportRequest request,
            ExportRequest.State state,
            @Nullable UUID awaitsMe,
            List<UUID> waiting,
            boolean mine) {
        public Line {
            waiting = List.copyOf(waiting);
        }

        public boolean downloadable() {
            return mine && state == ExportRequest.State.APPROVED;
        }
    }

    @GetMapping({"/exchange", HERE})
    String show(Actor actor, @RequestParam(required = false) @Nullable UUID again, Model model) {
        PostedForm.empty(model, takenBack(actor, again));
        return page(actor, model);
    }

    /** One's own request that was taken back, to be put right. */
    private Form takenBack(Actor actor, @Nullable UUID again) {
        return again == null
                ? Form.of(Map.of())
                : requests.find(actor, again)
                        .filter(one -> one.requesterId().equals(actor.personId()))
                        .map(one -> Form.ofJson(Map.of(
                                "purpose", one.purpose(), "format", one.format().name())))
                        .orElseGet(() -> Form.of(Map.of()));
    }

    @PostMapping(HERE)
    String ask(Actor actor, Submission<AskExport> submission) {
        PostedForm posted = submission.sent();
        AskExport wanted = submission.read();
        if (wanted == null) return posted.again(submission.errors(), m -> page(actor, m));
        return answer(
                requests.ask(actor, wanted.format(), wanted.purpose()),
                "asked",
                actor,
                posted.response(),
                posted.model());
    }

    /** Has the file made: names are sent to a form only, on the page that shows how far it is. */
    @PostMapping(HERE + "/{id}/file")
    String make(Actor actor, @PathVariable UUID id, PostedForm posted) {
        return switch (jobs.make(actor, id)) {
            case Answer.Done<ExportJob>(ExportJob one) -> "redirect:" + ExportJobPages.begun(one);
            case Answer.NotFound<ExportJob> none -> throw PageRefusal.notFound();
            case Answer.Forbidden<ExportJob> no -> throw PageRefusal.forbidden();
            case Answer.Overtaken<ExportJob> later -> throw PageRefusal.overtaken();
            case Answer.Refused<ExportJob>(var why) -> posted.again(why, m -> page(actor, m));
        };
    }

    private String answer(
            ExportRequests.Result result, String done, Actor actor, HttpServletResponse response, Model model) {
        return switch (result) {
            case ExportRequests.Result.Done(ExportRequest request) -> "redirect:" + HERE + "?done=" + done;
            case ExportRequests.Result.NotFound() -> throw PageRefusal.notFound();
            case ExportRequests.Result.Forbidden() -> throw PageRefusal.forbidden();
            case ExportRequests.Result.Factor(FieldError error) ->
                again(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        new FieldError("requests", error.code(), error.args()),
                        actor,
                        response,
                        model);
            case ExportRequests.Result.Refused(String code) ->
                again(HttpStatus.CONFLICT, FieldError.of("requests", code), actor, response, model);
        };
    }

    private String again(HttpStatus status, FieldError error, Actor actor, HttpServletResponse response, Model model) {
        response.setStatus(status.value());
        PostedForm.nothing(model);
        model.addAttribute("errors", List.of(error));
        return page(actor, model);
    }

    private Line line(Actor actor, ExportRequest one, Instant now) {
        boolean mine = one.requesterId().equals(actor.personId());
        ExportRequest.State state = one.state(now);
        boolean waits = mine && state == ExportRequest.State.WAITING;
        return new Line(
                one, state, requests.awaits(actor, one, now), waits ? requests.waiting(actor, one) : List.of(), mine);
    }

    private String page(Actor actor, Model model) {
        if (!ExchangeNav.uses(actor)) throw PageRefusal.forbidden();
        Instant now = clock.instant();
        model.addAttribute("imports", HtcdsImport.allowed(actor));
        model.addAttribute(
                "files",
                files.stream().flatMap(file -> file.rows(actor).stream()).toList());
        model.addAttribute("jobs", jobs.own(actor));
        model.addAttribute("named", ExportRequests.uses(actor));
        model.addAttribute("foreseen", actor.may(Verb.EXPORT_REQUEST) ? requests.foreseen(actor) : null);
        model.addAttribute(
                "requests",
                requests.all(actor).stream().map(one -> line(actor, one, now)).toList());
        return "exports/exchange";
    }
}
