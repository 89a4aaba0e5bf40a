package org.akoma.programme.reports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.reference.Policies;
import org.akoma.programme.evaluation.Missions;
import org.akoma.programme.findings.Action;
import org.akoma.programme.findings.ActionFilter;
import org.akoma.programme.findings.Actions;
import org.akoma.programme.indicators.SaidIndicator;
import org.akoma.programme.reports.MonthStore.Help;
import org.akoma.programme.reports.MonthStore.Spent;
import org.akoma.programme.reports.Writing.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A month of the project for who pays for it: without small counts, whoever asks. */
@Component
class DonorContent {

    private static final int MOST = 500;

    private static final Columns TRENDS = new Columns(
            List.of(
                    "indicators.id",
                    "indicators.name",
                    "reports.doc.this-month",
                    "reports.doc.month-before",
                    "reports.doc.change"),
            List.of(8, 36, 28, 16, 12),
            List.of(2, 3, 4));
    private static final Columns KEPT = new Columns(
            List.of("indicators.id", "reports.doc.limit", "reports.doc.kept", "reports.doc.missed"),
            List.of(9, 55, 18, 18),
            List.of(2, 3));
    private static final Columns HELP = new Columns(
            List.of("reports.doc.service", "reports.doc.children", "reports.doc.services"),
            List.of(60, 20, 20),
            List.of(1, 2));
    private static final Columns SPENT = new Columns(
            List.of(
                    "reports.doc.payment",
                    "reports.doc.currency",
                    "reports.doc.children",
                    "reports.doc.payments",
                    "reports.doc.amount"),
            List.of(36, 14, 16, 14, 20),
            List.of(2, 3, 4));
    private static final Columns LATE = new Columns(
            List.of("reports.doc.code", "reports.doc.area", "reports.doc.structure", "reports.doc.due"),
            List.of(24, 30, 22, 24),
            List.of());

    private final FiguresContent figures;
    private final MonthStore help;
    private final Actions actions;
    private final Missions missions;
    private final ActorTransactions transactions;
    private final Policies policies;
    private final Formats words;

    DonorContent(
            FiguresContent figures,
            MonthStore help,
            Actions actions,
            Missions missions,
            ActorTransactions transactions,
            Policies policies,
            Formats words) {
        this.figures = figures;
        this.help = help;
        this.actions = actions;
        this.missions = missions;
        this.transactions = transactions;
        this.policies = policies;
        this.words = words;
    }

    void write(Actor actor, YearMonth month, Writing to, IntConsumer progress) {
        List<SaidIndicator> now =
                figures.said(actor, month.atEndOfMonth(), false).items();
        List<SaidIndicator> before =
                figures.said(actor, month.minusMonths(1).atEndOfMonth(), false).items();
        progress.accept(30);
        List<Action> late =
                actions.list(actor, new ActionFilter(null, null, null, Action.State.OVERDUE, false), MOST).stream()
                        .filter(Action::confirmed)
                        .toList();
        int least = policies.count("statistics.partner.min-cell");
        inBrief(month, now, late, to);
        trends(now, before, to);
        kept(now, to);
        progress.accept(45);
        helped(month, least, to);
        spent(month, least, to);
        progress.accept(55);
        to.chapter("reports.doc.training.chapter");
        figures.training(actor, month.atEndOfMonth(), false, to);
        late(late, to);
        to.chapter("reports.doc.annexes");
        figures.definitions(actor, month.atEndOfMonth(), false, to);
        to.section("reports.doc.lists").captions();
    }

    private void inBrief(YearMonth month, List<SaidIndicator> now, List<Action> late, Writing to) {
        to.chapter("reports.doc.brief").text("reports.doc.brief.lead", words.month(month));
        List<Content.Numbers.Number> numbers = new ArrayList<>();
        now.stream()
                .filter(one -> List.of("I01", "I11", "I12").contains(one.id()))
                .forEach(one -> numbers.add(new Content.Numbers.Number(one.value(), one.name())));
        numbers.add(new Content.Numbers.Number(words.number(late.size()), words.text("reports.doc.overdue")));
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
                    signed(one.percent().subtract(then.percent()).setScale(1, RoundingMode.HALF_UP)));
        boolean counts = one.percent() == null && one.denominator() == null && then.denominator() == null;
        return counts && one.numerator() != null && then.numerator() != null
                ? signed(BigDecimal.valueOf(one.numerator() - then.numerator()))
                : "–";
    }

    private String signed(BigDecimal change) {
        return (change.signum() > 0 ? "+" : change.signum() < 0 ? "\u2212" : "") + words.number(change.abs());
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

    private void helped(YearMonth month, int least, Writing to) {
        LocalDate first = month.atDay(1);
        List<Help> all = transactions.forPublication(() -> help.help(first, month.atEndOfMonth()));
        long children = transactions.forPublication(() -> help.childrenHelped(first, month.atEndOfMonth()));
        to.chapter("reports.doc.help")
                .text("reports.doc.help.lead", children > 0 && children < least ? few(least) : words.number(children));
        to.table(
                "reports.doc.help",
                HELP,
                all.stream()
                        .map(one -> {
                            boolean few = one.children() < least;
                            return List.of(
                                    words.code("assistance", one.code()),
                                    few ? few(least) : words.number(one.children()),
                                    few ? "–" : words.number(one.services()));
                        })
                        .toList(),
                "reports.doc.few.note");
    }

    private String few(int least) {
        return words.text("reports.doc.few", least);
    }

    /** What went to few children is said without a sum, and so is the total of its currency. */
    private void spent(YearMonth month, int least, Writing to) {
        List<Spent> all = transactions.forPublication(() -> help.spending(month.atDay(1), month.atEndOfMonth()));
        to.chapter("reports.doc.spending").text("reports.doc.spending.lead");
        to.table(
                "reports.doc.spending",
                SPENT,
                all.stream()
                        .map(one -> {
                            boolean few = one.children() < least;
                            return List.of(
                                    words.code("payment-type", one.type()),
                                    one.currency(),
                                    few ? few(least) : words.number(one.children()),
                                    few ? "–" : words.number(one.payments()),
                                    few ? "–" : words.number(one.amount()));
                        })
                        .toList(),
                "reports.doc.few.note");
    }

    private void late(List<Action> late, Writing to) {
        to.chapter("reports.doc.late").text("reports.doc.late.lead", words.date(missions.today()));
        to.table(
                "reports.doc.late",
                LATE,
                late.stream()
                        .map(one -> List.of(
                                one.mission() + " " + one.code(),
                                words.code("evaluation.area", one.area()),
                                one.structure(),
                                words.date(one.dueOn())))
                        .toList(),
                null);
    }
}
