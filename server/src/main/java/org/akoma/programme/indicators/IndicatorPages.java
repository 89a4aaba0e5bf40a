package org.akoma.programme.indicators;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.akoma.FieldError;
import org.akoma.PastDays;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.ListExport;
import org.akoma.ground.pages.ListExport.Column;
import org.akoma.ground.pages.Names;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.akoma.ground.pages.TableFormat;
import org.akoma.ground.web.Form;
import org.akoma.ground.web.PageRefusal;
import org.akoma.programme.indicators.Indicator.Division;
import org.akoma.programme.indicators.Indicator.Group;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/** The indicators with their definitions beside them, and as a file. */
@Controller
@Order(6)
class IndicatorPages implements NavItems {

    private static final List<NavItem> ENTRY = List.of(NavItem.of("indicators", "/indicators", "chart"));
    private static final List<String> KEPT = List.of("asOf", "country", "structure", "by");

    private final Indicators indicators;
    private final IndicatorLines lines;
    private final ListExport export;
    private final Formats words;
    private final Names called;

    IndicatorPages(Indicators indicators, IndicatorLines lines, ListExport export, Formats words, Names called) {
        this.called = called;
        this.indicators = indicators;
        this.lines = lines;
        this.export = export;
        this.words = words;
    }

    @Override
    public List<NavItem> navFor(Actor actor) {
        return Indicators.isExact(actor, null) ? ENTRY : List.of();
    }

    /** Who has other work first finds the entry after it. */
    @Component
    @Order(85)
    static class LaterEntry implements NavItems {
        @Override
        public List<NavItem> navFor(Actor actor) {
            return actor.may(Verb.INDICATOR_READ) && !Indicators.isExact(actor, null) ? ENTRY : List.of();
        }
    }

    @PastDays
    @GetMapping("/indicators")
    ModelAndView indicators(Actor actor, HttpServletRequest request, Model model) {
        Form form = Form.of(request.getParameterMap());
        AskIndicators asked = AskIndicators.of(form, indicators.today(), true);
        List<FieldError> errors = new ArrayList<>(form.errors());
        IndicatorReport report = null;
        if (errors.isEmpty())
            switch (indicators.report(actor, asked)) {
                case AskIndicators.Result.Read(IndicatorReport read) -> report = read;
                case AskIndicators.Result.Wrong(List<FieldError> wrong) -> errors.addAll(wrong);
                case AskIndicators.Result.Forbidden() -> throw PageRefusal.forbidden();
            }
        if (!actor.may(Verb.INDICATOR_READ)) throw PageRefusal.forbidden();
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        choices(actor, model);
        if (report != null) shown(actor, report, form, model);
        return new ModelAndView(
                "indicators/indicators",
                model.asMap(),
                errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private void choices(Actor actor, Model model) {
        List<IndicatorStore.Place> places = indicators.places(actor);
        model.addAttribute("countries", codes(places, Division.COUNTRY, code -> words.code("country", code)));
        model.addAttribute("structures", codes(places, Division.STRUCTURE, called::structure));
        Map<String, String> divisions = new LinkedHashMap<>();
        boolean exact = Indicators.isExact(actor, actor.organisation());
        for (Division one : Division.values())
            if (exact || !ShownFigures.isOfReleasesAlone(one.name()))
                divisions.put(one.name(), words.text("indicators.by." + one));
        model.addAttribute("divisions", divisions);
    }

    private static Map<String, String> codes(
            List<IndicatorStore.Place> places, Division kind, Function<String, String> label) {
        Map<String, String> found = new LinkedHashMap<>();
        places.stream()
                .filter(place -> place.kind() == kind)
                .forEach(place -> found.put(place.code(), label.apply(place.code())));
        return found;
    }

    private void shown(Actor actor, IndicatorReport report, Form form, Model model) {
        Map<Group, List<IndicatorLine>> groups = report.items().stream()
                .collect(Collectors.groupingBy(
                        item -> item.indicator().group(),
                        () -> new EnumMap<>(Group.class),
                        Collectors.mapping(item -> lines.line(item, report.by()), Collectors.toList())));
        model.addAttribute("report", report);
        model.addAttribute("groups", groups);
        model.addAttribute("own", actor.is(Role.CASE_SUPERVISOR) ? actor.organisation() : null);
        model.addAttribute("kept", kept("", form).build().encode().toUriString());
        model.addAttribute("published", indicators.published(actor, report.asOf()));
        model.addAttribute(
                "rescued",
                groups.getOrDefault(Group.RESCUE, List.of()).stream()
                        .filter(line -> line.id().equals("I01"))
                        .findFirst()
                        .orElseThrow());
        model.addAttribute(
                "files", export.offer(actor, Verb.INDICATOR_READ, "indicators", format -> address(form, format)));
    }

    private static String address(Form form, String format) {
        return kept("/indicators/file", form)
                .queryParam("format", format)
                .build()
                .encode()
                .toUriString();
    }

    private static UriComponentsBuilder kept(String page, Form form) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(page);
        for (String kept : KEPT) if (!form.typed(kept).isBlank()) address.queryParam(kept, form.typed(kept));
        return address;
    }

    /** What it counts, its course, and the files behind it: on a page of its own, since all of them are long. */
    @PastDays
    @GetMapping("/indicators/{id:I[0-9]+}")
    String indicator(Actor actor, @PathVariable String id, HttpServletRequest request, Model model) {
        Form form = Form.of(request.getParameterMap());
        AskIndicators asked = AskIndicators.of(form, indicators.today(), true);
        if (!form.isSound()) throw PageRefusal.notFound();
        IndicatorReport report = switch (indicators.report(actor, asked)) {
            case AskIndicators.Result.Read(IndicatorReport read) -> read;
            case AskIndicators.Result.Wrong(var wrong) -> throw PageRefusal.notFound();
            case AskIndicators.Result.Forbidden() -> throw PageRefusal.forbidden();
        };
        model.addAttribute(
                "one",
                report.items().stream()
                        .filter(item -> item.indicator().id().equals(id))
                        .findFirst()
                        .map(item -> lines.line(item, report.by()))
                        .orElseThrow(PageRefusal::notFound));
        model.addAttribute("report", report);
        model.addAttribute("lists", BehindFigures.mayList(actor));
        model.addAttribute("asOf", form.typed("asOf"));
        model.addAttribute("all", kept("/indicators", form).build().encode().toUriString());
        return "indicators/indicator";
    }

    /** A line of the file: an indicator, or one part of it. */
    private record Row(Indicator indicator, @Nullable String part, Figure figure) {}

    private List<Column<Row>> columns(IndicatorReport report) {
        return List.of(
                Column.of("indicators.id", row -> row.indicator().id()),
                Column.of("indicators.name", row -> lines.name(row.indicator())),
                Column.of("indicators.day", row -> row.figure().dayOr(report.asOf())),
                Column.of("indicators.part", row -> row.part()),
                Column.of("indicators.column.numerator", row -> row.figure().numerator()),
                Column.of("indicators.column.denominator", row -> row.figure().denominator()),
                Column.of("indicators.column.percent", row -> row.figure().percent()),
                Column.of("indicators.column.value", row -> row.figure().value()),
                Column.of("indicators.column.unknown", row -> row.figure().unknown()),
                Column.of("indicators.column.not-due", row -> row.figure().notDue()),
                Column.of(
                        "indicators.column.why",
                        row -> row.figure().suppressed() || row.figure().missing() != null
                                ? lines.value(row.indicator(), row.figure())
                                : null));
    }

    @PastDays
    @GetMapping("/indicators/file")
    ResponseEntity<byte[]> file(Actor actor, HttpServletRequest request) {
        Form form = Form.of(request.getParameterMap());
        AskIndicators asked = AskIndicators.of(form, indicators.today(), false);
        TableFormat format = TableFormat.of(form.typed("format")).orElseThrow(PageRefusal::notFound);
        if (!form.isSound()) throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT);
        return switch (indicators.report(actor, asked)) {
            case AskIndicators.Result.Read(IndicatorReport report) ->
                export.send(
                        actor,
                        Verb.INDICATOR_READ,
                        "indicators",
                        format,
                        columns(report),
                        most -> report.items().stream()
                                .flatMap(item -> rows(item, report.by()).stream())
                                .limit(most)
                                .toList());
            case AskIndicators.Result.Wrong(var wrong) ->
                throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT);
            case AskIndicators.Result.Forbidden() -> throw PageRefusal.forbidden();
        };
    }

    private List<Row> rows(IndicatorReport.Item item, @Nullable Division by) {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row(item.indicator(), null, item.figure()));
        if (by != null)
            item.parts()
                    .forEach(part -> rows.add(
                            new Row(item.indicator(), lines.label(item.indicator(), by, part.label()), part.figure())));
        return rows;
    }
}
