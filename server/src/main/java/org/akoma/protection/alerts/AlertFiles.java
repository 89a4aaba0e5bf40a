package org.akoma.protection.alerts;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.akoma.PastDays;
import org.akoma.Problem;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.ListExport;
import org.akoma.ground.pages.ListExport.Column;
import org.akoma.ground.pages.TableFormat;
import org.akoma.ground.web.Form;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The list of alerts as a file: codes, kinds and dates, no word of what happened. */
@Controller
class AlertFiles {

    private static final List<Column<Alert>> COLUMNS = List.of(
            Column.of("followup.alert.child", Alert::code),
            Column.code("followup.alert.type", "alert-type", Alert::type),
            Column.code("followup.alert.state", "alert-state", Alert::state),
            Column.of("followup.alert.raised", alert -> LocalDate.ofInstant(alert.raisedAt(), ZoneOffset.UTC)),
            Column.of("followup.alert.again.day", alert -> LocalDate.ofInstant(alert.since(), ZoneOffset.UTC)),
            Column.of(
                    "followup.alert.acknowledged",
                    alert -> alert.acknowledgedAt() == null
                            ? null
                            : LocalDate.ofInstant(alert.acknowledgedAt(), ZoneOffset.UTC)),
            Column.of(
                    "followup.alert.safe",
                    alert -> alert.safeAt() == null ? null : LocalDate.ofInstant(alert.safeAt(), ZoneOffset.UTC)),
            Column.of(
                    "followup.alert.police",
                    alert -> alert.policeAt() == null ? null : LocalDate.ofInstant(alert.policeAt(), ZoneOffset.UTC)),
            Column.code("followup.alert.outcome", "alert-outcome", Alert::outcome));

    private final AlertLists alerts;
    private final ListExport export;
    private final Clock clock;

    AlertFiles(AlertLists alerts, ListExport export, Clock clock) {
        this.alerts = alerts;
        this.export = export;
        this.clock = clock;
    }

    @PastDays
    @GetMapping({"/alerts/file", "/api/v1/alerts/file"})
    ResponseEntity<byte[]> file(Actor actor, HttpServletRequest request) {
        Form form = Form.of(request.getParameterMap());
        String format = form.choice("format", List.of("csv", "xlsx"));
        AlertQuery asked = AlertListForm.read(form, clock);
        if (!form.isSound()) return Problem.of(form.errors());
        return export.send(
                actor,
                Verb.EXPORT_PSEUDONYMOUS,
                "alerts",
                TableFormat.of(format == null ? "csv" : format).orElse(TableFormat.CSV),
                COLUMNS,
                most -> alerts.page(actor, asked.first(most)).alerts());
    }
}
