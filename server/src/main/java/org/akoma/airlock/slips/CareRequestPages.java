package org.akoma.airlock.slips;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.forms.Forms;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Care reads what an operation asks of it, and confirms it: a page, and the same as JSON. */
@Controller
class CareRequestPages {

    private final CareRequests requests;

    private final Forms forms;

    CareRequestPages(CareRequests requests, Forms forms) {
        this.requests = requests;
        this.forms = forms;
    }

    record Items(List<CareRequest> items) {}

    @GetMapping("/slips/care")
    String list(Actor actor, Model model) {
        PostedForm.nothing(model);
        return show(actor, model);
    }

    private String show(Actor actor, Model model) {
        if (!CareRequests.confirms(actor)) throw PageRefusal.notFound();
        model.addAttribute("requests", requests.list(actor));
        return "slips/care";
    }

    @PostMapping("/slips/care/{operation}/confirmation")
    String confirmOnPage(Actor actor, @PathVariable UUID operation, Submission<ConfirmCare.Input> submission) {
        ConfirmCare.Input input = submission.read();
        if (input == null) return submission.again(m -> show(actor, m));
        return switch (requests.confirm(actor, input.of(operation))) {
            case ConfirmCare.Result.Confirmed(CareRequest done) -> "redirect:/slips/care?done=slips.care-confirmed";
            case ConfirmCare.Result.NotFound() -> throw PageRefusal.notFound();
            case ConfirmCare.Result.Runs() ->
                submission.again(FieldError.of("operation", "slips.care-runs"), m -> show(actor, m));
            case ConfirmCare.Result.TooFew(int children, int places) ->
                submission.again(FieldError.of("places", "slips.care-too-few", children, places), m -> show(actor, m));
        };
    }

    @GetMapping("/slips/care/{operation}/refusal")
    String refuse(Actor actor, @PathVariable UUID operation, Model model) {
        PostedForm.nothing(model);
        return refusal(actor, operation, model);
    }

    private String refusal(Actor actor, UUID operation, Model model) {
        CareRequest asked = requests.find(actor, operation).orElseThrow(PageRefusal::notFound);
        model.addAttribute("request", asked);
        model.addAttribute("ask", forms.view(DeclineCare.Input.class));
        return "slips/care-refusal";
    }

    @PostMapping("/slips/care/{operation}/refusal")
    String refuseOnPage(Actor actor, @PathVariable UUID operation, Submission<DeclineCare.Input> submission) {
        DeclineCare.Input input = submission.read();
        if (input == null) return submission.again(m -> refusal(actor, operation, m));
        DeclineCare.Result result = requests.decline(actor, input.of(operation));
        if (result instanceof DeclineCare.Result.Declined) return "redirect:/slips/care?done=slips.care-declined";
        FieldError fault = fault(result);
        if (fault == null) throw PageRefusal.notFound();
        return submission.again(fault, m -> refusal(actor, operation, m));
    }

    private static @Nullable FieldError fault(DeclineCare.Result result) {
        return switch (result) {
            case DeclineCare.Result.Enough(int places) -> FieldError.of("offered", "slips.care-enough", places);
            case DeclineCare.Result.Runs() -> FieldError.of("offered", "slips.care-runs");
            case DeclineCare.Result.Declined(CareRequest done) -> null;
            case DeclineCare.Result.NotFound() -> null;
        };
    }

    @Operation(summary = "Care cannot hold the places; it says how many it can. Until the operation starts")
    @PostMapping("/api/v1/care-requests/{operation}/refusal")
    ResponseEntity<CareRequest> decline(
            Actor actor, @PathVariable UUID operation, Submission<DeclineCare.Input> submission) {
        DeclineCare.Input input = submission.read();
        if (input == null) return Problem.of(submission.errors());
        DeclineCare.Result result = requests.decline(actor, input.of(operation));
        if (result instanceof DeclineCare.Result.Declined(CareRequest done)) return ResponseEntity.ok(done);
        FieldError fault = fault(result);
        return fault == null ? Problem.notFound() : Problem.of(List.of(fault));
    }

    @Operation(
            summary =
                    "The operations that ask care for places: for case supervisors of the structure, and project managers")
    @GetMapping("/api/v1/care-requests")
    ResponseEntity<Items> all(Actor actor) {
        return CareRequests.confirms(actor) ? ResponseEntity.ok(new Items(requests.list(actor))) : Problem.notFound();
    }

    @Operation(summary = "Care holds the places ready; interpreters, women and medical may be added")
    @PostMapping("/api/v1/care-requests/{operation}/confirmation")
    ResponseEntity<CareRequest> confirm(
            Actor actor, @PathVariable UUID operation, Submission<ConfirmCare.Input> submission) {
        ConfirmCare.Input input = submission.read();
        if (input == null) return Problem.of(submission.errors());
        return switch (requests.confirm(actor, input.of(operation))) {
            case ConfirmCare.Result.Confirmed(CareRequest done) -> ResponseEntity.ok(done);
            case ConfirmCare.Result.NotFound() -> Problem.notFound();
            case ConfirmCare.Result.Runs() -> Problem.of(List.of(FieldError.of("operation", "slips.care-runs")));
            case ConfirmCare.Result.TooFew(int children, int places) ->
                Problem.of(List.of(FieldError.of("places", "slips.care-too-few", children, places)));
        };
    }
}
