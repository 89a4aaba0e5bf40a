package org.akoma.ground.pages;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Lying bars, drawn by the server and said in a table as well. The parts of a bar are told apart by lightness and stripes, never by hue alone.
 *
 * @param sentence what the drawing shows, for who does not see it
 * @param first what the bars are, such as the month: the head of the table's first column
 * @param legend the label of each part, in the order of {@link Bar#counts}
 * @param kinds how each part is filled, in the same order
 * @param whole whether each bar is as long as the others, so that shares compare; else its length is its total
 */
public record Chart(
        String sentence, String first, List<String> legend, List<Fill> kinds, List<Bar> bars, boolean whole) {

    /** How a part is filled; its name is the class in the stylesheet. */
    public enum Fill {
        GOOD,
        MID,
        BAD,
        INFO,
        QUIET;

        public String style() {
            return "f-" + name().toLowerCase(Locale.ROOT);
        }
    }

    public Chart {
        legend = List.copyOf(legend);
        kinds = List.copyOf(kinds);
        bars = List.copyOf(bars);
    }

    /**
     * @param label already in words
     * @param value what stands at the end of the bar, already in words
     * @param href the list of exactly what the bar counts, where the reader may open one; null = none
     * @param parts in the order of the counts the list of each, empty where there is none; no entries = there are none
     */
    public record Bar(
            String label,
            List<Long> counts,
            String value,
            @Nullable String href,
            List<String> parts) {

        public Bar {
            counts = List.copyOf(counts);
            parts = List.copyOf(parts);
        }

        public Bar(String label, List<Long> counts, String value) {
            this(label, counts, value, null, List.of());
        }

        /** Where the list of this part is; null = nowhere, or the part is empty. */
        public @Nullable String part(int n) {
            return n >= parts.size() || parts.get(n).isEmpty() || counts.get(n) == 0 ? null : parts.get(n);
        }

        public long total() {
            return counts.stream().mapToLong(Long::longValue).sum();
        }
    }

    /** How many structures are drawn, those with most to mend first. */
    public static final int STRUCTURES = 10;

    /** How many months the drawings of who steers look back, the present one included. */
    public static final int MONTHS = 6;

    /** The first day of the first of these months. */
    public static LocalDate since(LocalDate today) {
        return today.withDayOfMonth(1).minusMonths(MONTHS - 1L);
    }

    /** Whether a bar leads to its list: then the drawing is no mere picture. */
    public boolean isLinked() {
        return bars.stream().anyMatch(bar -> bar.href() != null);
    }

    /** All bars as one, where a drawing has room for no more. */
    public Bar sum() {
        List<Long> counts = new ArrayList<>();
        for (int n = 0; n < kinds.size(); n++) {
            int part = n;
            counts.add(bars.stream().mapToLong(bar -> bar.counts().get(part)).sum());
        }
        return new Bar(first, counts, "");
    }

    /** @param x and width in hundredths of the drawing's width, written for SVG */
    public record Part(String style, String x, String width) {}

    /** The parts of a bar that are not empty, left to right. */
    public List<Part> parts(Bar bar) {
        return parts(
                bar,
                whole ? bar.total() : bars.stream().mapToLong(Bar::total).max().orElse(1));
    }

    /** The parts of the one bar of {@link #sum}. */
    public List<Part> partsOfAll() {
        Bar sum = sum();
        return parts(sum, sum.total());
    }

    private List<Part> parts(Bar bar, long length) {
        long all = Math.max(1, length);
        long before = 0;
        List<Part> parts = new ArrayList<>();
        for (int n = 0; n < kinds.size(); n++) {
            long count = bar.counts().get(n);
            if (count > 0) parts.add(new Part(kinds.get(n).style(), share(before, all), share(count, all)));
            before += count;
        }
        return parts;
    }

    private static String share(long count, long all) {
        return String.format(Locale.ROOT, "%.2f%%", 100.0 * count / all);
    }
}
