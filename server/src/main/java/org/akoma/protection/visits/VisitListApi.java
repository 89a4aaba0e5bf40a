package org.akoma.protection.visits;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.akoma.PastDays;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.ListExport;
import org.akoma.ground.pages.ListExport.Column;
import org.akoma.ground.pages.TableFormat;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lists of visits as JSON and as a file. */
@RestController
class VisitListApi {

    private static final List<Column<VisitLine>> COLUMNS = List.of(
            Column.of("cases.code", VisitLine::code),
            Column.code("cases.risk", "risk", VisitLine::risk),
            Column.code("cases.country", "country", VisitLine::country),
            Column.of("cases.worker", line -> capitals(line.worker())),
            Column.code("followup.visits.type", "visit-type", VisitLine::type),
            Column.of("followup.visits.day", VisitLine::plannedOn),
            Column.code("followup.visits.state", "visit-status", VisitLine::state),
            Column.of("followup.visit.doneOn", VisitLine::doneOn),
            Column.code("followup.visit.mode", "visit-mode", VisitLine::mode),
            Column.code("followup.visits.why-missed", "visit-missed-reason", VisitLine::missedReason));

    private final VisitLists lists;
    private final ListExport export;
    private final Clock clock;

    VisitListApi(VisitLists lists, ListExport export, Clock clock) {
        this.lists = lists;
        this.export = export;
        this.clock = clock;
    }

    /** {@code scope, show, worker, asOf, limit, cursor}: see {@link ListVisits}. */
    @PastDays
    @GetMapping("/api/v1/visits")
    ResponseEntity<ListVisits.Page> list(Actor actor, HttpServletRequest request) {
        if (VisitLists.scopes(actor).isEmpty()) return Problem.forbidden();
        Form form = Form.of(request.getParameterMap());
        ListVisits wanted = VisitListForm.read(form, actor, LocalDate.now(clock));
        if (!form.refuseUnknown().isSound()) return Problem.of(form.errors());
        return lists.list(actor, wanted).map(ResponseEntity::ok).orElseGet(Problem::forbidden);
    }

    /** The same with {@code format=csv|xlsx}. */
    @PastDays
    @GetMapping({"/visits/file", "/api/v1/visits/file"})
    ResponseEntity<byte[]> file(Actor actor, HttpServletRequest request) {
        if (VisitLists.scopes(actor).isEmpty()) return Problem.forbidden();
        Form form = Form.of(request.getParameterMap());
        String format = form.choice("format", List.of("csv", "xlsx"));
        ListVisits wanted = VisitListForm.read(form, actor, LocalDate.now(clock));
        if (!form.refuseUnknown().isSound()) return Problem.of(form.errors());
        ListVisits.Page page = lists.list(actor, VisitListForm.first(wanted, ListExport.MOST + 1))
                .orElse(null);
        if (page == null) return Problem.forbidden();
        TableFormat as =
                format == null ? TableFormat.CSV : TableFormat.of(format).orElse(TableFormat.CSV);
        return export.send(actor, Verb.EXPORT_PSEUDONYMOUS, "visits", as, COLUMNS, most -> page.items());
    }

    private static @Nullable String capitals(@Nullable String code) {
        return code == null ? null : code.toUpperCase(Locale.ROOT);
    }
}
