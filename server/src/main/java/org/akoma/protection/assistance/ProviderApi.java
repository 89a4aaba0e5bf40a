package org.akoma.protection.assistance;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.akoma.PastDays;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.ItemList;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Providers, what they give and for how many there is room, as JSON. */
@RestController
@RequestMapping("/api/v1/providers")
class ProviderApi {

    private final Providers providers;
    private final CaseWork work;

    ProviderApi(Providers providers, CaseWork work) {
        this.providers = providers;
        this.work = work;
    }

    record OfferView(
            String service,
            @Nullable Integer places,
            long taken,
            @Nullable Long free,
            @Nullable LocalDate since) {}

    record View(
            String code,
            String label,
            String kind,
            String country,
            @Nullable String organisation,
            List<OfferView> offers) {
        static View of(Provider one) {
            return new View(
                    one.code(),
                    one.label(),
                    one.kind(),
                    one.country(),
                    one.organisation(),
                    one.offers().stream()
                            .map(offer -> new OfferView(
                                    offer.service(), offer.places(), offer.taken(), offer.free(), offer.since()))
                            .toList());
        }
    }

    /** @param asOf a day that is not in the future; without it today */
    @PastDays
    @GetMapping
    ResponseEntity<ItemList<View>> all(Actor actor, @RequestParam(required = false) @Nullable String asOf) {
        if (!actor.may(Verb.PROVIDER_READ)) return Problem.forbidden();
        Form form = Form.ofJson(asOf == null ? Map.of() : Map.of("asOf", asOf));
        LocalDate asked = form.date("asOf");
        if (asked != null && asked.isAfter(work.today())) form.wrong("asOf", "form.future");
        if (!form.isSound()) return Problem.of(form.errors());
        LocalDate day = asked == null ? work.today() : asked;
        return ResponseEntity.ok(ItemList.of(providers.all(actor, day), View::of));
    }

    @ApiResponse(responseCode = "201", description = "The provider", useReturnTypeSchema = true)
    @PostMapping
    ResponseEntity<View> open(Actor actor, Submission<OpenProvider.Input> submission) {
        return ApiResponses.created(submission, input -> providers.open(actor, input.command()), View::of);
    }

    /** {@code {"service":"LT_EDU_FORMAL","places":40,"since":"2015-09-01"}}. */
    @PostMapping("/{code}/offers")
    ResponseEntity<View> offer(Actor actor, @PathVariable String code, Submission<OfferService> submission) {
        return ApiResponses.done(submission, input -> providers.offer(actor, code, input), View::of);
    }
}
