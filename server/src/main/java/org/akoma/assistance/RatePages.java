package org.akoma.assistance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.akoma.Form;
import org.akoma.Problem;
import org.akoma.Sent;
import org.akoma.access.Actor;
import org.akoma.access.Verb;
import org.akoma.cases.Answers;
import org.akoma.cases.CaseWork;
import org.akoma.cases.Items;
import org.akoma.cases.PageAnswers;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.server.ResponseStatusException;

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
        Sent.nothing(model);
        return view;
    }

    private String show(Actor actor, Model model) {
        if (!actor.may(Verb.PAYMENT_READ)) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        model.addAttribute("rates", rates.all(actor));
        model.addAttribute("writes", actor.may(Verb.PAYMENT_PAY));
        model.addAttribute("today", work.today());
        return "assistance/rates";
    }

    @PostMapping("/payments/rates")
    String record(Actor actor, Sent sent) {
        Rate rate = read(sent.form());
        if (rate == null) return sent.again(m -> show(actor, m));
        return PageAnswers.answer(
                sent, rates.record(actor, rate), "/payments/rates?done=assistance.rate-recorded", m -> show(actor, m));
    }

    @GetMapping("/api/v1/rates")
    ResponseEntity<?> all(Actor actor) {
        if (!actor.may(Verb.PAYMENT_READ)) return Problem.forbidden();
        return ResponseEntity.ok(new Items<>(rates.all(actor)));
    }

    /** {@code {"currency":"GHS","since":"2015-06-01","units":"1","xof":"150","source":"BCEAO"}}. */
    @PostMapping("/api/v1/rates")
    ResponseEntity<?> recordJson(Actor actor, @RequestBody Map<String, Object> body) {
        Form form = Form.ofJson(body);
        Rate rate = read(form);
        if (!form.refuseUnknown().isSound() || rate == null) return Problem.of(form.errors());
        return Answers.created(rates.record(actor, rate), one -> one);
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
