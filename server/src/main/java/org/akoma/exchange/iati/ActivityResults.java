package org.akoma.exchange.iati;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import org.akoma.exchange.iati.ProposeFacts.IndicatorTarget;
import org.akoma.programme.indicators.PublicFigure;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/**
 * Results of an activity: one for each group of indicators, each indicator with what it means. One without a public value stands there without a period and
 * says why.
 *
 * @param start of the project, and of every period
 * @param targets where indicators stood and are to stand, as two people said
 */
record ActivityResults(
        LocalDate start, List<IndicatorTarget> targets, List<PublicFigure> figures, MessageSource texts) {

    private static final String OUTPUT = "1";
    private static final String OUTCOME = "2";

    /** What becomes of children and structures, not what is done for them. */
    private static final Set<String> OUTCOMES = Set.of("FOLLOW_UP", "JUSTICE", "HAND_OVER");

    /** Better when smaller: days in a shelter, children exploited again. */
    private static final Set<String> DESCENDING = Set.of("I10", "I18");

    private static final String UNIT = "1";
    private static final String PERCENTAGE = "2";

    void write(ActivityXml xml) throws XMLStreamException {
        Map<String, List<PublicFigure>> groups = new LinkedHashMap<>();
        figures.forEach(one ->
                groups.computeIfAbsent(one.group(), group -> new ArrayList<>()).add(one));
        for (Map.Entry<String, List<PublicFigure>> group : groups.entrySet())
            xml.element(
                    "result",
                    () -> {
                        String key = "indicators.group." + group.getKey();
                        xml.said("title", text(key, Locale.FRENCH), text(key, Locale.ENGLISH));
                        for (PublicFigure one : group.getValue()) indicator(xml, one);
                    },
                    "type",
                    OUTCOMES.contains(group.getKey()) ? OUTCOME : OUTPUT,
                    "aggregation-status",
                    "false");
    }

    private String text(String key, Locale locale, Object... args) {
        return texts.getMessage(key, args, locale);
    }

    private void indicator(ActivityXml xml, PublicFigure one) throws XMLStreamException {
        xml.element(
                "indicator",
                () -> {
                    xml.said(
                            "title",
                            one.id() + " " + one.name().fr(),
                            one.id() + " " + one.name().en());
                    xml.said("description", meaning(one, Locale.FRENCH), meaning(one, Locale.ENGLISH));
                    IndicatorTarget said = said(one);
                    if (said != null) baseline(xml, said);
                    periods(xml, one, said);
                },
                "measure",
                one.measure() == PublicFigure.Measure.PERCENT ? PERCENTAGE : UNIT,
                "ascending",
                Boolean.toString(!DESCENDING.contains(one.id())),
                "aggregation-status",
                "false");
    }

    private String meaning(PublicFigure one, Locale locale) {
        String said = of(one.numerator(), locale)
                + (one.denominator() == null ? "" : " / " + of(one.denominator(), locale))
                + ". "
                + of(one.limits(), locale);
        PublicFigure.Gap gap = one.value().gap();
        return gap == null ? said : said + " " + text("iati.gap." + gap, locale);
    }

    private static String of(PublicFigure.@Nullable Text text, Locale locale) {
        return text == null ? "" : locale.equals(Locale.FRENCH) ? text.fr() : text.en();
    }

    private @Nullable IndicatorTarget said(PublicFigure one) {
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
    private void periods(ActivityXml xml, PublicFigure one, @Nullable IndicatorTarget said) throws XMLStreamException {
        BigDecimal amount = start.isBefore(one.asOf()) ? one.value().amount() : null;
        LocalDate due = said == null || said.target() == null ? null : said.targetOn();
        boolean together = amount != null && one.asOf().equals(due);
        if (due != null && !together) period(xml, due, said, null, one);
        if (amount != null) period(xml, one.asOf(), together ? said : null, amount, one);
    }

    private void period(
            ActivityXml xml,
            LocalDate end,
            @Nullable IndicatorTarget said,
            @Nullable BigDecimal amount,
            PublicFigure one)
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
    private void of(ActivityXml xml, PublicFigure one) throws XMLStreamException {
        PublicFigure.Value value = one.value();
        if (one.measure() != PublicFigure.Measure.PERCENT || value.numerator() == null || value.denominator() == null)
            return;
        xml.said(
                "comment",
                text("iati.of", Locale.FRENCH, value.numerator(), value.denominator()),
                text("iati.of", Locale.ENGLISH, value.numerator(), value.denominator()));
    }
}
