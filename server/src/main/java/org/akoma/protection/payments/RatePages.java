package org.akoma.protection.payments;

import io.swagger.v3.oas.annotations.Operation;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.web.BrokenText;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.ItemList;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.PageResponses;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** Dated rates, for information; written down by finance. */
@Controller
class RatePages {

    private final Rates rates;
    private final CaseWork work;

    RatePages(Rates rates, CaseWork work) {
        this.rates = rates;
        this.work = work;
    }

    @GetMapping("/payments/rates")
    String page(Actor actor, Model model) {
        String view = show(actor, model);
        PostedForm.nothing(model);
        return view;
    }

    private String show(Actor actor, Model model) {
        if (!actor.may(Verb.PAYMENT_READ)) throw PageRefusal.forbidden();
        model.addAttribute("rates", rates.noted(actor));
        model.addAttribute("writes", actor.may(Verb.PAYMENT_PAY));
        model.addAttribute("today", work.today());
        return "payments/rates";
    }

    @PostMapping("/payments/rates")
    String record(Actor actor, PostedForm posted) {
        Rate rate = read(posted.form());
        if (rate == null) return posted.again(m -> show(actor, m));
        Outcome<NotedRate> outcome = rates.record(actor, rate);
        boolean waits = outcome instanceof Outcome.Done<NotedRate>(var made) && made.waits();
        return PageResponses.answer(
                posted,
                outcome,
                "/payments/rates?done=assistance.rate-" + (waits ? "asked" : "recorded"),
                m -> show(actor, m));
    }

    @PostMapping("/payments/rates/{id}/withdrawal")
    String withdraw(Actor actor, @PathVariable UUID id, PostedForm posted) {
        return PageResponses.answer(
                posted,
                rates.withdraw(actor, id),
                "/payments/rates?done=assistance.rate-withdrawn",
                m -> show(actor, m));
    }

    /** @param waits for a project manager, and does not hold before */
    record View(
            UUID id,
            Money.Currency currency,
            LocalDate since,
            BigDecimal units,
            BigDecimal xof,
            String source,
            boolean waits) {

        static View of(NotedRate one) {
            Rate rate = one.rate();
            return new View(
                    one.id(), rate.currency(), rate.since(), rate.units(), rate.xof(), rate.source(), one.waits());
        }
    }

    @GetMapping("/api/v1/rates")
    ResponseEntity<ItemList<View>> all(Actor actor) {
        if (!actor.may(Verb.PAYMENT_READ)) return Problem.forbidden();
        return ResponseEntity.ok(
                new ItemList<>(rates.noted(actor).stream().map(View::of).toList()));
    }

    /** {@code {"currency":"GHS","since":"2015-06-01","units":"1","xof":"150","source":"BCEAO"}}. */
    @PostMapping("/api/v1/rates")
    ResponseEntity<?> recordJson(Actor actor, @RequestBody Map<String, Object> body) {
        BrokenText.refuse(body);
        Form form = Form.ofJson(body);
        Rate rate = read(form);
        if (!form.refuseUnknown().isSound() || rate == null) return Problem.of(form.errors());
        return ApiResponses.created(rates.record(actor, rate), View::of);
    }

    @Operation(summary = "Takes a rate back under which no payment fell")
    @PostMapping("/api/v1/rates/{id}/withdrawal")
    ResponseEntity<View> withdrawJson(Actor actor, @PathVariable UUID id) {
        return ApiResponses.of(rates.withdraw(actor, id), one -> ResponseEntity.ok(View.of(one)));
    }

    /** Null when the form is not sound. */
    private @Nullable Rate read(Form form) {
        String currency = form.requiredChoice("currency", List.of("GHS", "GNF"));
        LocalDate since = form.date("since");
        BigDecimal units = PaymentForm.amount(form, "units");
        BigDecimal xof = PaymentForm.amount(form, "xof");
        String source = form.required("source", Form.SHORT_TEXT);
        if (!form.isSound() || currency == null || units == null || xof == null || source == null) return null;
        return new Rate(Money.Currency.valueOf(currency), since == null ? work.today() : since, units, xof, source);
    }
}
