package org.akoma.exchange.iati;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import org.akoma.exchange.iati.ProposeFacts.IndicatorTarget;
import org.akoma.programme.indicators.IndicatorMeaning;
import org.akoma.programme.publication.ReleasedFigure;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/**
 * Results of an activity: one for each group of indicators, each indicator with what it means. One that no release has is there without a period and says so.
 *
 * @param start of the project, and of every period
 * @param targets where indicators stood and are to stand, as two people said
 */
record ActivityResults(
        LocalDate start, List<IndicatorTarget> targets, List<ResultFigure> figures, MessageSource texts) {

    private static final String OUTPUT = "1";
    private static final String OUTCOME = "2";

    /** What becomes of children and structures, not what is done for them. */
    private static final Set<String> OUTCOMES = Set.of("FOLLOW_UP", "JUSTICE", "HAND_OVER");

    /** Better when smaller: days in a shelter, children exploited again. */
    private static final Set<String> DESCENDING = Set.of("I10", "I18");

    private static final String UNIT = "1";
    private static final String PERCENTAGE = "2";

    void write(ActivityXml xml) throws XMLStreamException {
        Map<String, List<ResultFigure>> groups = new LinkedHashMap<>();
        figures.forEach(one -> groups.computeIfAbsent(one.meaning().group(), group -> new ArrayList<>())
                .add(one));
        for (Map.Entry<String, List<ResultFigure>> group : groups.entrySet())
            xml.element(
                    "result",
                    () -> {
                        String key = "indicators.group." + group.getKey();
                        xml.said("title", text(key, Locale.FRENCH), text(key, Locale.ENGLISH));
                        for (ResultFigure one : group.getValue()) indicator(xml, one);
                    },
                    "type",
                    OUTCOMES.contains(group.getKey()) ? OUTCOME : OUTPUT,
                    "aggregation-status",
                    "false");
    }

    private String text(String key, Locale locale, Object... args) {
        return texts.getMessage(key, args, locale);
    }

    private void indicator(ActivityXml xml, ResultFigure one) throws XMLStreamException {
        xml.element(
                "indicator",
                () -> {
                    xml.said(
                            "title",
                            one.id() + " " + one.meaning().name().fr(),
                            one.id() + " " + one.meaning().name().en());
                    xml.said("description", meaning(one, Locale.FRENCH), meaning(one, Locale.ENGLISH));
                    IndicatorTarget said = said(one);
                    if (said != null) baseline(xml, said);
                    periods(xml, one, said);
                },
                "measure",
                one.meaning().measure() == IndicatorMeaning.Measure.PERCENT ? PERCENTAGE : UNIT,
                "ascending",
                Boolean.toString(!DESCENDING.contains(one.id())),
                "aggregation-status",
                "false");
    }

    private String meaning(ResultFigure one, Locale locale) {
        String said = of(one.meaning().numerator(), locale)
                + (one.meaning().denominator() == null
                        ? ""
                        : " / " + of(one.meaning().denominator(), locale))
                + ". "
                + of(one.meaning().limits(), locale);
        String gap = one.gap();
        return gap == null ? said : said + " " + text(gap, locale);
    }

    private static String of(IndicatorMeaning.@Nullable Text text, Locale locale) {
        return text == null ? "" : locale.equals(Locale.FRENCH) ? text.fr() : text.en();
    }

    private @Nullable IndicatorTarget said(ResultFigure one) {
        return targets.stream()
                .filter(target -> target.indicator().equals(one.id()))
                .findFirst()
                .orElse(null);
    }

    private static void baseline(ActivityXml xml, IndicatorTarget said) throws XMLStreamException {
        if (said.baseline() == null || said.baselineOn() == null) return;
        xml.empty(
                "baseline",
                "iso-date",
                said.baselineOn().toString(),
                "year",
                Integer.toString(said.baselineOn().getYear()),
                "value",
                said.baseline().toString());
    }

    /** The target has a period of its own, unless what was reached is of the same one. */
    private void periods(ActivityXml xml, ResultFigure one, @Nullable IndicatorTarget said) throws XMLStreamException {
        LocalDate asOf = one.asOf();
        BigDecimal amount = asOf != null && start.isBefore(asOf) ? one.amount() : null;
        LocalDate due = said == null || said.target() == null ? null : said.targetOn();
        boolean together = amount != null && Objects.equals(asOf, due);
        if (due != null && !together) period(xml, due, said, null, one);
        if (asOf != null && amount != null) period(xml, asOf, together ? said : null, amount, one);
    }

    private void period(
            ActivityXml xml,
            LocalDate end,
            @Nullable IndicatorTarget said,
            @Nullable BigDecimal amount,
            ResultFigure one)
            throws XMLStreamException {
        xml.element("period", () -> {
            xml.empty("period-start", "iso-date", start.toString());
            xml.empty("period-end", "iso-date", end.toString());
            if (said != null && said.target() != null)
                xml.empty("target", "value", said.target().toString());
            if (amount != null) xml.element("actual", () -> of(xml, one), "value", amount.toPlainString());
        });
    }

    /** Of how many a percentage is. */
    private void of(ActivityXml xml, ResultFigure one) throws XMLStreamException {
        ReleasedFigure value = one.released();
        if (value == null || value.percent() == null) return;
        Integer count = value.count();
        Integer of = value.of();
        if (count != null && of != null)
            xml.said("comment", text("iati.of", Locale.FRENCH, count, of), text("iati.of", Locale.ENGLISH, count, of));
    }
}
