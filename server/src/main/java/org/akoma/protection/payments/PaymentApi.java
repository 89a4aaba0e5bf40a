package org.akoma.protection.payments;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.akoma.PastDays;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.RecentFactor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.ApiResponses;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.ItemList;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.PersonCodes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Payments as JSON: of a child, of a person's work, and their sums. */
@RestController
@RequestMapping("/api/v1")
class PaymentApi {

    private final Payments payments;
    private final PaymentLists paymentLists;
    private final PersonCodes people;
    private final CodeLists lists;
    private final CaseWork work;

    PaymentApi(Payments payments, PaymentLists paymentLists, PersonCodes people, CodeLists lists, CaseWork work) {
        this.payments = payments;
        this.paymentLists = paymentLists;
        this.people = people;
        this.lists = lists;
        this.work = work;
    }

    /**
     * @param number as people quote it.
     * @param payToWorker the member of staff through whom it goes.
     * @param receiver the member of staff who received it.
     * @param witness who saw it.
     * @param attested signed, or the witness said so.
     * @param refusedByRule true when a rule and no person refused it
     */
    record View(
            UUID id,
            String number,
            String child,
            String type,
            String currency,
            BigDecimal amount,
            @Nullable UUID service,
            LocalDate coversFrom,
            LocalDate coversUntil,
            @Nullable String override,
            String payTo,
            @Nullable String payToWorker,
            Payment.State status,
            @Nullable String requestedBy,
            Instant requestedAt,
            @Nullable String approvedBy,
            @Nullable Instant approvedAt,
            @Nullable String paidBy,
            @Nullable LocalDate paidOn,
            @Nullable String receipt,
            @Nullable String receivedBy,
            @Nullable String receiver,
            @Nullable Boolean signed,
            @Nullable String witness,
            @Nullable Boolean attested,
            @Nullable String refusal,
            @Nullable Boolean refusedByRule,
            @Nullable Instant refusedAt,
            int version) {}

    private static View view(
            Payment p,
            Payment.State state,
            @Nullable String by,
            @Nullable String approver,
            @Nullable String payer,
            @Nullable String through,
            @Nullable String receiver,
            @Nullable String witness) {
        return new View(
                p.id(),
                p.code(),
                p.caseCode(),
                p.type(),
                p.money().currency().name(),
                p.money().amount(),
                p.serviceId(),
                p.coversFrom(),
                p.coversUntil(),
                p.override(),
                p.payTo(),
                through,
                state,
                by,
                p.requestedAt(),
                approver,
                p.approvedAt(),
                payer,
                p.paidOn(),
                p.receipt(),
                p.receivedBy(),
                receiver,
                p.signed(),
                witness,
                p.signed() == null ? null : Boolean.valueOf(!p.isUnattested()),
                p.refusal(),
                p.refusal() == null ? null : Boolean.valueOf(p.refusedBy() == null),
                p.refusedAt(),
                p.version());
    }

    private static View view(ListPayments.Line line) {
        return view(
                line.payment(),
                line.state(),
                line.requestedBy(),
                line.approvedBy(),
                line.paidBy(),
                line.payToWorker(),
                line.receiver(),
                line.witness());
    }

    private static View view(Payment p, Map<UUID, String> codes) {
        return view(
                p,
                p.state(),
                codes.get(p.requestedBy()),
                p.approvedBy() == null ? null : codes.get(p.approvedBy()),
                p.paidBy() == null ? null : codes.get(p.paidBy()),
                p.payToId() == null ? null : codes.get(p.payToId()),
                p.receivedById() == null ? null : codes.get(p.receivedById()),
                p.witnessId() == null ? null : codes.get(p.witnessId()));
    }

    @Operation(summary = "asOf: as they stood at the end of that day")
    @PastDays
    @GetMapping("/cases/{code}/payments")
    ResponseEntity<ItemList<View>> ofChild(Actor actor, @PathVariable String code, HttpServletRequest request) {
        Form form = Form.of(request.getParameterMap());
        LocalDate day = form.pastDay("asOf", work.today());
        if (!form.refuseUnknown().isSound()) return Problem.of(form.errors());
        return ApiResponses.of(payments.of(actor, upper(code)), all -> {
            List<Payment> then = day == null
                    ? all
                    : all.stream().flatMap(one -> one.asOf(day).stream()).toList();
            Map<UUID, String> codes = codes(actor, then);
            return ResponseEntity.ok(ItemList.of(then, one -> view(one, codes)));
        });
    }

    @ApiResponse(responseCode = "201", description = "The payment", useReturnTypeSchema = true)
    @PostMapping("/cases/{code}/payments")
    ResponseEntity<View> request(Actor actor, @PathVariable String code, Submission<RequestPayment.Input> submission) {
        return answer(
                actor, submission, input -> payments.request(actor, upper(code), input.command()), HttpStatus.CREATED);
    }

    @PostMapping("/cases/{code}/payments/{id}/cancellation")
    ResponseEntity<View> cancel(Actor actor, @PathVariable String code, @PathVariable UUID id) {
        return answer(actor, payments.cancel(actor, upper(code), id), HttpStatus.OK);
    }

    @RecentFactor
    @PostMapping("/cases/{code}/payments/{id}/payee")
    ResponseEntity<Map<String, String>> payee(Actor actor, @PathVariable String code, @PathVariable UUID id) {
        return ApiResponses.read(payments.reveal(actor, upper(code), id), name -> Map.of("payee", name));
    }

    /** {@code state, type, currency, month, asOf, limit, cursor}; {@code month=2015-11} = paid in that month. */
    @PastDays
    @GetMapping("/payments")
    ResponseEntity<PageView> list(Actor actor, HttpServletRequest request) {
        Form form = Form.of(request.getParameterMap());
        ListPayments wanted = PaymentForm.list(form, lists, work.today());
        if (!form.refuseUnknown().isSound()) return Problem.of(form.errors());
        return paymentLists
                .page(actor, wanted)
                .map(page -> ResponseEntity.ok(
                        new PageView(page.items().stream().map(PaymentApi::view).toList(), page.next())))
                .orElseGet(Problem::forbidden);
    }

    record PageView(List<View> items, @Nullable String next) {}

    @PostMapping("/payments/{id}/decision")
    ResponseEntity<View> decide(Actor actor, @PathVariable UUID id, Submission<PaymentStep.Decide> submission) {
        return answer(
                actor,
                submission,
                input -> input.approved()
                        ? payments.approve(actor, id)
                        : payments.refuse(actor, id, String.valueOf(input.reason())),
                HttpStatus.OK);
    }

    @Operation(summary = "Finance sends an approved payment back: who approves decides once more")
    @PostMapping("/payments/{id}/return")
    ResponseEntity<View> sendBack(Actor actor, @PathVariable UUID id, Submission<PaymentStep.SendBack> submission) {
        return answer(actor, submission, input -> payments.sendBack(actor, id, input.reason()), HttpStatus.OK);
    }

    @Operation(summary = "Finance asks for a payment to be undone; a project manager decides")
    @PostMapping("/payments/{id}/reversal")
    ResponseEntity<View> askReversal(Actor actor, @PathVariable UUID id, Submission<PaymentStep.Reverse> submission) {
        return answer(actor, submission, input -> payments.askReversal(actor, id, input.reason()), HttpStatus.OK);
    }

    /** Unsigned with the user name of a {@code witness}. */
    @PostMapping("/payments/{id}/receipt")
    ResponseEntity<View> pay(Actor actor, @PathVariable UUID id, Submission<PayPayment.Input> submission) {
        return answer(actor, submission, input -> payments.pay(actor, id, input.command(work.today())), HttpStatus.OK);
    }

    private <C> ResponseEntity<View> answer(
            Actor actor, Submission<C> submission, Function<C, Outcome<Payment>> act, HttpStatus status) {
        return ApiResponses.tagged(
                submission, act, status, Payment::version, one -> view(one, codes(actor, List.of(one))));
    }

    /** @param asOf a day that is not in the future; without it today */
    @PastDays
    @GetMapping("/summary/payments")
    ResponseEntity<PaymentLists.Summary> summary(Actor actor, @RequestParam(required = false) @Nullable String asOf) {
        if (!actor.may(Verb.SUMMARY_READ) || !actor.may(Verb.PAYMENT_READ)) return Problem.forbidden();
        Form form = Form.ofJson(asOf == null ? Map.of() : Map.of("asOf", asOf));
        LocalDate asked = form.date("asOf");
        if (asked != null && asked.isAfter(work.today())) form.wrong("asOf", "form.future");
        if (!form.isSound()) return Problem.of(form.errors());
        return ResponseEntity.ok(paymentLists.summary(actor, asked == null ? work.today() : asked));
    }

    private ResponseEntity<View> answer(Actor actor, Outcome<Payment> outcome, HttpStatus status) {
        return ApiResponses.tagged(outcome, status, Payment::version, one -> view(one, codes(actor, List.of(one))));
    }

    private Map<UUID, String> codes(Actor actor, List<Payment> all) {
        return people.of(
                actor,
                all.stream()
                        .flatMap(one -> Stream.of(
                                one.requestedBy(),
                                one.approvedBy(),
                                one.paidBy(),
                                one.payToId(),
                                one.receivedById(),
                                one.witnessId()))
                        .filter(java.util.Objects::nonNull)
                        .toList());
    }

    private static String upper(String code) {
        return code.toUpperCase(Locale.ROOT);
    }
}
