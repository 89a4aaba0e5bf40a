package org.akoma.ground.pages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of the home page, of what one room keeps for this person: counts, a few lines known by a code alone, or a drawing.
 *
 * @param key its title is the text {@code card.<key>}; where it has no lines, {@code card.<key>.none} says so
 * @param lines the few that want to be seen first
 * @param chart what is drawn; null = nothing
 * @param href where all of it is; null = nowhere
 * @param waits whether its counts are of what somebody has to see to
 */
public record HomeCard(
        String key,
        Place place,
        List<Figure> figures,
        List<Line> lines,
        @Nullable Chart chart,
        @Nullable String href,
        boolean waits) {

    HomeCard(
            String key,
            Place place,
            List<Figure> figures,
            List<Line> lines,
            @Nullable Chart chart,
            @Nullable String href) {
        this(key, place, figures, lines, chart, href, false);
    }

    /** Where it stands: on a wide screen, work is in the wide column, the rest beside it. */
    public enum Place {
        /** Lines to look at one by one, or a drawing. */
        WORK,
        /** A panel of counts. */
        SUMMARY,
        /** One or two counts, in one panel with those of other rooms. */
        BRIEF
    }

    public HomeCard {
        figures = List.copyOf(figures);
        lines = List.copyOf(lines);
    }

    public static HomeCard summary(String key, List<Figure> figures, @Nullable String href) {
        return new HomeCard(key, Place.SUMMARY, figures, List.of(), null, href);
    }

    public static HomeCard brief(String key, List<Figure> figures, @Nullable String href) {
        return new HomeCard(key, Place.BRIEF, figures, List.of(), null, href);
    }

    public static HomeCard work(String key, List<Figure> figures, List<Line> lines, @Nullable String href) {
        return new HomeCard(key, Place.WORK, figures, lines, null, href);
    }

    public static HomeCard drawn(String key, Chart chart, @Nullable String href) {
        return new HomeCard(key, Place.WORK, List.of(), List.of(), chart, href);
    }

    /** The same of what somebody has to see to, so that the page does not say that nothing waits. */
    public HomeCard toSeeTo() {
        return new HomeCard(key, place, figures, lines, chart, href, true);
    }

    /** Whether each of its counts is none. */
    public boolean isAllZero() {
        return figures.stream().allMatch(figure -> figure.value().equals("0"));
    }

    boolean isCalm() {
        return lines.isEmpty() && !waits;
    }

    /** Cards of one key, which several rooms fill, become one: what the first says comes first. */
    static List<HomeCard> joined(List<HomeCard> cards) {
        Map<String, HomeCard> byKey = new LinkedHashMap<>();
        for (HomeCard card : cards) byKey.merge(card.key, card, HomeCard::with);
        return List.copyOf(byKey.values());
    }

    private HomeCard with(HomeCard more) {
        List<Figure> all = new ArrayList<>(figures);
        all.addAll(more.figures);
        List<Line> both = new ArrayList<>(lines);
        both.addAll(more.lines);
        return new HomeCard(
                key,
                place,
                all,
                both,
                chart == null ? more.chart : chart,
                href == null ? more.href : href,
                waits || more.waits);
    }

    /**
     * @param label already in words
     * @param quiet small text behind the value; null = none
     * @param risk the level of risk that is counted, shown as its sign in place of the label; null = none
     */
    public record Figure(
            String label,
            String value,
            @Nullable String quiet,
            @Nullable String href,
            @Nullable String risk) {

        public Figure(String label, String value, @Nullable String quiet, @Nullable String href) {
            this(label, value, quiet, href, null);
        }
    }

    /**
     * @param code of a file, a payment or an account
     * @param why already in words, the weightiest first
     * @param badge of {@code parts.badge}: late, today, alert, info or plain; null = none
     */
    public record Line(
            String code,
            @Nullable String risk,
            List<String> why,
            String href,
            @Nullable String badge,
            @Nullable String badgeText) {

        public Line {
            why = List.copyOf(why);
        }

        public Line(String code, @Nullable String risk, List<String> why, String href) {
            this(code, risk, why, href, null, null);
        }
    }
}
