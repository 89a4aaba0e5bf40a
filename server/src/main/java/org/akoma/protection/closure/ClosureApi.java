package org.akoma.protection.closure;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.closure.ClosureFinding.Criterion;
import org.akoma.protection.placement.SearchForm;
import org.akoma.protection.placement.SearchStep;
import org.akoma.protection.placement.Searches;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
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
    ResponseEntity<?> standing(Actor actor, @PathVariable String code) {
        return ApiResponses.of(closures.of(actor, code), standing -> ResponseEntity.ok(StandingView.of(standing)));
    }

    @PostMapping("/closure")
    ResponseEntity<?> request(Actor actor, @PathVariable String code, @RequestBody Map<String, Object> body) {
        Form form = Form.ofJson(body);
        RequestClosure command = ClosureForm.read(form);
        if (!form.refuseUnknown().isSound() || command == null) return Problem.of(form.errors());
        return ApiResponses.created(closures.request(actor, code, command), ClosureView::of);
    }

    /** {@code {"decision":"CLOSED"}}, or RETURNED with a reason; {@code request}, the decision's id, is needed where an earlier one was taken back or replaced. */
    @PostMapping("/closure/decision")
    ResponseEntity<?> decide(Actor actor, @PathVariable String code, @RequestBody Map<String, Object> body) {
        Form form = Form.ofJson(body);
        String decision = form.requiredChoice("decision", Closure.Decision.OF_SUPERVISOR);
        String reason = form.words("reason", Form.LONG_TEXT);
        UUID request = form.id("request");
        if (!form.refuseUnknown().isSound() || decision == null) return Problem.of(form.errors());
        return ApiResponses.of(
                closures.decide(actor, code, request, Closure.Decision.valueOf(decision), reason),
                one -> ResponseEntity.ok(ClosureView.of(one)));
    }

    /** Takes one's own request back; no body. */
    @PostMapping("/closure/withdrawal")
    ResponseEntity<?> withdraw(Actor actor, @PathVariable String code) {
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
    ResponseEntity<?> reopenings(Actor actor, @PathVariable String code) {
        return ApiResponses.items(reopenings.of(actor, code), ReopeningView::of);
    }

    @PostMapping("/reopenings")
    ResponseEntity<?> reopen(Actor actor, @PathVariable String code, @RequestBody Map<String, Object> body) {
        Form form = Form.ofJson(body);
        UUID id = form.id("id");
        String reason = form.requiredWords("reason", Form.LONG_TEXT);
        if (!form.refuseUnknown().isSound() || reason == null) return Problem.of(form.errors());
        return ApiResponses.created(
                reopenings.ask(actor, code, id == null ? Ids.next() : id, reason), ReopeningView::of);
    }

    /** Takes one's own request back; no body. */
    @PostMapping("/reopenings/withdrawal")
    ResponseEntity<?> withdrawReopening(Actor actor, @PathVariable String code) {
        return ApiResponses.of(reopenings.withdraw(actor, code), one -> ResponseEntity.ok(ReopeningView.of(one)));
    }

    /** {@code {"granted":true}}, or false with a reason; {@code request}, the decision's id, is needed where an earlier one was taken back or replaced. */
    @PostMapping("/reopenings/decision")
    ResponseEntity<?> decideReopening(Actor actor, @PathVariable String code, @RequestBody Map<String, Object> body) {
        Form form = Form.ofJson(body);
        Boolean granted = form.requiredAnswer("granted");
        String reason = form.words("reason", Form.LONG_TEXT);
        UUID request = form.id("request");
        if (!form.refuseUnknown().isSound() || granted == null) return Problem.of(form.errors());
        return ApiResponses.of(
                reopenings.decide(actor, code, request, granted, reason),
                one -> ResponseEntity.ok(ReopeningView.of(one)));
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
    ResponseEntity<?> search(Actor actor, @PathVariable String code) {
        return ApiResponses.items(searches.of(actor, code), StepView::of);
    }

    /** {@code FOUND} needs a visit that saw the child, or a place that began, since it was flagged; a supervisor confirms it by closing the alert. */
    @PostMapping("/search")
    ResponseEntity<?> step(Actor actor, @PathVariable String code, @RequestBody Map<String, Object> body) {
        Form form = Form.ofJson(body);
        SearchForm.Step taken = SearchForm.read(form);
        if (!form.refuseUnknown().isSound() || taken == null) return Problem.of(form.errors());
        return ApiResponses.created(searches.step(actor, code, taken.id(), taken.step(), taken.words()), StepView::of);
    }
}
