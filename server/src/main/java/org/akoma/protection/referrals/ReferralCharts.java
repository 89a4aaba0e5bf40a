package org.akoma.protection.referrals;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Role;
import org.akoma.ground.pages.Chart;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.HomeCard;
import org.akoma.ground.pages.Names;
import org.akoma.ground.pages.SteeringCharts;
import org.akoma.protection.referrals.ListReferrals.Scope;
import org.akoma.protection.referrals.ReferralChartStore.Cell;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Referrals acknowledged in time (T13, I19), by the month in which they were sent and by the structure that was asked. */
@Component
@Order(30)
class ReferralCharts implements SteeringCharts {

    private final ReferralChartStore store;
    private final ActorTransactions transactions;
    private final Formats words;
    private final Names called;
    private final Clock clock;

    ReferralCharts(ReferralChartStore store, ActorTransactions transactions, Formats words, Names called, Clock clock) {
        this.called = called;
        this.store = store;
        this.transactions = transactions;
        this.words = words;
        this.clock = clock;
    }

    @Override
    public List<HomeCard> chartsFor(Actor actor, LocalDate today) {
        Instant now = clock.instant();
        LocalDate first = Chart.since(today);
        List<Cell> cells = actor.is(Role.PROJECT_MANAGER)
                ? transactions.forStatistics(() -> store.all(first, now))
                : transactions.as(actor, () -> store.ofTeam(first, now));
        if (cells.isEmpty()) return List.of();
        Scope scope = actor.is(Role.PROJECT_MANAGER) ? Scope.ALL : Scope.TEAM;
        List<Chart.Bar> months = bars(
                cells,
                cell -> words.month(YearMonth.from(cell.month())),
                cell -> cell.month().toString(),
                cell -> list(scope) + "&sentFrom=" + cell.month() + "&sentUntil="
                        + cell.month().plusMonths(1).minusDays(1));
        Comparator<Chart.Bar> owing =
                Comparator.comparing(bar -> bar.counts().get(1) + bar.counts().get(2));
        List<Chart.Bar> structures = bars(
                        cells,
                        cell -> called.name(cell.asked()),
                        Cell::asked,
                        cell -> list(scope) + "&sentFrom=" + first + "&to="
                                + URLEncoder.encode(cell.asked(), StandardCharsets.UTF_8))
                .stream()
                .sorted(owing.reversed())
                .limit(Chart.STRUCTURES)
                .toList();
        return List.of(
                HomeCard.drawn("chart-referrals", chart("chart.month", cells, months), "/referrals"),
                HomeCard.drawn("chart-structures", chart("chart.structure", cells, structures), "/referrals"));
    }

    private Chart chart(String first, List<Cell> cells, List<Chart.Bar> bars) {
        long inTime = cells.stream().mapToLong(Cell::inTime).sum();
        long all = inTime
                + cells.stream().mapToLong(cell -> cell.late() + cell.silent()).sum();
        return new Chart(
                words.text("chart.referrals.said", inTime, all),
                words.text(first),
                List.of(words.text("chart.in-time"), words.text("chart.late"), words.text("chart.silent")),
                List.of(Chart.Fill.GOOD, Chart.Fill.MID, Chart.Fill.BAD),
                bars,
                true);
    }

    private static String list(Scope scope) {
        return "/referrals?scope=" + scope + "&view=" + ListReferrals.View.TIMED;
    }

    /**
     * One bar for each value of the key, in the order of the keys.
     *
     * @param href the list of those of a cell's bar
     */
    private List<Chart.Bar> bars(
            List<Cell> cells, Function<Cell, String> label, Function<Cell, String> key, Function<Cell, String> href) {
        Map<String, List<Cell>> groups = new TreeMap<>();
        for (Cell cell : cells)
            groups.computeIfAbsent(key.apply(cell), any -> new ArrayList<>()).add(cell);
        return groups.values().stream()
                .map(group -> {
                    long inTime = group.stream().mapToLong(Cell::inTime).sum();
                    long late = group.stream().mapToLong(Cell::late).sum();
                    long silent = group.stream().mapToLong(Cell::silent).sum();
                    return new Chart.Bar(
                            label.apply(group.getFirst()),
                            List.of(inTime, late, silent),
                            words.text("chart.of", inTime, inTime + late + silent),
                            href.apply(group.getFirst()),
                            List.of());
                })
                .toList();
    }
}
