package org.akoma.protection.caseload;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.akoma.FieldError;
import org.akoma.PastDays;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.ListExport;
import org.akoma.ground.pages.ListExport.Column;
import org.akoma.ground.pages.TableFormat;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PageRefusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** A list of files with its filters, as CSV or XLSX: the columns of the page, codes and dates alone. */
@Controller
class CaseListFiles {

    private static final List<Column<CaseLine>> COLUMNS = List.of(
            Column.of("cases.code", CaseLine::code),
            Column.code("cases.status", "case-status", CaseLine::status),
            Column.code("cases.risk", "risk", CaseLine::risk),
            Column.code("cases.sex", "sex", CaseLine::sex),
            Column.of("cases.age", CaseLine::ageAtRescue),
            Column.of("cases.structure", CaseLine::organisation),
            Column.of("cases.worker", line -> capitals(line.worker())),
            Column.code("cases.country", "country", CaseLine::country),
            Column.code("cases.place", "cases.lives", CaseLine::care),
            Column.of("cases.registered", line -> LocalDate.ofInstant(line.registeredAt(), ZoneOffset.UTC)),
            Column.of("cases.next-visit", CaseLine::nextVisitDue));

    private final CaseLists lists;
    private final ListExport export;
    private final Clock clock;

    CaseListFiles(CaseLists lists, ListExport export, Clock clock) {
        this.lists = lists;
        this.export = export;
        this.clock = clock;
    }

    /** Filters that are wrong lead back to the page, which says what is wrong with them. */
    @GetMapping("/cases/file")
    Object file(Actor actor, HttpServletRequest request) {
        if (CaseLists.scopes(actor).isEmpty()) throw PageRefusal.forbidden();
        Asked asked = Asked.read(request, clock);
        ListCases wanted = asked.wanted();
        ListCases scoped =
                wanted.scope() == null ? wanted.in(CaseLists.scopes(actor).getFirst()) : wanted;
        return asked.form().isSound()
                ? send(actor, scoped, asked.format())
                : "redirect:" + CaseListTag.address(asked.form(), "", null, null);
    }

    /** {@code format=csv|xlsx} and the parameters of {@code GET cases}. */
    @PastDays
    @GetMapping("/api/v1/cases/file")
    ResponseEntity<byte[]> fileForPrograms(Actor actor, HttpServletRequest request) {
        Asked asked = Asked.read(request, clock);
        if (!asked.form().refuseUnknown().isSound())
            return Problem.of(asked.form().errors());
        return send(actor, asked.wanted(), asked.format());
    }

    private record Asked(Form form, ListCases wanted, TableFormat format) {
        static Asked read(HttpServletRequest request, Clock clock) {
            Form form = Form.of(request.getParameterMap());
            String q = form.text("q", 80);
            form.text("lang", 2);
            String format = form.choice("format", List.of("csv", "xlsx"));
            String prefix = q == null ? null : CaseListForm.codePrefix(q);
            if (q != null && prefix == null) form.wrong("q", "cases.code-only");
            return new Asked(
                    form,
                    CaseListForm.read(form, prefix, clock),
                    format == null ? TableFormat.CSV : TableFormat.of(format).orElse(TableFormat.CSV));
        }
    }

    private ResponseEntity<byte[]> send(Actor actor, ListCases wanted, TableFormat format) {
        if (!actor.may(Verb.EXPORT_PSEUDONYMOUS)) throw PageRefusal.forbidden();
        return switch (lists.list(actor, wanted.first(ListExport.MOST + 1))) {
            case ListCases.Result.Page page ->
                export.send(actor, Verb.EXPORT_PSEUDONYMOUS, "cases", format, COLUMNS, most -> page.items());
            case ListCases.Result.Forbidden f -> throw PageRefusal.forbidden();
            case ListCases.Result.Unknown unknown ->
                Problem.of(List.of(FieldError.of(unknown.field(), "cases.unknown-" + unknown.field())));
        };
    }

    private static @Nullable String capitals(@Nullable String code) {
        return code == null ? null : code.toUpperCase(Locale.ROOT);
    }
}
