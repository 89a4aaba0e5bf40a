package org.akoma.ground.charts;

import java.util.ArrayList;
import java.util.List;

/** Lying bars that begin at zero, each below its label and followed by its value. A funnel is such bars in the order of the steps. */
public final class Bars {

    private static final int WIDTH = 640;
    private static final int ROW = 46;
    private static final int THICK = 16;

    /** So much of the width is the longest bar: the rest is for its value. */
    private static final double LONGEST = 0.62;

    private Bars() {}

    /**
     * @param share of the longest bar, from 0 to 1; of what is hidden or not recorded with {@link Ink#NONE} as long as it should be
     * @param value already in words
     */
    public record Bar(String label, double share, String value, Ink ink) {}

    public static Chart chart(Chart.Said said, List<Bar> bars) {
        List<Mark> marks = new ArrayList<>();
        double y = 0;
        for (Bar bar : bars) {
            double wide = WIDTH * LONGEST * Math.clamp(bar.share(), 0, 1);
            marks.add(new Mark.Words(0, y + 14, 0, bar.label(), Mark.Side.START, false, Drawing.INK));
            if (wide > 0) marks.add(new Mark.Box(0, y + Drawing.LINE, wide, THICK, bar.ink()));
            marks.add(new Mark.Words(
                    wide, y + Drawing.LINE + 13, wide > 0 ? 6 : 4, bar.value(), Mark.Side.START, true, Drawing.INK));
            marks.add(new Mark.Stroke(0, y + Drawing.LINE - 2, 0, y + Drawing.LINE + THICK + 2, Drawing.MUTED));
            y += ROW;
        }
        return Chart.of(said, new Drawing(WIDTH, (int) y, true, marks));
    }
}
