package org.akoma.programme.reports;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.Formats;
import org.akoma.programme.findings.Finding;
import org.akoma.programme.indicators.SaidIndicator;
import org.akoma.programme.indicators.SaidIndicators;
import org.akoma.programme.reports.Writing.Columns;
import org.akoma.programme.training.TrainingFigure;
import org.akoma.programme.training.TrainingFigures;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The figures of the project in a report: indicators with their definitions, and what trainings led to. */
@Component
class FiguresContent {

    /** Those that count what was done within a limit. */
    private static final List<String> LIMITS = List.of("I03", "I04", "I05", "I06", "I07", "I08", "I11", "I19", "I20");

    private static final Columns INDICATORS = new Columns(
            List.of(
                    "indicators.id",
                    "indicators.name",
                    "reports.doc.value",
                    "reports.doc.numerator",
                    "reports.doc.denominator"),
            List.of(8, 38, 18, 17, 19),
            List.of(3, 4));
    private static final Columns TRAININGS = new Columns(
            List.of(
                    "reports.doc.session",
                    "reports.doc.trained",
                    "reports.doc.certified",
                    "reports.doc.before",
                    "reports.doc.after",
                    "reports.doc.gain"),
            List.of(30, 14, 14, 14, 14, 14),
            List.of(1, 2, 3, 4, 5));
    private static final Columns SEVERITIES = new Columns(
            List.of("reports.doc.area", "evaluation.level.HIGH", "evaluation.level.MEDIUM", "evaluation.level.LOW"),
            List.of(46, 18, 18, 18),
            List.of(1, 2, 3));

    private static final Columns LEARNED = new Columns(
            List.of("reports.doc.session", "reports.doc.before", "reports.doc.after", "reports.doc.gain"),
            List.of(46, 18, 18, 18),
            List.of(1, 2, 3));

    private final SaidIndicators indicators;
    private final ReleasedContent released;
    private final TrainingFigures trainings;
    private final Pictures pictures;
    private final Formats words;

    FiguresContent(
            SaidIndicators indicators,
            ReleasedContent released,
            TrainingFigures trainings,
            Pictures pictures,
            Formats words) {
        this.released = released;
        this.pictures = pictures;
        this.indicators = indicators;
        this.trainings = trainings;
        this.words = words;
    }

    void write(Actor actor, LocalDate day, boolean exact, Writing to) {
        to.chapter("reports.doc.indicators");
        List<SaidIndicator> said = said(actor, day, exact);
        if (exact) to.text("reports.doc.indicators.lead", words.date(day));
        else released.lead(released.numbers(actor, day), to);
        to.table(
                "reports.doc.indicators",
                INDICATORS,
                said.stream().map(this::row).toList(),
                exact ? "reports.doc.unknown.note" : "reports.doc.few.note");
        if (!exact) released.children(released.numbers(actor, day), to);
        to.small("reports.doc.sdg");
        shares(said, to);
        to.section("reports.doc.training");
        training(actor, day, exact, to);
    }

    /** Exactly, or as they were released. */
    private List<SaidIndicator> said(Actor actor, LocalDate day, boolean exact) {
        return exact ? indicators.exactly(actor, day).items() : released.indicators(released.numbers(actor, day));
    }

    /** Of which nothing can be computed on that day, or nothing is released. */
    List<String> withoutValue(Actor actor, LocalDate day, boolean exact) {
        return said(actor, day, exact).stream()
                .filter(FiguresContent::isWithoutValue)
                .map(SaidIndicator::id)
                .toList();
    }

    /** Hidden, not released, or not to be computed. */
    static boolean isWithoutValue(SaidIndicator one) {
        return one.numerator() == null && one.percent() == null && one.denominator() == null;
    }

    /** A change, with its sign. */
    String signed(BigDecimal change) {
        return (change.signum() > 0 ? "+" : change.signum() < 0 ? "\u2212" : "") + words.number(change.abs());
    }

    /** Those that count what was done within a limit, then the others. */
    void shares(List<SaidIndicator> items, Writing to) {
        pictures.shares(
                "reports.doc.limits", items.stream().filter(this::isLimit).toList(), to);
        pictures.shares(
                "reports.doc.other-shares",
                items.stream()
                        .filter(one -> !isLimit(one) && one.percent() != null)
                        .toList(),
                to);
    }

    boolean isLimit(SaidIndicator one) {
        return LIMITS.contains(one.id());
    }

    private List<String> row(SaidIndicator one) {
        return List.of(
                one.id(),
                one.name(),
                one.unknown() == null ? one.value() : one.value() + " (" + one.unknown() + ")",
                number(one.numerator()),
                number(one.denominator()));
    }

    String number(@Nullable Number value) {
        return value == null ? "–" : words.number(value);
    }

    /** How many were trained and certified is said to partners by a release alone (I21): sessions beside it would tell how few there were in another one. */
    void training(Actor actor, LocalDate day, boolean exact, Writing to) {
        var end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusMillis(1);
        List<TrainingFigure> all = exact ? trainings.report(actor, end) : trainings.forPartners(actor, end);
        to.text("reports.doc.training.lead")
                .table(
                        "reports.doc.training",
                        exact ? TRAININGS : LEARNED,
                        all.stream().map(one -> trained(one, exact)).toList(),
                        "reports.doc.gain.note");
        pictures.gains(all, to);
    }

    private List<String> trained(TrainingFigure one, boolean exact) {
        List<String> row = new ArrayList<>(
                List.of(words.text("reports.doc.session-of", one.session(), words.date(one.firstDay()))));
        if (exact) row.addAll(List.of(number(one.trained()), number(one.certified())));
        row.addAll(List.of(
                number(one.before()), number(one.after()), one.gain() == null ? "–" : words.percent(one.gain())));
        return row;
    }

    void severities(List<Finding> findings, Writing to) {
        List<List<String>> rows = new ArrayList<>();
        for (Finding.Area area : Finding.Area.values()) {
            List<String> row = new ArrayList<>(List.of(words.code("evaluation.area", area)));
            for (Finding.Level level : Finding.Level.values())
                row.add(words.number(findings.stream()
                        .filter(one -> one.area() == area && one.severity() == level)
                        .count()));
            rows.add(row);
        }
        to.table("reports.doc.severities", SEVERITIES, rows, null);
        pictures.severities(findings, to);
    }

    /** What each indicator means, with its limits. */
    void definitions(Actor actor, LocalDate day, boolean exact, Writing to) {
        to.section("reports.doc.definitions").text("reports.doc.definitions.lead");
        for (SaidIndicator one : said(actor, day, exact)) {
            to.item(one.id() + " " + one.name());
            one.definition()
                    .forEach((head, text) -> to.small("reports.doc.definition", head, Objects.requireNonNull(text)));
        }
    }
}
