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
import org.akoma.programme.reports.MonthStore.Spent;
import org.akoma.programme.reports.Writing.Columns;
import org.akoma.programme.workshops.Workshops;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What was held and paid in a month. How many children are in a release and nowhere else; sums of money are of all kinds of payment together, since the usual
 * amount of one kind would tell for how many children it was.
 */
@Component
class MonthContent {

    private static final Columns SPENT = new Columns(
            List.of("reports.doc.currency", "reports.doc.amount", "reports.doc.month-before"),
            List.of(30, 35, 35),
            List.of(1, 2));

    private final MonthStore store;
    private final Missions missions;
    private final Workshops workshops;
    private final ActorTransactions transactions;
    private final FewPeople few;
    private final Formats words;

    MonthContent(
            MonthStore store,
            Missions missions,
            Workshops workshops,
            ActorTransactions transactions,
            FewPeople few,
            Formats words) {
        this.store = store;
        this.missions = missions;
        this.workshops = workshops;
        this.transactions = transactions;
        this.few = few;
        this.words = words;
    }

    void activities(Actor actor, YearMonth month, Writing to) {
        to.chapter("reports.doc.activities").text("reports.doc.activities.lead");
        List<String> held = held(actor, month.atDay(1), month.atEndOfMonth());
        if (held.isEmpty()) to.text("reports.doc.activities.none");
        to.points(held);
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

    /** A sum for few children is not said. */
    void spending(YearMonth month, Writing to) {
        Map<String, Spent> then = new HashMap<>();
        spent(month.minusMonths(1)).forEach(one -> then.put(one.currency(), one));
        to.chapter("reports.doc.spending").text("reports.doc.spending.lead");
        to.table(
                "reports.doc.spending",
                SPENT,
                spent(month).stream()
                        .map(one -> List.of(
                                one.currency(),
                                amount(one, one.currency()),
                                amount(then.get(one.currency()), one.currency())))
                        .toList(),
                "reports.doc.few.note");
    }

    private List<Spent> spent(YearMonth month) {
        return transactions.forStatistics(() -> store.spending(month.atDay(1), month.atEndOfMonth()));
    }

    private String amount(@Nullable Spent one, String currency) {
        if (one == null) return words.money(BigDecimal.ZERO, currency);
        return few.hides(one.children()) ? "–" : words.money(one.amount(), currency);
    }
}
