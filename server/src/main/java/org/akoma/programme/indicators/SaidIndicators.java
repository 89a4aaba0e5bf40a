package org.akoma.programme.indicators;

import java.time.LocalDate;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.Formats;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The indicators in words, in the language of the thread. */
@Service
public class SaidIndicators {

    private final Indicators indicators;
    private final IndicatorLines lines;
    private final Formats words;

    SaidIndicators(Indicators indicators, IndicatorLines lines, Formats words) {
        this.indicators = indicators;
        this.lines = lines;
        this.words = words;
    }

    public record Said(LocalDate day, List<SaidIndicator> items) {
        public Said {
            items = List.copyOf(items);
        }
    }

    /** Exactly, for who reads them so; empty of who may not. */
    public Said exactly(Actor actor, @Nullable LocalDate day) {
        AskIndicators asked = new AskIndicators(day, null, null, null, false);
        return indicators.report(actor, asked) instanceof AskIndicators.Result.Read(IndicatorReport report)
                ? said(report)
                : new Said(indicators.today(), List.of());
    }

    /** What each means, without a value: for a paper whose numbers are those of a release. */
    public List<SaidIndicator> meanings() {
        return Definitions.ALL.stream()
                .map(one -> said(new IndicatorReport.Item(one, Figure.hidden(), List.of(), List.of())))
                .toList();
    }

    private Said said(IndicatorReport report) {
        return new Said(report.asOf(), report.items().stream().map(this::said).toList());
    }

    private SaidIndicator said(IndicatorReport.Item item) {
        IndicatorLine line = lines.line(item, null);
        Figure figure = item.figure();
        return new SaidIndicator(
                line.id(),
                words.text("indicators.group." + item.indicator().group()),
                line.name(),
                line.dated() == null ? line.value() : words.text("indicators.value-dated", line.value(), line.dated()),
                line.of(),
                figure.numerator(),
                figure.denominator(),
                figure.percent(),
                line.unknown(),
                line.definition(),
                null);
    }
}
