package org.akoma.protection.visits;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Role;
import org.akoma.ground.pages.Chart;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.HomeCard;
import org.akoma.ground.pages.Names;
import org.akoma.ground.pages.SteeringCharts;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.overview.FollowupFigures;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** How punctual the visits were, over all children (I11). */
@Component
@Order(10)
class VisitFigures implements FollowupFigures, SteeringCharts {

    private final VisitFigureStore store;
    private final ActorTransactions transactions;
    private final Policies policies;
    private final Formats words;
    private final Names called;

    VisitFigures(
            VisitFigureStore store, ActorTransactions transactions, Policies policies, Formats words, Names called) {
        this.called = called;
        this.words = words;
        this.store = store;
        this.transactions = transactions;
        this.policies = policies;
    }

    /**
     * Every visit planned up to a day. What was not done by then in time or late is missed; a late one may still be made, and then
     * counts from that day.
     */
    record Counts(long planned, long onTime, long late, long missed) {}

    @Override
    public String block() {
        return "visits";
    }

    @Override
    public Counts asOf(LocalDate day) {
        int tolerance = policies.days("visit.on-time.tolerance");
        int latest = policies.days("visit.late.max");
        return transactions.forStatistics(() -> store.count(day, tolerance, latest));
    }

    /** Visits on time by the month for which they were planned: over all children for a project manager, else of the team. */
    @Override
    public List<HomeCard> chartsFor(Actor actor, LocalDate today) {
        int tolerance = policies.days("visit.on-time.tolerance");
        int latest = policies.days("visit.late.max");
        LocalDate first = Chart.since(today);
        List<VisitFigureStore.Month> months = actor.is(Role.PROJECT_MANAGER)
                ? transactions.forStatistics(() -> store.months(first, today, tolerance, latest))
                : transactions.as(actor, () -> store.teamMonths(first, today, tolerance, latest));
        if (months.isEmpty()) return List.of();
        return List.of(HomeCard.drawn(
                "chart-visits",
                chart("chart.month", months.stream().map(this::bar).toList()),
                null));
    }

    /** The same by the structure that follows the child. */
    @Override
    public List<HomeCard> structuresFor(Actor actor, LocalDate today) {
        int tolerance = policies.days("visit.on-time.tolerance");
        int latest = policies.days("visit.late.max");
        LocalDate first = Chart.since(today);
        List<VisitFigureStore.OfStructure> structures = actor.is(Role.PROJECT_MANAGER)
                ? transactions.forStatistics(() -> store.structures(first, today, tolerance, latest))
                : transactions.as(actor, () -> store.teamStructures(first, today, tolerance, latest));
        if (structures.isEmpty()) return List.of();
        List<Chart.Bar> bars = structures.stream()
                .map(one -> bar(called.name(one.structure()), one.planned(), one.onTime(), one.late()))
                .toList();
        return List.of(HomeCard.drawn("chart-visits-structures", chart("chart.structure", bars), null));
    }

    private Chart chart(String first, List<Chart.Bar> bars) {
        long planned = bars.stream().mapToLong(Chart.Bar::total).sum();
        long onTime = bars.stream().mapToLong(bar -> bar.counts().getFirst()).sum();
        return new Chart(
                words.text("chart.visits.said", onTime, planned),
                words.text(first),
                List.of(words.text("chart.on-time"), words.text("chart.late"), words.text("chart.missed")),
                List.of(Chart.Fill.GOOD, Chart.Fill.MID, Chart.Fill.BAD),
                bars,
                true);
    }

    private Chart.Bar bar(VisitFigureStore.Month month) {
        return bar(words.month(YearMonth.from(month.month())), month.planned(), month.onTime(), month.late());
    }

    private Chart.Bar bar(String label, long planned, long onTime, long late) {
        return new Chart.Bar(
                label, List.of(onTime, late, planned - onTime - late), words.text("chart.of", onTime, planned));
    }
}
