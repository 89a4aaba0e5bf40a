package org.akoma.programme.reports;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.pages.Formats;
import org.akoma.programme.evaluation.Missions;
import org.akoma.programme.reports.MonthStore.Done;
import org.akoma.programme.reports.MonthStore.Help;
import org.akoma.programme.reports.MonthStore.Spent;
import org.akoma.programme.reports.Writing.Columns;
import org.akoma.programme.workshops.Workshops;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What was done and paid in a month, beside the month before. What is of few children is said without a number, the rest is rounded: exact
 * numbers of one table would tell, with those of another, what is hidden in it.
 */
@Component
class MonthContent {

    /** In the order of a child's way. */
    private static final List<String> KINDS = List.of(
            "REGISTERED",
            "ASSESSED",
            "PLAN_APPROVED",
            "VISITED",
            "VISIT_MISSED",
            "REFERRED",
            "RETURNED",
            "ENROLLED",
            "ALERT",
            "CLOSED");

    private static final Columns ACTIVITIES = new Columns(
            List.of(
                    "reports.doc.activity",
                    "reports.doc.children",
                    "reports.doc.this-month",
                    "reports.doc.month-before",
                    "reports.doc.change"),
            List.of(40, 15, 15, 17, 13),
            List.of(1, 2, 3, 4));
    private static final Columns HELP = new Columns(
            List.of("reports.doc.service", "reports.doc.children", "reports.doc.services", "reports.doc.month-before"),
            List.of(46, 18, 18, 18),
            List.of(1, 2, 3));
    private static final Columns SPENT = new Columns(
            List.of(
                    "reports.doc.payment",
                    "reports.doc.children",
                    "reports.doc.payments",
                    "reports.doc.amount",
                    "reports.doc.month-before"),
            List.of(30, 15, 13, 21, 21),
            List.of(1, 2, 3, 4));

    private final MonthStore store;
    private final Missions missions;
    private final Workshops workshops;
    private final ActorTransactions transactions;
    private final FiguresContent figures;
    private final FewPeople few;
    private final Formats words;

    MonthContent(
            MonthStore store,
            Missions missions,
            Workshops workshops,
            ActorTransactions transactions,
            FiguresContent figures,
            FewPeople few,
            Formats words) {
        this.store = store;
        this.missions = missions;
        this.workshops = workshops;
        this.transactions = transactions;
        this.figures = figures;
        this.few = few;
        this.words = words;
    }

    void activities(Actor actor, YearMonth month, Writing to) {
        Map<String, Done> now = done(month);
        Map<String, Done> then = done(month.minusMonths(1));
        to.chapter("reports.doc.activities").text("reports.doc.activities.lead");
        to.table(
                "reports.doc.activities",
                ACTIVITIES,
                KINDS.stream()
                        .map(kind -> row(kind, now.get(kind), then.get(kind)))
                        .toList(),
                "reports.doc.rounded.note");
        to.points(held(actor, month.atDay(1), month.atEndOfMonth()));
    }

    private Map<String, Done> done(YearMonth month) {
        Map<String, Done> all = new HashMap<>();
        transactions
                .forStatistics(() -> store.activities(month.atDay(1), month.atEndOfMonth()))
                .forEach(one -> all.put(one.kind(), one));
        return all;
    }

    private List<String> row(String kind, @Nullable Done now, @Nullable Done then) {
        boolean hidden = few.hides(children(now)) || few.hides(children(then));
        return List.of(
                words.code("reports.activity", kind),
                few.rounded(children(now)),
                times(now),
                times(then),
                hidden ? "–" : figures.signed(BigDecimal.valueOf(few.near(records(now)) - few.near(records(then)))));
    }

    private static long children(@Nullable Done one) {
        return one == null ? 0 : one.children();
    }

    private static long records(@Nullable Done one) {
        return one == null ? 0 : one.records();
    }

    private String times(@Nullable Done one) {
        return few.hides(children(one)) ? "–" : few.rounded(records(one));
    }

    /** Trainings, missions and workshops of these days, by their codes. */
    List<String> held(Actor actor, LocalDate first, LocalDate last) {
        List<String> held = new ArrayList<>();
        trainings(first, last)
                .forEach(one -> held.add(
                        words.text("reports.doc.held.training", one.code(), words.date(one.firstDay()), one.days())));
        missions.list(actor).stream()
                .filter(one -> within(one.plan().firstDay(), first, last))
                .forEach(one -> held.add(words.text(
                        "reports.doc.held.mission",
                        words.code("evaluation.kind", one.plan().kind()),
                        one.code(),
                        words.date(one.plan().firstDay()))));
        workshops.list(actor, null).stream()
                .filter(one -> within(one.heldOn(), first, last))
                .forEach(
                        one -> held.add(words.text("reports.doc.held.workshop", one.code(), words.date(one.heldOn()))));
        return held;
    }

    private List<MonthStore.Training> trainings(LocalDate first, LocalDate last) {
        return transactions.forStatistics(() -> store.trainings(first, last));
    }

    private static boolean within(LocalDate day, LocalDate first, LocalDate last) {
        return !day.isBefore(first) && !day.isAfter(last);
    }

    void help(YearMonth month, Writing to) {
        Map<String, Help> then = new HashMap<>();
        help(month.minusMonths(1)).forEach(one -> then.put(one.code(), one));
        long children = transactions.forStatistics(() -> store.childrenHelped(month.atDay(1), month.atEndOfMonth()));
        to.chapter("reports.doc.help").text("reports.doc.help.lead", few.rounded(children));
        to.table(
                "reports.doc.help",
                HELP,
                help(month).stream()
                        .map(one -> List.of(
                                words.code("assistance", one.code()),
                                few.rounded(one.children()),
                                times(one),
                                times(then.get(one.code()))))
                        .toList(),
                "reports.doc.rounded.note");
    }

    private List<Help> help(YearMonth month) {
        return transactions.forStatistics(() -> store.help(month.atDay(1), month.atEndOfMonth()));
    }

    private String times(@Nullable Help one) {
        if (one == null) return words.number(0);
        return few.hides(one.children()) ? "–" : few.rounded(one.services());
    }

    /** What went to few children is said without a sum, and no currency has a total from which it would follow. */
    void spending(YearMonth month, Writing to) {
        Map<String, Spent> then = new HashMap<>();
        spent(month.minusMonths(1)).forEach(one -> then.put(one.type() + one.currency(), one));
        to.chapter("reports.doc.spending").text("reports.doc.spending.lead");
        to.table(
                "reports.doc.spending",
                SPENT,
                spent(month).stream()
                        .map(one -> List.of(
                                words.code("payment-type", one.type()) + ", " + one.currency(),
                                few.rounded(one.children()),
                                few.hides(one.children()) ? "–" : few.rounded(one.payments()),
                                amount(one, one.currency()),
                                amount(then.get(one.type() + one.currency()), one.currency())))
                        .toList(),
                "reports.doc.rounded.note");
    }

    private List<Spent> spent(YearMonth month) {
        return transactions.forStatistics(() -> store.spending(month.atDay(1), month.atEndOfMonth()));
    }

    private String amount(@Nullable Spent one, String currency) {
        if (one == null) return words.money(BigDecimal.ZERO, currency);
        return few.hides(one.children()) ? "–" : words.money(one.amount(), currency);
    }
}
