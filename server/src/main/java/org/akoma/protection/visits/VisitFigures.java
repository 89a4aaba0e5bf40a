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

    VisitFigures(VisitFigureStore store, ActorTransactions transactions, Policies policies, Formats words) {
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
        long planned =
                months.stream().mapToLong(VisitFigureStore.Month::planned).sum();
        long onTime = months.stream().mapToLong(VisitFigureStore.Month::onTime).sum();
        String sentence = words.text("chart.visits.said", onTime, planned);
        return List.of(HomeCard.drawn(
                "chart-visits",
                new Chart(
                        sentence,
                        words.text("chart.month"),
                        List.of(words.text("chart.on-time"), words.text("chart.late"), words.text("chart.missed")),
                        List.of(Chart.Fill.GOOD, Chart.Fill.MID, Chart.Fill.BAD),
                        months.stream().map(this::bar).toList(),
                        true),
                null));
    }

    private Chart.Bar bar(VisitFigureStore.Month month) {
        return new Chart.Bar(
                words.month(YearMonth.from(month.month())),
                List.of(month.onTime(), month.late(), month.planned() - month.onTime() - month.late()),
                words.text("chart.of", month.onTime(), month.planned()));
    }
}
