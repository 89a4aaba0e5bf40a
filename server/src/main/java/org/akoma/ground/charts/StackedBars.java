package org.akoma.ground.charts;

import java.util.ArrayList;
import java.util.List;

/** Lying bars of parts, each part with its count in it where there is room. */
public final class StackedBars {

    private static final int WIDTH = 640;
    private static final int ROW = 46;
    private static final int THICK = 20;
    private static final double LONGEST = 0.6;

    /** A part that is narrower has no room for a count: the table says it. */
    private static final double ROOM = 0.09;

    private StackedBars() {}

    /** A kind of part, in the legend. */
    public record Kind(String label, Ink ink) {}

    /**
     * @param counts one for each kind
     * @param value what stands behind the bar, already in words
     */
    public record Bar(String label, List<Long> counts, String value) {
        public Bar {
            counts = List.copyOf(counts);
        }

        long total() {
            return counts.stream().mapToLong(Long::longValue).sum();
        }
    }

    /** @param whole whether all bars are as long, so that shares compare; else a bar is as long as its sum */
    public static Chart chart(Chart.Said said, List<Kind> kinds, List<Bar> bars, boolean whole) {
        List<Mark> marks = new ArrayList<>();
        double y = legend(kinds, marks);
        long most = bars.stream().mapToLong(Bar::total).max().orElse(1);
        for (Bar bar : bars) {
            marks.add(new Mark.Words(0, y + 14, 0, bar.label(), Mark.Side.START, false, Drawing.INK));
            double end = parts(bar, kinds, Math.max(1, whole ? bar.total() : most), y + Drawing.LINE, marks);
            marks.add(new Mark.Words(
                    end, y + Drawing.LINE + 15, end > 0 ? 6 : 4, bar.value(), Mark.Side.START, true, Drawing.INK));
            marks.add(new Mark.Stroke(0, y + Drawing.LINE - 2, 0, y + Drawing.LINE + THICK + 2, Drawing.MUTED));
            y += ROW;
        }
        return Chart.of(said, new Drawing(WIDTH, (int) y, true, marks));
    }

    /** Two to a line, so that they have room on a telephone. */
    private static double legend(List<Kind> kinds, List<Mark> marks) {
        for (int n = 0; n < kinds.size(); n++) {
            double x = n % 2 == 0 ? 0 : WIDTH / 2.0;
            int line = n / 2;
            double y = line * (double) Drawing.LINE;
            marks.add(new Mark.Box(x, y + 2, WIDTH / 32.0, 12, kinds.get(n).ink()));
            marks.add(new Mark.Words(
                    x + WIDTH / 32.0, y + 13, 6, kinds.get(n).label(), Mark.Side.START, false, Drawing.INK));
        }
        int lines = (kinds.size() + 1) / 2;
        return lines * (double) Drawing.LINE + 6;
    }

    private static double parts(Bar bar, List<Kind> kinds, long all, double y, List<Mark> marks) {
        double x = 0;
        for (int n = 0; n < kinds.size(); n++) {
            long count = bar.counts().get(n);
            if (count == 0) continue;
            Ink ink = kinds.get(n).ink();
            double wide = WIDTH * LONGEST * count / all;
            marks.add(new Mark.Box(x, y, wide, THICK, ink));
            if (wide >= WIDTH * ROOM) number(x + wide / 2, y, count, ink, marks);
            x += wide;
        }
        return x;
    }

    /** On stripes a number needs a quiet ground. */
    private static void number(double middle, double y, long count, Ink ink, List<Mark> marks) {
        String text = Long.toString(count);
        if (ink.stripes() != Ink.Stripes.NONE) {
            double wide = WIDTH * 0.014 * (text.length() + 1.5);
            marks.add(new Mark.Box(middle - wide / 2, y + 3, wide, THICK - 6.0, Ink.HEAT_0));
        }
        marks.add(new Mark.Words(middle, y + 15, 0, text, Mark.Side.MIDDLE, true, ink.words()));
    }
}
