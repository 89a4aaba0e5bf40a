package org.akoma.programme.reports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.Formats;
import org.akoma.programme.indicators.SaidIndicator;
import org.akoma.programme.reports.Writing.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A month of the project for who pays for it: without small counts, whoever asks. */
@Component
class DonorContent {

    private static final Columns TRENDS = new Columns(
            List.of(
                    "indicators.id",
                    "indicators.name",
                    "reports.doc.this-month",
                    "reports.doc.month-before",
                    "reports.doc.change"),
            List.of(8, 35, 27, 16, 14),
            List.of(2, 3, 4));
    private static final Columns KEPT = new Columns(
            List.of("indicators.id", "reports.doc.limit", "reports.doc.kept", "reports.doc.missed"),
            List.of(9, 55, 18, 18),
            List.of(2, 3));

    private final FiguresContent figures;
    private final MonthContent month;
    private final OutlookContent outlook;
    private final Formats words;

    DonorContent(FiguresContent figures, MonthContent month, OutlookContent outlook, Formats words) {
        this.figures = figures;
        this.month = month;
        this.outlook = outlook;
        this.words = words;
    }

    void write(Actor actor, YearMonth of, Writing to, IntConsumer progress) {
        List<SaidIndicator> now = figures.said(actor, of.atEndOfMonth(), false).items();
        List<SaidIndicator> before =
                figures.said(actor, of.minusMonths(1).atEndOfMonth(), false).items();
        progress.accept(30);
        OutlookContent.Plan plan = outlook.plan(actor);
        inBrief(of, now, plan, to);
        month.activities(actor, of, to);
        progress.accept(40);
        trends(now, before, to);
        kept(now, to);
        month.help(of, to);
        month.spending(of, to);
        progress.accept(55);
        to.chapter("reports.doc.training.chapter");
        figures.training(actor, of.atEndOfMonth(), false, to);
        outlook.risks(now, before, plan, to);
        outlook.next(actor, of, plan, to);
        outlook.notHeld(now, to);
        to.chapter("reports.doc.annexes");
        figures.definitions(actor, of.atEndOfMonth(), false, to);
        to.section("reports.doc.lists").captions();
    }

    private void inBrief(YearMonth of, List<SaidIndicator> now, OutlookContent.Plan plan, Writing to) {
        to.chapter("reports.doc.brief").text("reports.doc.brief.lead", words.month(of));
        List<Content.Numbers.Number> numbers = new ArrayList<>();
        now.stream()
                .filter(one -> List.of("I01", "I11", "I12").contains(one.id()))
                .forEach(one -> numbers.add(new Content.Numbers.Number(one.value(), one.name())));
        numbers.add(new Content.Numbers.Number(words.number(plan.late().size()), words.text("reports.doc.overdue")));
        to.numbers(numbers).small("reports.doc.masked");
    }

    private void trends(List<SaidIndicator> now, List<SaidIndicator> before, Writing to) {
        Map<String, SaidIndicator> then = new HashMap<>();
        before.forEach(one -> then.put(one.id(), one));
        to.chapter("reports.doc.indicators").text("reports.doc.trend.lead");
        to.table(
                "reports.doc.indicators",
                TRENDS,
                now.stream().map(one -> trend(one, then.get(one.id()))).toList(),
                "reports.doc.few.note");
        to.small("reports.doc.sdg");
        figures.shares(now, to);
    }

    private List<String> trend(SaidIndicator one, @Nullable SaidIndicator then) {
        return List.of(one.id(), one.name(), said(one), then == null ? "–" : then.value(), change(one, then));
    }

    private static String said(SaidIndicator one) {
        boolean nothing = one.denominator() == null || one.denominator() == 0;
        return one.of() == null || nothing ? one.value() : one.value() + " (" + one.of() + ")";
    }

    /** In points of a hundred, or in what is counted. */
    private String change(SaidIndicator one, @Nullable SaidIndicator then) {
        if (then == null) return "–";
        if (one.percent() != null && then.percent() != null)
            return words.text(
                    "reports.doc.by-points",
                    figures.signed(one.percent().subtract(then.percent()).setScale(1, RoundingMode.HALF_UP)));
        boolean counts = one.percent() == null && one.denominator() == null && then.denominator() == null;
        return counts && one.numerator() != null && then.numerator() != null
                ? figures.signed(BigDecimal.valueOf(one.numerator() - then.numerator()))
                : "–";
    }

    private void kept(List<SaidIndicator> now, Writing to) {
        to.chapter("reports.doc.limits").text("reports.doc.limits.lead");
        to.table(
                "reports.doc.limits",
                KEPT,
                now.stream()
                        .filter(figures::isLimit)
                        .map(one -> Stream.of(one.id(), one.name(), figures.number(one.numerator()), missed(one))
                                .toList())
                        .toList(),
                "reports.doc.few.note");
    }

    private String missed(SaidIndicator one) {
        return one.numerator() == null || one.denominator() == null
                ? one.value()
                : words.number(one.denominator() - one.numerator());
    }
}
