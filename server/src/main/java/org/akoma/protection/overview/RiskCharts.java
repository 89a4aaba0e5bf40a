package org.akoma.protection.overview;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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
import org.akoma.ground.pages.Names;
import org.akoma.ground.pages.SteeringCharts;
import org.akoma.protection.overview.StepChartStore.Levels;
import org.akoma.protection.overview.StepChartStore.OfStructure;
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
    private final Names called;

    RiskCharts(StepChartStore store, ActorTransactions transactions, Formats words, Names called) {
        this.called = called;
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

    /** The risk of the files that are open now, by the structure that follows the child. A bar leads to the list of these very files. */
    @Override
    public List<HomeCard> structuresFor(Actor actor, LocalDate today) {
        boolean all = actor.is(Role.PROJECT_MANAGER);
        List<OfStructure> structures = all
                ? transactions.forStatistics(() -> store.riskOfStructures(today))
                : transactions.as(actor, store::riskOfTeamStructures);
        if (structures.isEmpty()) return List.of();
        String list = "/cases?scope=" + (all ? "ALL" : "TEAM") + "&status=OPEN&organisation=";
        List<Chart.Bar> bars = structures.stream()
                .map(one -> bar(
                        called.name(one.structure()),
                        one.levels(),
                        list + URLEncoder.encode(one.structure(), StandardCharsets.UTF_8)))
                .toList();
        Levels sum = structures.stream().map(OfStructure::levels).reduce(Levels.NONE, Levels::and);
        return List.of(HomeCard.drawn("chart-risk-structures", chart("chart.structure", sum, bars), null));
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
        String list = "/cases?scope=" + scope + "&status=OPEN&asOf=";
        return chart(
                "chart.day",
                risks.getLast().levels(),
                risks.stream()
                        .map(one -> bar(words.shortDate(one.day()), one.levels(), list + one.day()))
                        .toList());
    }

    private Chart chart(String first, Levels said, List<Chart.Bar> bars) {
        return new Chart(
                words.text("chart.risk.said", said.high(), said.medium(), said.low()),
                words.text(first),
                Stream.concat(
                                LEVELS.stream().map(level -> words.code("risk", level)),
                                Stream.of(words.text("page.risk.none")))
                        .toList(),
                List.of(Chart.Fill.BAD, Chart.Fill.MID, Chart.Fill.INFO, Chart.Fill.QUIET),
                bars,
                false);
    }

    /** @param list the address of all of them */
    private Chart.Bar bar(String label, Levels counts, String list) {
        return new Chart.Bar(
                label,
                List.of(counts.high(), counts.medium(), counts.low(), counts.unknown()),
                words.number(counts.sum()),
                list,
                Stream.concat(LEVELS.stream().map(level -> list + "&risk=" + level), Stream.of(list + "&only=UNJUDGED"))
                        .toList());
    }
}
