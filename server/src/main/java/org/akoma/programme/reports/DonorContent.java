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

/** A month of the project for who pays for it: with the numbers of agreed releases, the same for every reader. */
@Component
class DonorContent {

    private static final Columns TRENDS = new Columns(
            List.of(
                    "indicators.id",
                    "indicators.name",
                    "reports.doc.last-released",
                    "reports.doc.released-before",
                    "reports.doc.change"),
            List.of(8, 35, 27, 16, 14),
            List.of(2, 3, 4));
    private static final Columns KEPT = new Columns(
            List.of("indicators.id", "reports.doc.limit", "reports.doc.kept", "reports.doc.missed"),
            List.of(9, 55, 18, 18),
            List.of(2, 3));

    private final FiguresContent figures;
    private final ReleasedContent released;
    private final MonthContent month;
    private final OutlookContent outlook;
    private final Formats words;

    DonorContent(
            FiguresContent figures,
            ReleasedContent released,
            MonthContent month,
            OutlookContent outlook,
            Formats words) {
        this.figures = figures;
        this.released = released;
        this.month = month;
        this.outlook = outlook;
        this.words = words;
    }

    void write(Actor actor, YearMonth of, Writing to, IntConsumer progress) {
        ReleasedContent.Numbers numbers = released.numbers(actor, of.atEndOfMonth());
        List<SaidIndicator> now = released.indicators(numbers);
        List<SaidIndicator> before = released.before(numbers);
        progress.accept(30);
        OutlookContent.Plan plan = outlook.plan(actor);
        inBrief(of, numbers, now, plan, to);
        month.activities(actor, of, to);
        progress.accept(40);
        trends(of, now, before, to);
        released.children(numbers, to);
        kept(now, to);
        released.help(numbers, to);
        month.spending(of, to);
        progress.accept(55);
        to.chapter("reports.doc.training.chapter");
        figures.training(actor, of.atEndOfMonth(), false, to);
        outlook.risks(now, ofMonths(of, now, before), plan, to);
        outlook.next(actor, of, plan, to);
        outlook.notHeld(now, to);
        to.chapter("reports.doc.annexes");
        figures.definitions(actor, of.atEndOfMonth(), false, to);
        to.section("reports.doc.lists").captions();
    }

    private void inBrief(
            YearMonth of,
            ReleasedContent.Numbers numbers,
            List<SaidIndicator> now,
            OutlookContent.Plan plan,
            Writing to) {
        to.chapter("reports.doc.brief").text("reports.doc.brief.lead", words.month(of));
        List<Content.Numbers.Number> brief = new ArrayList<>();
        now.stream()
                .filter(one -> numbers.whole(one.id()).isPresent())
                .forEach(one -> brief.add(new Content.Numbers.Number(brief(one), one.name())));
        brief.add(new Content.Numbers.Number(words.number(plan.late().size()), words.text("reports.doc.overdue")));
        released.lead(numbers, to);
        to.numbers(brief).small("reports.doc.masked");
    }

    /** Without its day, which is said above. */
    private String brief(SaidIndicator one) {
        return one.percent() == null ? figures.number(one.numerator()) : words.percent(one.percent());
    }

    /** Of those before, which were released of the month before, where the newer one is of this month. */
    private static List<SaidIndicator> ofMonths(YearMonth of, List<SaidIndicator> now, List<SaidIndicator> before) {
        return before.stream()
                .filter(then -> now.stream()
                        .filter(one -> one.id().equals(then.id()))
                        .anyMatch(one -> ReleasedContent.isOfMonths(one, then, of)))
                .toList();
    }

    private void trends(YearMonth of, List<SaidIndicator> now, List<SaidIndicator> before, Writing to) {
        Map<String, SaidIndicator> then = new HashMap<>();
        before.forEach(one -> then.put(one.id(), one));
        to.chapter("reports.doc.indicators").text("reports.doc.trend.lead");
        to.table(
                "reports.doc.indicators",
                TRENDS,
                now.stream().map(one -> trend(of, one, then.get(one.id()))).toList(),
                "reports.doc.few.note");
        to.small("reports.doc.sdg");
        figures.shares(now, to);
    }

    private List<String> trend(YearMonth of, SaidIndicator one, @Nullable SaidIndicator then) {
        return List.of(one.id(), one.name(), said(one), then == null ? "–" : then.value(), change(of, one, then));
    }

    private static String said(SaidIndicator one) {
        boolean nothing = one.denominator() == null || one.denominator() == 0;
        return one.of() == null || nothing ? one.value() : one.value() + " (" + one.of() + ")";
    }

    /** In points of a hundred, or in what is counted; none where one of the two is of another month. */
    private String change(YearMonth of, SaidIndicator one, @Nullable SaidIndicator then) {
        if (then == null || !ReleasedContent.isOfMonths(one, then, of)) return "–";
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
                        .filter(one -> figures.isLimit(one) && !FiguresContent.isWithoutValue(one))
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
