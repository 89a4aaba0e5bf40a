package org.akoma.programme.dashboards;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.akoma.PastDays;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Verb;
import org.akoma.ground.charts.Chart;
import org.akoma.ground.pages.ListExport;
import org.akoma.ground.pages.ListExport.Column;
import org.akoma.ground.pages.TableFormat;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PageRefusal;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** One chart as a picture (SVG, PNG) or its numbers as CSV: what the reader sees on the page, no more. That it left is journalled. */
@Controller
class ChartFiles {

    private static final List<Column<ChartValue>> COLUMNS = List.of(
            Column.of("dashboards.column.label", ChartValue::label),
            Column.of("dashboards.column.part", ChartValue::partLabel),
            Column.of("dashboards.count", ChartValue::count),
            Column.of("dashboards.of", ChartValue::of),
            Column.of("dashboards.percent", ChartValue::percent),
            Column.of("dashboards.not-due", ChartValue::notDue),
            Column.of("dashboards.hours", ChartValue::hours),
            new Column<>(
                    "dashboards.column.why",
                    (value, words) -> value.why() == null ? null : words.text("dashboards.why." + value.why())));

    private final Dashboards dashboards;
    private final ListExport export;
    private final PanelWords words;
    private final ActorTransactions transactions;
    private final ApplicationEventPublisher events;

    ChartFiles(
            Dashboards dashboards,
            ListExport export,
            PanelWords words,
            ActorTransactions transactions,
            ApplicationEventPublisher events) {
        this.dashboards = dashboards;
        this.export = export;
        this.words = words;
        this.transactions = transactions;
        this.events = events;
    }

    @PastDays
    @GetMapping("/dashboards/{name}/charts/{key}")
    ResponseEntity<byte[]> file(
            Actor actor, @PathVariable String name, @PathVariable String key, HttpServletRequest request) {
        Subject subject = Subject.of(name).orElseThrow(PageRefusal::notFound);
        if (!subject.isFor(actor)) throw PageRefusal.forbidden();
        Form form = Form.of(request.getParameterMap());
        AskDashboard asked = AskDashboard.of(form, dashboards.today());
        if (!form.isSound()) throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT);
        Dashboard read = switch (dashboards.read(actor, subject, asked)) {
            case AskDashboard.Result.Read(Dashboard found) -> found;
            case AskDashboard.Result.Wrong(var wrong) ->
                throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT);
            case AskDashboard.Result.Forbidden() -> throw PageRefusal.forbidden();
        };
        Panel panel = read.panels().stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElseThrow(PageRefusal::notFound);
        return send(actor, read, panel, form.typed("format"));
    }

    private ResponseEntity<byte[]> send(Actor actor, Dashboard read, Panel panel, String format) {
        Chart chart = panel.chart();
        return switch (format) {
            case "csv" ->
                export.send(
                        actor,
                        Verb.INDICATOR_READ,
                        "chart-" + panel.key(),
                        TableFormat.CSV,
                        COLUMNS,
                        most -> panel.values());
            case "svg" ->
                picture(
                        actor,
                        read,
                        panel,
                        "svg",
                        "image/svg+xml",
                        chart.svgFile(foot(read)).getBytes(StandardCharsets.UTF_8));
            case "png" -> picture(actor, read, panel, "png", "image/png", chart.pngFile(foot(read)));
            default -> throw PageRefusal.notFound();
        };
    }

    /** Of which day the chart is, of what part, and how old its numbers are. */
    private String foot(Dashboard read) {
        String day = words.text("foot", words.words().date(read.asOf()), counted(read.countedAt()));
        StringBuilder all = new StringBuilder(day);
        if (read.country() != null)
            all.append(' ').append(words.text("foot.of", words.words().code("country", read.country())));
        if (read.structure() != null) all.append(' ').append(words.text("foot.of", read.structure()));
        if (!read.exact()) all.append(' ').append(words.text("foot.hidden"));
        return all.toString();
    }

    private String counted(@Nullable Instant at) {
        return at == null
                ? words.words().text("indicators.not-counted")
                : words.words().text("indicators.counted", words.words().moment(at));
    }

    private ResponseEntity<byte[]> picture(
            Actor actor, Dashboard read, Panel panel, String format, String type, byte[] picture) {
        String subject = read.subject().path();
        transactions.doAs(
                actor,
                () -> events.publishEvent(new Acted(
                        actor,
                        "dashboards.chart-taken",
                        Map.of("subject", subject, "chart", panel.key(), "format", format))));
        String name = "akoma-" + subject + "-" + panel.key() + "-" + read.asOf() + "." + format;
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Content-Security-Policy", "default-src 'none'")
                .body(picture);
    }
}
