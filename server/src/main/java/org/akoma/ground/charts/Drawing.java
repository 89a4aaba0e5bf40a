package org.akoma.ground.charts;

import java.util.ArrayList;
import java.util.List;

/**
 * What a chart shows, before it is written as SVG or painted as PNG.
 *
 * @param fluid whether it takes the width that it is given: then x and width are written as shares and words keep their size, on a telephone too
 */
record Drawing(int width, int height, boolean fluid, List<Mark> marks) {

    static final String INK = "#231d16";
    static final String MUTED = "#5c5145";
    static final int LINE = 20;

    Drawing {
        marks = List.copyOf(marks);
    }

    /** The same below its title and above a line that says of when it is: for a file that stands alone. */
    Drawing framed(String title, String foot) {
        int head = 2 * LINE;
        List<Mark> all = new ArrayList<>();
        all.add(new Mark.Words(0, LINE, 0, title, Mark.Side.START, true, INK));
        for (Mark mark : marks) all.add(lower(mark, head));
        all.add(new Mark.Words(0, height + head + LINE, 0, foot, Mark.Side.START, false, MUTED));
        return new Drawing(width, height + head + 2 * LINE, false, all);
    }

    private static Mark lower(Mark mark, double by) {
        return switch (mark) {
            case Mark.Box(var x, var y, var w, var h, var ink) -> new Mark.Box(x, y + by, w, h, ink);
            case Mark.Words(var x, var y, var shift, var text, var side, var bold, var color) ->
                new Mark.Words(x, y + by, shift, text, side, bold, color);
            case Mark.Stroke(var x1, var y1, var x2, var y2, var color) ->
                new Mark.Stroke(x1, y1 + by, x2, y2 + by, color);
        };
    }
}
