package org.akoma.protection.wellbeing;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
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
import org.akoma.protection.cases.FileShell;
import org.akoma.protection.cases.PageResponses;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What was observed of one child and how it was scored, as files: levels, points and days, never a word that was said. */
@Controller
class StatusFiles {

    private static final String FILE = "/cases/" + FileShell.CODE;

    /** One factor of one index. */
    record Level(
            String child,
            Csi index,
            CsiFactor factor,
            @Nullable Integer level,
            Csi.@Nullable Missing missing) {}

    private static final List<Column<Level>> LEVELS = List.of(
            Column.of("followup.alert.child", Level::child),
            Column.code("followup.csi.wave", "csi-wave", level -> level.index().wave()),
            Column.of("followup.status.on", level -> level.index().on()),
            Column.code("followup.csi.factor", "csi-factor", Level::factor),
            Column.of("followup.csi.level", Level::level),
            Column.code("followup.status.missing", "csi-missing", Level::missing));

    record Scored(String child, RiskScore score) {}

    private static final List<Column<Scored>> SCORES = scores();

    private static List<Column<Scored>> scores() {
        List<Column<Scored>> columns = new ArrayList<>(List.of(
                Column.of("followup.alert.child", Scored::child),
                Column.of("followup.status.on", one -> one.score().on()),
                Column.code(
                        "followup.status.proposed", "risk", one -> one.score().proposed()),
                Column.code("followup.status.asked", "risk", one -> one.score().decided()),
                Column.of("followup.status.sum", one -> one.score().sum()),
                Column.of(
                        "followup.status.missing-items",
                        one -> one.score().missing().size())));
        for (RiskItem item : RiskItem.values())
            columns.add(
                    Column.of("risk-item." + item, one -> one.score().points().get(item)));
        return List.copyOf(columns);
    }

    private final StatusIndexes indexes;
    private final RiskScores scores;
    private final ListExport export;
    private final Clock clock;

    StatusFiles(StatusIndexes indexes, RiskScores scores, ListExport export, Clock clock) {
        this.indexes = indexes;
        this.scores = scores;
        this.export = export;
        this.clock = clock;
    }

    @PastDays
    @GetMapping({FILE + "/csi/file", "/api/v1" + FILE + "/csi/file"})
    ResponseEntity<byte[]> csi(Actor actor, @PathVariable String code, HttpServletRequest request) {
        Form form = Form.of(request.getParameterMap());
        LocalDate asOf = form.pastDay("asOf", LocalDate.now(clock));
        if (!form.isSound()) return Problem.of(form.errors());
        String child = code.toUpperCase(Locale.ROOT);
        List<Csi> all = PageResponses.read(asOf == null ? indexes.of(actor, child) : indexes.of(actor, child, asOf))
                .indexes();
        return send(
                actor,
                "csi",
                form.typed("format"),
                LEVELS,
                all.stream()
                        .flatMap(index -> Arrays.stream(CsiFactor.values())
                                .map(factor -> new Level(
                                        child,
                                        index,
                                        factor,
                                        index.level(factor),
                                        index.missing().get(factor))))
                        .toList());
    }

    @PastDays
    @GetMapping({FILE + "/risk/file", "/api/v1" + FILE + "/risk/file"})
    ResponseEntity<byte[]> risk(Actor actor, @PathVariable String code, HttpServletRequest request) {
        Form form = Form.of(request.getParameterMap());
        LocalDate asOf = form.pastDay("asOf", LocalDate.now(clock));
        if (!form.isSound()) return Problem.of(form.errors());
        String child = code.toUpperCase(Locale.ROOT);
        List<RiskScore> all = PageResponses.read(asOf == null ? scores.of(actor, child) : scores.of(actor, child, asOf))
                .scores();
        return send(
                actor,
                "risk",
                form.typed("format"),
                SCORES,
                all.stream().map(one -> new Scored(child, one)).toList());
    }

    private <T> ResponseEntity<byte[]> send(
            Actor actor, String list, String format, List<Column<T>> columns, List<T> rows) {
        return export.send(
                actor,
                Verb.EXPORT_PSEUDONYMOUS,
                list,
                TableFormat.of(format).orElse(TableFormat.CSV),
                columns,
                most -> rows.stream().limit(most).toList());
    }

    /** The address of a list of one child as a file. */
    static String address(String child, String list, String format, @Nullable LocalDate asOf) {
        return "/cases/" + child + "/" + list + "/file?format=" + format + (asOf == null ? "" : "&asOf=" + asOf);
    }
}
