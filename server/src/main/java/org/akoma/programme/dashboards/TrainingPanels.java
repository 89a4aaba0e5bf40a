package org.akoma.programme.dashboards;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.charts.HeatMap;
import org.akoma.ground.charts.Ink;
import org.akoma.programme.dashboards.ChartValue.Why;
import org.akoma.programme.training.TrainingFigure;
import org.akoma.programme.training.TrainingFigures;
import org.akoma.programme.training.TrainingModule;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What was learnt in each session, of the whole test and by module, and who was certified. */
@Component
class TrainingPanels {

    private final PanelWords words;
    private final TrainingFigures training;

    TrainingPanels(PanelWords words, TrainingFigures training) {
        this.words = words;
        this.training = training;
    }

    List<Panel> panels(Actor actor, Instant asOf, @Nullable String country) {
        List<TrainingFigure> sessions = training.report(actor, asOf).stream()
                .filter(one -> country == null || country.equals(one.country()))
                .toList();
        List<ChartValue> gains = sessions.stream()
                .map(one -> gain(one, one.gain(), TrainingFigure.POINTS))
                .toList();
        List<ChartValue> certified =
                sessions.stream().map(TrainingPanels::certified).toList();
        return List.of(
                words.panel("gain", gains, said -> words.shares(said, gains)),
                modules(sessions),
                words.panel("certified", certified, said -> words.shares(said, certified)));
    }

    private static ChartValue certified(TrainingFigure one) {
        Integer certified = one.certified();
        Integer trained = one.trained();
        return certified == null || trained == null
                ? ChartValue.missing(one.session(), one.session(), Why.HIDDEN)
                : trained == 0
                        ? ChartValue.missing(one.session(), one.session(), Why.NOTHING_TO_COUNT)
                        : ChartValue.share(one.session(), one.session(), certified, trained);
    }

    /** @param what by which it is named where it is hidden */
    private static ChartValue gain(TrainingFigure one, @Nullable Double gain, String what) {
        if (gain != null) return ChartValue.mean(one.session(), one.session(), gain);
        boolean hidden = one.suppressed().contains(what) || one.suppressed().contains(TrainingFigure.POINTS);
        return ChartValue.missing(one.session(), one.session(), hidden ? Why.HIDDEN : Why.NO_RECORDS_YET);
    }

    /** A test may have been marked as a whole only: then its modules are said not to be recorded. */
    private Panel modules(List<TrainingFigure> sessions) {
        List<ChartValue> values = new ArrayList<>();
        List<HeatMap.Row> rows = new ArrayList<>();
        for (TrainingModule module : TrainingModule.values()) {
            String label = words.words().code("training-module", module);
            List<ChartValue> row = sessions.stream()
                    .map(one -> gain(one, one.gains().get(module), module.name()))
                    .toList();
            row.forEach(value -> values.add(value.part(module.name(), label)));
            rows.add(new HeatMap.Row(
                    module.name().substring(0, 2), row.stream().map(this::cell).toList()));
        }
        List<String> columns = sessions.stream().map(TrainingFigure::session).toList();
        List<ChartValue> all = sessions.isEmpty() || hasNone(values) ? none(sessions) : List.copyOf(values);
        return words.panel(
                "modules",
                all,
                said -> all.size() == values.size() ? HeatMap.chart(said, columns, rows) : words.shares(said, all));
    }

    private static boolean hasNone(List<ChartValue> values) {
        return values.stream().noneMatch(ChartValue::isThere);
    }

    private static List<ChartValue> none(List<TrainingFigure> sessions) {
        return sessions.stream()
                .map(one -> gain(
                        one,
                        null,
                        Arrays.stream(TrainingModule.values())
                                .map(TrainingModule::name)
                                .filter(one.suppressed()::contains)
                                .findFirst()
                                .orElse(TrainingFigure.POINTS)))
                .toList();
    }

    private HeatMap.Cell cell(ChartValue value) {
        return value.percent() == null
                ? new HeatMap.Cell(words.text("cell." + value.why()), "", Ink.NONE)
                : new HeatMap.Cell(
                        words.brief(value), "", Ink.heat(value.percent().doubleValue() / 100));
    }
}
