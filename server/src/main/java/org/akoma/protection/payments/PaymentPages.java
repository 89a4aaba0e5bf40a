package org.akoma.protection.payments;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.pages.ListExport;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.ListPage;
import org.akoma.ground.web.PageRefusal;
import org.akoma.ground.web.PostedForm;
import org.akoma.protection.assistance.ServiceForm;
import org.akoma.protection.assistance.Services;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.PageResponses;
import org.akoma.protection.cases.PersonCodes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.util.UriComponentsBuilder;

/** The list of payments and one of them: where they are approved and paid. Codes and amounts, never a name. */
@Controller
class PaymentPages {

    static final List<String> FILTERS =
            List.of("state", "type", "currency", "month", "asOf", "asOf-day", "asOf-month", "asOf-year");

    /** How many months the filter offers. */
    private static final int MONTHS = 12;

    private final Payments payments;
    private final PaymentLists paymentLists;
    private final Rates rates;
    private final PersonCodes people;
    private final CodeLists lists;
    private final CaseWork work;
    private final ListExport export;

    PaymentPages(
            Payments payments,
            PaymentLists paymentLists,
            Rates rates,
            PersonCodes people,
            CodeLists lists,
            CaseWork work,
            ListExport export) {
        this.export = export;
        this.payments = payments;
        this.paymentLists = paymentLists;
        this.rates = rates;
        this.people = people;
        this.lists = lists;
        this.work = work;
    }

    /** What an amount was worth in XOF, and by the rate of which day; nulls for an amount in XOF or without a rate. */
    record Worth(@Nullable BigDecimal xof, @Nullable LocalDate since) {}

    @GetMapping("/payments")
    String list(Actor actor, PostedForm posted, Model model) {
        Form form = posted.form();
        ListPayments wanted = PaymentForm.list(ListPage.filters(form), lists, work.today());
        if (!form.isSound()) {
            posted.response().setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            wanted = new ListPayments(null, null, null, null, work.today(), wanted.limit(), null);
        }
        ListPayments.Page page = paymentLists.page(actor, wanted).orElseThrow(() -> PageRefusal.forbidden());
        PostedForm.empty(model, form);
        model.addAttribute("errors", form.errors());
        model.addAttribute("wanted", wanted);
        model.addAttribute("today", work.today());
        model.addAttribute("rows", page.items());
        model.addAttribute("next", page.next() == null ? null : address(form, "/payments", "cursor", page.next()));
        model.addAttribute("first", wanted.after() == null ? null : address(form, "/payments", null, null));
        model.addAttribute("totals", paymentLists.totals(actor, wanted));
        model.addAttribute("states", List.of(Payment.State.values()));
        model.addAttribute("types", ServiceForm.codes(lists, "payment-type"));
        model.addAttribute("currencies", List.of(Money.Currency.values()));
        model.addAttribute("months", months(wanted));
        model.addAttribute("files", files(actor, form));
        return "payments/payments";
    }

    /** The last months, and the one that is asked for. */
    private List<YearMonth> months(ListPayments wanted) {
        YearMonth last = YearMonth.from(work.today());
        YearMonth asked = wanted.month();
        return Stream.concat(Stream.iterate(last, one -> one.minusMonths(1)).limit(MONTHS), Stream.ofNullable(asked))
                .distinct()
                .toList();
    }

    private ListExport.Offer files(Actor actor, Form form) {
        return export.offer(
                actor,
                PaymentFiles.verb(actor),
                "payments",
                format -> address(form, "/payments/file", "format", format));
    }

    /** The filters of the list, and one thing more. */
    private static String address(Form form, String path, @Nullable String name, @Nullable String value) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
        for (String filter : FILTERS) if (!form.typed(filter).isBlank()) address.queryParam(filter, form.typed(filter));
        if (name != null) address.queryParam(name, value);
        return address.build().encode().toUriString();
    }

    @GetMapping("/payments/{id}")
    String page(Actor actor, @PathVariable UUID id, Model model) {
        String view = show(actor, id, model);
        PostedForm.nothing(model);
        return view;
    }

    private String show(Actor actor, UUID id, Model model) {
        Payment payment = payments.find(actor, id).orElseThrow(PageRefusal::notFound);
        model.addAttribute("payment", payment);
        List<String> notes = payments.notes(actor, id);
        boolean ownName = notes.contains("OWN_NAME");
        model.addAttribute("notes", notes);
        model.addAttribute("purpose", payments.purpose(actor, id).orElse(null));
        model.addAttribute("worth", worth(actor, payment));
        model.addAttribute("today", work.today());
        model.addAttribute("opens", actor.may(Verb.SERVICE_READ) && !Services.budgetsOnly(actor));
        PaymentVerdicts.Waiting waiting = payments.waiting(actor, payment);
        boolean stops = payment.state().waits() && payments.stops(actor, payment);
        boolean asked = payment.state() == Payment.State.REQUESTED;
        model.addAttribute("waiting", waiting);
        model.addAttribute("stops", stops);
        boolean bars = stops || ownName;
        model.addAttribute("decides", actor.may(Verb.PAYMENT_APPROVE) && asked && !waiting.period() && !bars);
        model.addAttribute(
                "undoes", actor.may(Verb.PAYMENT_PAY) && payment.state() == Payment.State.PAID && !waiting.reversal());
        boolean agreed = payment.state() == Payment.State.APPROVED;
        model.addAttribute("refuses", actor.may(Verb.PAYMENT_APPROVE) && (agreed || asked && bars));
        model.addAttribute("sendsBack", actor.may(Verb.PAYMENT_PAY) && agreed);
        model.addAttribute("pays", actor.may(Verb.PAYMENT_PAY) && agreed && !bars);
        model.addAttribute("refusals", PaymentForm.refusals(lists));
        model.addAttribute("reversals", PaymentForm.reversals(lists));
        Payment.Returned returned = payments.lastReturn(actor, id).orElse(null);
        model.addAttribute("returned", returned);
        model.addAttribute("people", people.of(actor, hands(payment, returned)));
        return "payments/payment";
    }

    private static List<UUID> hands(Payment payment, Payment.@Nullable Returned returned) {
        return Stream.of(
                        payment.requestedBy(),
                        payment.approvedBy(),
                        payment.paidBy(),
                        payment.refusedBy(),
                        payment.payToId(),
                        payment.receivedById(),
                        payment.witnessId(),
                        returned == null ? null : returned.by())
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    private Worth worth(Actor actor, Payment payment) {
        if (payment.money().currency() == Money.Currency.XOF) return new Worth(null, null);
        LocalDate day = payment.paidOn() == null ? work.today() : payment.paidOn();
        return Rates.on(rates.all(actor), payment.money().currency(), day)
                .map(rate -> new Worth(payment.money().inXof(rate), rate.since()))
                .orElse(new Worth(null, null));
    }

    @PostMapping("/payments/{id}/decision")
    String decide(Actor actor, @PathVariable UUID id, Submission<PaymentStep.Decide> submission) {
        return PageResponses.answer(
                submission,
                input -> input.approved()
                        ? payments.approve(actor, id)
                        : payments.refuse(actor, id, String.valueOf(input.reason())),
                input -> done(id, input.approved() ? "approved" : "refused"),
                m -> show(actor, id, m));
    }

    @PostMapping("/payments/{id}/return")
    String sendBack(Actor actor, @PathVariable UUID id, Submission<PaymentStep.SendBack> submission) {
        return PageResponses.answer(
                submission,
                input -> payments.sendBack(actor, id, input.reason()),
                input -> done(id, "returned"),
                m -> show(actor, id, m));
    }

    @PostMapping("/payments/{id}/reversal")
    String askReversal(Actor actor, @PathVariable UUID id, Submission<PaymentStep.Reverse> submission) {
        return PageResponses.answer(
                submission,
                input -> payments.askReversal(actor, id, input.reason()),
                input -> done(id, "reversal-asked"),
                m -> show(actor, id, m));
    }

    @PostMapping("/payments/{id}/receipt")
    String pay(Actor actor, @PathVariable UUID id, Submission<PayPayment.Input> submission) {
        return PageResponses.answer(
                submission,
                input -> payments.pay(actor, id, input.command(work.today())),
                input -> done(id, "paid"),
                m -> show(actor, id, m));
    }

    private static String done(UUID id, String what) {
        return "/payments/" + id + "?done=assistance.payment-" + what;
    }
}
