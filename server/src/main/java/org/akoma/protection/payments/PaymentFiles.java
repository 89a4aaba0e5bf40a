package org.akoma.protection.payments;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.akoma.PastDays;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.ListExport;
import org.akoma.ground.pages.ListExport.Column;
import org.akoma.ground.pages.TableFormat;
import org.akoma.ground.reference.CodeLists;
import org.akoma.ground.web.Form;
import org.akoma.protection.cases.CaseWork;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The list of payments with its filters, as CSV or XLSX: codes, days and amounts. */
@Controller
class PaymentFiles {

    private static final List<Column<ListPayments.Line>> COLUMNS = List.of(
            Column.of("assistance.number", line -> line.payment().code()),
            Column.of("assistance.child", line -> line.payment().caseCode()),
            Column.code(
                    "assistance.type", "payment-type", line -> line.payment().type()),
            Column.of("assistance.amount", line -> line.payment().money().amount()),
            Column.of(
                    "assistance.currency",
                    line -> line.payment().money().currency().name()),
            Column.code("assistance.state", "payment-status", ListPayments.Line::state),
            Column.of("assistance.structure", ListPayments.Line::organisation),
            Column.of("assistance.requested-by", ListPayments.Line::requestedBy),
            Column.of(
                    "assistance.requested-on",
                    line -> LocalDate.ofInstant(line.payment().requestedAt(), ZoneOffset.UTC)),
            Column.of("assistance.approved-by", ListPayments.Line::approvedBy),
            Column.of("assistance.paid-by", ListPayments.Line::paidBy),
            Column.of("assistance.paid-on", line -> line.payment().paidOn()),
            Column.of("assistance.covers-from", line -> line.payment().coversFrom()),
            Column.of(
                    "assistance.covers-until",
                    line -> line.payment().coversUntil().minusDays(1)),
            Column.code(
                    "assistance.override",
                    "payment-override",
                    line -> line.payment().override()),
            Column.code(
                    "assistance.pay-to",
                    "payment-receiver",
                    line -> line.payment().payTo()),
            Column.of("assistance.pay-to-worker", ListPayments.Line::payToWorker),
            Column.of("assistance.receipt", line -> line.payment().receipt()),
            Column.code(
                    "assistance.received-by",
                    "payment-receiver",
                    line -> line.payment().receivedBy()),
            Column.of("assistance.receiver", ListPayments.Line::receiver),
            Column.of("assistance.witness", ListPayments.Line::witness),
            new Column<>("assistance.signature", (line, words) -> signature(line.payment(), words)),
            Column.code("assistance.purpose", "assistance", ListPayments.Line::service),
            Column.code(
                    "assistance.refusal",
                    "payment-refusal",
                    line -> line.payment().refusal()));

    private static @Nullable String signature(Payment payment, Formats words) {
        Boolean signed = payment.signed();
        if (signed == null) return null;
        return words.text(
                signed
                        ? "assistance.signed.yes"
                        : payment.isUnattested() ? "assistance.attested.no" : "assistance.signed.no");
    }

    private final PaymentLists payments;
    private final ListExport export;
    private final CodeLists lists;
    private final CaseWork work;

    PaymentFiles(PaymentLists payments, ListExport export, CodeLists lists, CaseWork work) {
        this.payments = payments;
        this.export = export;
        this.lists = lists;
        this.work = work;
    }

    /** Finance takes its list along; others as they take the list of files. */
    static Verb verb(Actor actor) {
        return actor.may(Verb.PAYMENT_PAY) ? Verb.PAYMENT_PAY : Verb.EXPORT_PSEUDONYMOUS;
    }

    /** {@code format=csv|xlsx} and the filters of the list. */
    @PastDays
    @GetMapping({"/payments/file", "/api/v1/payments/file"})
    ResponseEntity<byte[]> file(Actor actor, HttpServletRequest request) {
        Form form = Form.of(request.getParameterMap());
        String format = form.choice("format", List.of("csv", "xlsx"));
        ListPayments wanted = PaymentForm.list(form, lists, work.today());
        if (!form.isSound()) return Problem.of(form.errors());
        return export.send(
                actor,
                verb(actor),
                "payments",
                format == null ? TableFormat.CSV : TableFormat.of(format).orElse(TableFormat.CSV),
                COLUMNS,
                most -> payments.page(actor, wanted.first(most))
                        .map(ListPayments.Page::items)
                        .orElse(List.of()));
    }
}
