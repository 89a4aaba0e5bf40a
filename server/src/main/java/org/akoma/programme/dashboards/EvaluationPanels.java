package org.akoma.programme.dashboards;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.charts.Ink;
import org.akoma.ground.charts.StackedBars;
import org.akoma.programme.dashboards.DashboardStore.Actions;
import org.akoma.programme.findings.Action;
import org.akoma.programme.findings.Finding;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The plan of action by area and by how its actions stand. */
@Component
class EvaluationPanels {

    private final PanelWords words;
    private final DashboardStore store;
    private final ActorTransactions transactions;

    EvaluationPanels(PanelWords words, DashboardStore store, ActorTransactions transactions) {
        this.words = words;
        this.store = store;
        this.transactions = transactions;
    }

    List<Panel> panels(LocalDate day, @Nullable String structure) {
        List<Actions> actions = transactions.forStatistics(() -> store.actions(day)).stream()
                .filter(one -> structure == null || structure.equals(one.structure()))
                .toList();
        List<ChartValue> values = new ArrayList<>();
        List<StackedBars.Bar> bars = new ArrayList<>();
        for (Finding.Area area : Finding.Area.values()) {
            String label = words.words().code("evaluation.area", area);
            List<Long> counts = new ArrayList<>();
            for (Action.State state : Action.State.values()) {
                long n = actions.stream()
                        .filter(one ->
                                one.area().equals(area.name()) && one.state().equals(state.name()))
                        .mapToLong(Actions::n)
                        .sum();
                counts.add(n);
                if (n > 0)
                    values.add(ChartValue.count(area.name(), label, n)
                            .part(state.name(), words.words().code("evaluation.state", state)));
            }
            long all = counts.stream().mapToLong(Long::longValue).sum();
            bars.add(new StackedBars.Bar(label, counts, words.words().number(all)));
        }
        return List.of(words.panel("actions", values, said -> StackedBars.chart(said, kinds(), bars, false)));
    }

    private List<StackedBars.Kind> kinds() {
        List<StackedBars.Kind> kinds = new ArrayList<>();
        for (Action.State state : Action.State.values())
            kinds.add(new StackedBars.Kind(words.words().code("evaluation.state", state), ink(state)));
        return kinds;
    }

    private static Ink ink(Action.State state) {
        return switch (state) {
            case DONE -> Ink.GOOD;
            case IN_PROGRESS -> Ink.MID;
            case OVERDUE -> Ink.BAD;
            case NOT_STARTED -> Ink.NONE;
            case TRANSFERRED -> Ink.INFO;
            case CANCELLED -> Ink.QUIET;
        };
    }
}
