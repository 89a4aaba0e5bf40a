package org.akoma.programme.indicators;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.reference.Policies;
import org.akoma.ground.reference.Policy;
import org.akoma.programme.indicators.Indicator.Division;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Puts figures and definitions into words. */
@Component
class IndicatorLines {

    private static final int HEIGHT = 24;
    private static final int STEP = 10;

    private final Formats words;
    private final Policies policies;

    IndicatorLines(Formats words, Policies policies) {
        this.words = words;
        this.policies = policies;
    }

    IndicatorLine line(IndicatorReport.Item item, @Nullable Division by) {
        Indicator one = item.indicator();
        Figure figure = item.figure();
        return new IndicatorLine(
                one.id(),
                name(one),
                meaning(one),
                value(one, figure),
                of(one, figure),
                dated(figure),
                width(figure),
                unknown(one, figure),
                figure.missing() == null && !figure.suppressed(),
                sides(one),
                definition(one),
                by == null
                        ? List.of()
                        : item.parts().stream().map(part -> part(one, by, part)).toList(),
                months(item),
                trend(item));
    }

    String name(Indicator one) {
        return one.name().in(language());
    }

    /** What is counted, and of what. */
    private String meaning(Indicator one) {
        Indicator.Words of = one.denominator();
        return of == null
                ? one.numerator().in(language())
                : words.text("indicators.meaning", one.numerator().in(language()), of.in(language()));
    }

    private IndicatorLine.Part part(Indicator one, Division by, IndicatorReport.Part part) {
        Figure figure = part.figure();
        return new IndicatorLine.Part(
                label(one, by, part.label()),
                value(one, figure),
                of(one, figure),
                dated(figure),
                width(figure),
                unknown(one, figure));
    }

    String value(Indicator one, Figure figure) {
        if (figure.suppressed()) return words.text("indicators.hidden");
        if (figure.missing() != null) return words.text("indicators.missing." + figure.missing());
        return switch (one.kind()) {
            case COUNT -> words.number(figure.value());
            case MEDIAN -> days(Objects.requireNonNull(figure.value()));
            case SHARE ->
                figure.percent() == null
                        ? words.text("indicators.missing.NOTHING_TO_COUNT")
                        : words.percent(figure.percent());
        };
    }

    /** Half days come of an even number of children. */
    private String days(BigDecimal median) {
        return median.stripTrailingZeros().scale() <= 0
                ? words.days(median.longValue())
                : words.text("indicators.half-days", words.number(median));
    }

    private @Nullable String of(Indicator one, Figure figure) {
        if (figure.denominator() == null) return null;
        return one.kind() == Indicator.Kind.MEDIAN
                ? words.text("indicators.of-all", words.number(figure.denominator()))
                : words.text("indicators.of", words.number(figure.numerator()), words.number(figure.denominator()));
    }

    private @Nullable String dated(Figure figure) {
        return figure.day() == null ? null : words.text("indicators.dated", words.date(figure.day()));
    }

    private static @Nullable String width(Figure figure) {
        return figure.percent() == null ? null : figure.percent() + "%";
    }

    private @Nullable String unknown(Indicator one, Figure figure) {
        Indicator.Words what = one.unknown() == null ? one.notDue() : one.unknown();
        Long apart = one.unknown() == null ? figure.notDue() : figure.unknown();
        if (what == null || apart == null || apart == 0) return null;
        return words.text(
                one.unknown() == null ? "indicators.of-which" : "indicators.apart",
                words.number(apart),
                what.in(language()));
    }

    static List<AskBehind.Side> sides(Indicator one) {
        if (!one.files()) return List.of();
        List<AskBehind.Side> sides = new ArrayList<>(List.of(AskBehind.Side.COUNTED, AskBehind.Side.MISSING));
        if (one.notDue() != null) sides.add(AskBehind.Side.NOT_DUE);
        if (one.unknown() != null) sides.add(AskBehind.Side.UNKNOWN);
        return sides;
    }

    /** A code of a part in words. */
    String label(Indicator one, Division by, String code) {
        if (code.equals("UNKNOWN")) return words.unknown();
        return switch (by) {
            case SEX -> words.code(one.id().equals("I21") ? "adult-sex" : "sex", code);
            case AGE -> words.text("indicators.age", code.replace('-', '\u2013'));
            case NATIONALITY, COUNTRY -> words.code("country", code);
            case SECTOR -> words.code("sector", code);
            case RISK -> words.code("risk", code);
            case STRUCTURE -> code;
            case OTHER ->
                switch (one.id()) {
                    case "I14" -> words.code("pathway", code);
                    case "I15" -> words.code("trade", code);
                    case "I19" -> words.code("referral-priority", code);
                    default -> words.text("indicators.contact." + code);
                };
        };
    }

    private Map<String, String> definition(Indicator one) {
        Map<String, String> said = new LinkedHashMap<>();
        said.put(
                words.text("indicators.numerator." + one.kind()),
                one.numerator().in(language()));
        if (one.denominator() != null)
            said.put(
                    words.text("indicators.denominator"),
                    Objects.requireNonNull(one.denominator()).in(language()));
        said.put(words.text("indicators.source"), one.source().in(language()));
        said.put(words.text("indicators.caveats"), one.limits().in(language()));
        if (!one.policies().isEmpty())
            said.put(
                    words.text("indicators.limits"),
                    one.policies().stream()
                            .map(policies::get)
                            .map(limit -> words.text("indicators.limit", limit.label(language()), inUnit(limit)))
                            .collect(Collectors.joining(" · ")));
        return said;
    }

    private String inUnit(Policy limit) {
        return words.text("reference.unit." + limit.unit(), limit.shown());
    }

    private static List<IndicatorLine.Month> months(IndicatorReport.Item item) {
        if (item.indicator().kind() != Indicator.Kind.SHARE) return List.of();
        List<IndicatorLine.Month> months = new ArrayList<>();
        int x = 0;
        for (IndicatorReport.Past past : item.past()) {
            BigDecimal percent = past.figure().percent();
            if (percent != null) {
                BigDecimal height = percent.multiply(BigDecimal.valueOf(HEIGHT))
                        .divide(BigDecimal.valueOf(100), 1, RoundingMode.HALF_UP)
                        .max(BigDecimal.ONE);
                months.add(new IndicatorLine.Month(
                        x, BigDecimal.valueOf(HEIGHT).subtract(height).toString(), height.toString()));
            }
            x += STEP;
        }
        return months;
    }

    private String trend(IndicatorReport.Item item) {
        return item.past().stream()
                .filter(past -> past.figure().percent() != null)
                .map(past -> words.text(
                        "indicators.month",
                        words.month(YearMonth.from(past.day())),
                        words.percent(past.figure().percent())))
                .collect(Collectors.joining(", "));
    }

    private static Locale language() {
        return LocaleContextHolder.getLocale();
    }
}
