package org.akoma.ground.charts;

import java.util.List;
import java.util.Locale;
import org.springframework.web.util.HtmlUtils;

/** Writes a drawing as SVG with presentation attributes alone: the pages allow no style of their own. */
final class SvgWriter {

    private final Drawing drawing;
    private final String id;
    private final StringBuilder out = new StringBuilder();

    SvgWriter(Drawing drawing, String id) {
        this.drawing = drawing;
        this.id = id;
    }

    String write(String sentence) {
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"")
                .append(id)
                .append("\" role=\"img\" aria-label=\"")
                .append(HtmlUtils.htmlEscape(sentence, "UTF-8"))
                .append(
                        "\" class=\"drawn-chart\" font-family=\"'Atkinson Next', 'Atkinson Hyperlegible Next', Arial, sans-serif\" font-size=\"13\" ");
        if (drawing.fluid())
            out.append("width=\"100%\" height=\"").append(drawing.height()).append("\">");
        else
            out.append("viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">"
                    .formatted(drawing.width(), drawing.height(), drawing.width(), drawing.height()));
        stripes();
        drawing.marks().forEach(this::mark);
        return out.append("</svg>").toString();
    }

    private void stripes() {
        List<Ink> used = drawing.marks().stream()
                .map(mark -> switch (mark) {
                    case Mark.Box box -> box.ink();
                    case Mark.Words words -> Ink.QUIET;
                    case Mark.Stroke stroke -> Ink.QUIET;
                })
                .filter(SvgWriter::isStriped)
                .distinct()
                .toList();
        if (used.isEmpty()) return;
        out.append("<defs>");
        for (Ink ink : used)
            out.append(
                    "<pattern id=\"%s-%s\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><rect width=\"8\" height=\"8\" fill=\"#fff\"/><path d=\"%s\" stroke=\"%s\" stroke-width=\"%s\"/></pattern>"
                            .formatted(
                                    id,
                                    ink,
                                    ink.stripes() == Ink.Stripes.UP
                                            ? "M-2 2 2-2M-2 10 10-2M6 10 10 6"
                                            : "M-2 6 2 10M-2-2 10 10M6-2 10 2",
                                    ink.color(),
                                    ink.stripes() == Ink.Stripes.UP ? "1.6" : "3"));
        out.append("</defs>");
    }

    private static boolean isStriped(Ink ink) {
        return ink.stripes() == Ink.Stripes.UP || ink.stripes() == Ink.Stripes.DOWN;
    }

    private void mark(Mark mark) {
        switch (mark) {
            case Mark.Box(var x, var y, var w, var h, var ink) ->
                out.append("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"%s/>"
                        .formatted(across(x), px(y), across(w), px(h), fill(ink)));
            case Mark.Words words -> words(words);
            case Mark.Stroke(var x1, var y1, var x2, var y2, var color) ->
                out.append("<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\"/>"
                        .formatted(across(x1), px(y1), across(x2), px(y2), color));
        }
    }

    private void words(Mark.Words words) {
        out.append("<text x=\"%s\" y=\"%s\"".formatted(across(words.x()), px(words.y())));
        if (words.shift() != 0) out.append(" dx=\"").append(px(words.shift())).append('"');
        if (words.side() != Mark.Side.START)
            out.append(" text-anchor=\"")
                    .append(words.side().name().toLowerCase(Locale.ROOT))
                    .append('"');
        if (words.bold()) out.append(" font-weight=\"700\"");
        out.append(" fill=\"%s\">%s</text>".formatted(words.color(), HtmlUtils.htmlEscape(words.text(), "UTF-8")));
    }

    private String fill(Ink ink) {
        return switch (ink.stripes()) {
            case NONE -> " fill=\"%s\" stroke=\"#fff\"".formatted(ink.color());
            case EMPTY -> " fill=\"#fff\" stroke=\"%s\" stroke-dasharray=\"4 3\"".formatted(ink.color());
            case UP, DOWN -> " fill=\"url(#%s-%s)\" stroke=\"%s\"".formatted(id, ink, ink.color());
        };
    }

    private String across(double x) {
        return drawing.fluid() ? px(100 * x / drawing.width()) + "%" : px(x);
    }

    private static String px(double value) {
        String written = String.format(Locale.ROOT, "%.1f", value);
        return written.endsWith(".0") ? written.substring(0, written.length() - 2) : written;
    }
}
