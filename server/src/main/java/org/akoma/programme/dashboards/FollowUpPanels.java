package org.akoma.programme.dashboards;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Role;
import org.akoma.ground.charts.Ink;
import org.akoma.ground.charts.StackedBars;
import org.akoma.ground.reference.Policies;
import org.akoma.programme.indicators.Figure;
import org.akoma.programme.indicators.IndicatorReport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Visits on time, late and missed. Who gets no small counts reads of a part only how many were on time: late and missed of parts, with those of the whole,
 * would give hidden ones away.
 */
@Component
class FollowUpPanels {

    /** What is read of the indicators for it, and for the map. */
    static final Set<String> COUNTS = Set.of("I11", "C07");

    private final PanelWords words;
    private final DashboardStore store;
    private final ActorTransactions transactions;
    private final Policies policies;

    FollowUpPanels(PanelWords words, DashboardStore store, ActorTransactions transactions, Policies policies) {
        this.words = words;
        this.store = store;
        this.transactions = transactions;
        this.policies = policies;
    }

    private static final List<String> STATES = List.of("ON_TIME", "LATE", "MISSED", "NOT_DUE");

    /** What became of visits: planned until the day, and of these on time, not due yet, and late. */
    private record Kept(String code, String label, Figure onTime, Figure late) {
        boolean isWhole() {
            return onTime.numerator() != null
                    && onTime.denominator() != null
                    && onTime.notDue() != null
                    && late.numerator() != null
                    && Objects.equals(onTime.day(), late.day());
        }

        long planned() {
            return number(onTime.denominator());
        }

        /** In the order of the states. */
        List<Long> counts() {
            long kept = number(onTime.numerator());
            long madeLate = number(late.numerator());
            long notDue = number(onTime.notDue());
            return List.of(kept, madeLate, planned() - kept - madeLate - notDue, notDue);
        }
    }

    Panel all(Figures figures) {
        Kept all = new Kept("ALL", words.text("visits.all"), figures.figure("I11"), figures.figure("C07"));
        return panel(
                "visits", List.of(all), all.isWhole() && (figures.report().exact() || isForAll(figures.report(), all)));
    }

    private boolean isForAll(IndicatorReport report, Kept all) {
        if (report.country() != null || report.structure() != null) return false;
        int least = policies.count("statistics.partner.min-cell");
        long missed = all.counts().get(STATES.indexOf("MISSED"));
        return missed == 0 || missed >= least;
    }

    /** @param figures divided by country, or by structure */
    Panel by(Figures figures, String key, UnaryOperator<String> label) {
        Map<String, Figure> late = new HashMap<>();
        for (IndicatorReport.Part part : figures.item("C07").parts()) late.put(part.label(), part.figure());
        List<Kept> parts = new ArrayList<>();
        for (IndicatorReport.Part part : figures.item("I11").parts())
            parts.add(new Kept(
                    part.label(),
                    label.apply(part.label()),
                    part.figure(),
                    late.getOrDefault(part.label(), only(0)))); // none was counted of a part that is not there
        return panel(key, parts, figures.report().exact());
    }

    /** By the worker who follows the child: for a supervisor, of the own team. */
    List<Panel> team(Actor actor, LocalDate day) {
        if (!actor.is(Role.CASE_SUPERVISOR)) return List.of();
        List<Kept> workers = transactions.as(actor, () -> store.team(day)).stream()
                .map(one -> new Kept(
                        one.worker() == null ? "UNKNOWN" : one.worker(),
                        one.worker() == null ? words.words().unknown() : one.worker(),
                        new Figure(one.onTime(), one.planned(), null, null, null, one.notDue(), false, null, null),
                        only(one.late())))
                .toList();
        return workers.isEmpty() ? List.of() : List.of(panel("workers", workers, true));
    }

    private static Figure only(long count) {
        return new Figure(count, null, null, null, null, null, false, null, null);
    }

    private static long number(@Nullable Long count) {
        return count == null ? 0 : count;
    }

    private Panel panel(String key, List<Kept> parts, boolean three) {
        List<Kept> largest =
                PanelWords.largest(parts, one -> number(one.onTime().denominator()));
        if (!three) {
            List<ChartValue> drawn = onTime(largest);
            return words.panel(key, onTime(parts), drawn, said -> words.shares(said, drawn));
        }
        List<StackedBars.Bar> bars = largest.stream().map(this::bar).toList();
        return words.panel(
                key,
                states(parts),
                states(largest),
                said -> StackedBars.chart(
                        said,
                        List.of(
                                new StackedBars.Kind(words.text("visit.ON_TIME"), Ink.GOOD),
                                new StackedBars.Kind(words.text("visit.LATE"), Ink.MID),
                                new StackedBars.Kind(words.text("visit.MISSED"), Ink.BAD),
                                new StackedBars.Kind(words.text("visit.NOT_DUE"), Ink.QUIET)),
                        bars,
                        true));
    }

    private List<ChartValue> onTime(List<Kept> parts) {
        return parts.stream()
                .map(one -> words.value(one.code(), one.label(), one.onTime()))
                .toList();
    }

    private List<ChartValue> states(List<Kept> parts) {
        List<ChartValue> values = new ArrayList<>();
        for (Kept one : parts) {
            List<Long> counts = one.counts();
            for (int n = 0; n < counts.size(); n++)
                if (counts.get(n) > 0 || n < STATES.indexOf("NOT_DUE"))
                    values.add(ChartValue.share(one.code(), one.label(), counts.get(n), one.planned())
                            .part(STATES.get(n), words.text("visit." + STATES.get(n))));
        }
        return values;
    }

    private StackedBars.Bar bar(Kept one) {
        List<Long> counts = one.counts();
        return new StackedBars.Bar(
                one.label(),
                counts,
                words.text("visit.share", words.brief(ChartValue.share("", "", counts.getFirst(), one.planned()))));
    }
}
