package org.akoma.protection.overview;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Role;
import org.akoma.ground.pages.Chart;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.HomeCard;
import org.akoma.ground.pages.SteeringCharts;
import org.akoma.protection.overview.StepChartStore.Risk;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The risk of open files at the end of each month: of the team, or of all for a project manager, whose list of files shows status and risk of each. A bar
 * leads to the list of that day, a number of the table to those of the level.
 */
@Component
@Order(25)
class RiskCharts implements SteeringCharts {

    private static final List<String> LEVELS = List.of("HIGH", "MEDIUM", "LOW");

    private final StepChartStore store;
    private final ActorTransactions transactions;
    private final Formats words;

    RiskCharts(StepChartStore store, ActorTransactions transactions, Formats words) {
        this.store = store;
        this.transactions = transactions;
        this.words = words;
    }

    @Override
    public List<HomeCard> chartsFor(Actor actor, LocalDate today) {
        boolean all = actor.is(Role.PROJECT_MANAGER);
        List<LocalDate> days = monthEnds(today);
        List<Risk> risks = all
                ? transactions.forStatistics(() -> store.risksOfAll(days))
                : transactions.as(actor, () -> store.risksOfTeam(days));
        return risks.isEmpty()
                ? List.of()
                : List.of(HomeCard.drawn("chart-risk", chart(risks, all ? "ALL" : "TEAM"), null));
    }

    /** The last day of each month, and today. */
    private static List<LocalDate> monthEnds(LocalDate today) {
        LocalDate first = Chart.since(today);
        return IntStream.range(0, Chart.MONTHS)
                .mapToObj(n -> first.plusMonths(n + 1L).minusDays(1))
                .map(end -> end.isAfter(today) ? today : end)
                .toList();
    }

    private Chart chart(List<Risk> risks, String scope) {
        Risk last = risks.getLast();
        return new Chart(
                words.text("chart.risk.said", last.high(), last.medium(), last.low()),
                words.text("chart.day"),
                Stream.concat(
                                LEVELS.stream().map(level -> words.code("risk", level)),
                                Stream.of(words.text("page.risk.none")))
                        .toList(),
                List.of(Chart.Fill.BAD, Chart.Fill.MID, Chart.Fill.INFO, Chart.Fill.QUIET),
                risks.stream().map(one -> bar(one, scope)).toList(),
                false);
    }

    private Chart.Bar bar(Risk one, String scope) {
        String list = "/cases?scope=" + scope + "&status=OPEN&asOf=" + one.day();
        return new Chart.Bar(
                words.shortDate(one.day()),
                List.of(one.high(), one.medium(), one.low(), one.unknown()),
                words.number(one.high() + one.medium() + one.low() + one.unknown()),
                list,
                LEVELS.stream().map(level -> list + "&risk=" + level).toList());
    }
}
