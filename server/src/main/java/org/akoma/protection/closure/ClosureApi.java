package org.akoma.protection.closure;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Submission;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.ItemList;
import org.akoma.protection.closure.ClosureFinding.Criterion;
import org.akoma.protection.placement.SearchStep;
import org.akoma.protection.placement.Searches;
import org.akoma.protection.placement.TakeSearchStep;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Closing, reopening, and the search for a lost child, as JSON. */
@RestController
@RequestMapping("/api/v1/cases/{code}")
class ClosureApi {

    private final Closures closures;
    private final Reopenings reopenings;
    private final Searches searches;

    ClosureApi(Closures closures, Reopenings reopenings, Searches searches) {
        this.closures = closures;
        this.reopenings = reopenings;
        this.searches = searches;
    }

    record FindingView(Criterion criterion, ClosureFinding.Answer answer, String why, List<Object> args) {
        static FindingView of(ClosureFinding f) {
            return new FindingView(f.criterion(), f.answer(), f.why(), f.args());
        }
    }

    record ClosureView(
            UUID id,
            Closure.Code code,
            Instant requestedAt,
            List<Criterion> met,
            List<Criterion> unmet,
            Closure.@Nullable Decision decision,
            @Nullable Instant decidedAt,
            Closure.SealedText words) {
        static ClosureView of(Closure c) {
            return new ClosureView(
                    c.id(), c.code(), c.requestedAt(), c.met(), c.unmet(), c.decision(), c.decidedAt(), c.words());
        }
    }

    record StandingView(List<FindingView> criteria, List<ClosureView> requests) {
        static StandingView of(Closures.Standing standing) {
            return new StandingView(
                    standing.findings().stream().map(FindingView::of).toList(),
                    standing.requests().stream().map(ClosureView::of).toList());
        }
    }

    @GetMapping("/closure")
    ResponseEntity<StandingView> standing(Actor actor, @PathVariable String code) {
        return ApiResponses.of(closures.of(actor, code), standing -> ResponseEntity.ok(StandingView.of(standing)));
    }

    @ApiResponse(responseCode = "201", description = "The request", useReturnTypeSchema = true)
    @PostMapping("/closure")
    ResponseEntity<ClosureView> request(
            Actor actor, @PathVariable String code, Submission<RequestClosure.Input> submission) {
        return ApiResponses.created(
                submission, input -> closures.request(actor, code, input.command()), ClosureView::of);
    }

    /** RETURNED needs a reason; {@code request}, the decision's id, is needed where an earlier one was taken back or replaced. */
    @PostMapping("/closure/decision")
    ResponseEntity<ClosureView> decide(
            Actor actor, @PathVariable String code, Submission<RequestClosure.Decide> submission) {
        return ApiResponses.done(
                submission,
                input -> closures.decide(actor, code, input.request(), input.decision(), input.reason()),
                ClosureView::of);
    }

    /** Takes one's own request back; no body. */
    @PostMapping("/closure/withdrawal")
    ResponseEntity<ClosureView> withdraw(Actor actor, @PathVariable String code) {
        return ApiResponses.of(closures.withdraw(actor, code), one -> ResponseEntity.ok(ClosureView.of(one)));
    }

    record ReopeningView(
            UUID id,
            Instant askedAt,
            @Nullable Boolean granted,
            @Nullable Instant decidedAt,
            boolean withdrawn,
            Reopening.SealedText words) {
        static ReopeningView of(Reopening r) {
            return new ReopeningView(r.id(), r.askedAt(), r.granted(), r.decidedAt(), r.withdrawn(), r.words());
        }
    }

    @GetMapping("/reopenings")
    ResponseEntity<ItemList<ReopeningView>> reopenings(Actor actor, @PathVariable String code) {
        return ApiResponses.items(reopenings.of(actor, code), ReopeningView::of);
    }

    @ApiResponse(responseCode = "201", description = "The request", useReturnTypeSchema = true)
    @PostMapping("/reopenings")
    ResponseEntity<ReopeningView> reopen(
            Actor actor, @PathVariable String code, Submission<RequestClosure.Reopen> submission) {
        return ApiResponses.created(
                submission, input -> reopenings.ask(actor, code, input.id(), input.reason()), ReopeningView::of);
    }

    /** Takes one's own request back; no body. */
    @PostMapping("/reopenings/withdrawal")
    ResponseEntity<ReopeningView> withdrawReopening(Actor actor, @PathVariable String code) {
        return ApiResponses.of(reopenings.withdraw(actor, code), one -> ResponseEntity.ok(ReopeningView.of(one)));
    }

    /** A no needs a reason; {@code request}, the decision's id, is needed where an earlier one was taken back or replaced. */
    @PostMapping("/reopenings/decision")
    ResponseEntity<ReopeningView> decideReopening(
            Actor actor, @PathVariable String code, Submission<RequestClosure.DecideReopening> submission) {
        return ApiResponses.done(
                submission,
                input -> reopenings.decide(actor, code, input.request(), input.granted(), input.reason()),
                ReopeningView::of);
    }

    record StepView(
            UUID id,
            SearchStep.Step step,
            Instant at,
            @Nullable LocalDate lastSeenOn,
            String outcome) {
        static StepView of(SearchStep s) {
            return new StepView(
                    s.id(), s.step(), s.at(), s.words().lastSeenOn(), s.words().outcome());
        }
    }

    @GetMapping("/search")
    ResponseEntity<ItemList<StepView>> search(Actor actor, @PathVariable String code) {
        return ApiResponses.items(searches.of(actor, code), StepView::of);
    }

    /** {@code FOUND} needs a visit that saw the child, or a place that began, since it was flagged; a supervisor confirms it by closing the alert. */
    @ApiResponse(responseCode = "201", description = "The step", useReturnTypeSchema = true)
    @PostMapping("/search")
    ResponseEntity<StepView> step(Actor actor, @PathVariable String code, Submission<TakeSearchStep> submission) {
        return ApiResponses.created(
                submission, taken -> searches.step(actor, code, taken.id(), taken.step(), taken.words()), StepView::of);
    }
}
