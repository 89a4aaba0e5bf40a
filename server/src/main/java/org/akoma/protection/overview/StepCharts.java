package org.akoma.protection.overview;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Role;
import org.akoma.ground.pages.Chart;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.HomeCard;
import org.akoma.ground.pages.SteeringCharts;
import org.akoma.ground.reference.Policies;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** How the first steps of files were kept (T2 to T6). */
@Component
@Order(20)
class StepCharts implements SteeringCharts {

    private final StepChartStore store;
    private final ActorTransactions transactions;
    private final Policies policies;
    private final Formats words;
    private final Clock clock;

    StepCharts(StepChartStore store, ActorTransactions transactions, Policies policies, Formats words, Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.policies = policies;
        this.words = words;
        this.clock = clock;
    }

    @Override
    public List<HomeCard> chartsFor(Actor actor, LocalDate today) {
        LocalDate first = Chart.since(today);
        boolean all = actor.is(Role.PROJECT_MANAGER);
        List<StepChartStore.Step> steps = all
                ? transactions.forStatistics(() -> store.all(first, clock.instant(), limits()))
                : transactions.as(actor, () -> store.ofTeam(first, clock.instant(), limits()));
        return steps.isEmpty() ? List.of() : List.of(HomeCard.drawn("chart-steps", chart(steps), null));
    }

    private StepChartStore.Limits limits() {
        return new StepChartStore.Limits(
                hours("medical-screening.max"),
                hours("registration.max"),
                policies.days("guardian.max"),
                hours("initial-assessment.high.max"),
                policies.days("case-plan.max"));
    }

    private int hours(String limit) {
        return Math.toIntExact(policies.hours(limit).toHours());
    }

    private Chart chart(List<StepChartStore.Step> steps) {
        long kept = steps.stream().mapToLong(StepChartStore.Step::kept).sum();
        long missed = steps.stream().mapToLong(StepChartStore.Step::missed).sum();
        return new Chart(
                words.text("chart.steps.said", kept, kept + missed),
                words.text("chart.step"),
                List.of(words.text("chart.kept"), words.text("chart.not-kept")),
                List.of(Chart.Fill.GOOD, Chart.Fill.BAD),
                steps.stream()
                        .map(step -> new Chart.Bar(
                                words.text("chart.step." + step.step()),
                                List.of(step.kept(), step.missed()),
                                words.text("chart.of", step.kept(), step.kept() + step.missed())))
                        .toList(),
                true);
    }
}
