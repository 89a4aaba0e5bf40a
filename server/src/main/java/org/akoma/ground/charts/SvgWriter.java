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
            case Mark.Box(var x, var y, var w, var h, var ink) -> {
                at("<rect x=\"", across(x))
                        .at("\" y=\"", px(y))
                        .at("\" width=\"", across(w))
                        .at("\" height=\"", px(h));
                out.append('"');
                fill(ink);
                out.append("/>");
            }
            case Mark.Words words -> words(words);
            case Mark.Stroke(var x1, var y1, var x2, var y2, var color) -> {
                at("<line x1=\"", across(x1))
                        .at("\" y1=\"", px(y1))
                        .at("\" x2=\"", across(x2))
                        .at("\" y2=\"", px(y2));
                at("\" stroke=\"", color);
                out.append("\"/>");
            }
        }
    }

    private SvgWriter at(String name, String value) {
        out.append(name).append(value);
        return this;
    }

    private void words(Mark.Words words) {
        at("<text x=\"", across(words.x())).at("\" y=\"", px(words.y())).out.append('"');
        if (words.shift() != 0) out.append(" dx=\"").append(px(words.shift())).append('"');
        if (words.side() != Mark.Side.START)
            out.append(" text-anchor=\"")
                    .append(words.side().name().toLowerCase(Locale.ROOT))
                    .append('"');
        if (words.bold()) out.append(" font-weight=\"700\"");
        at(" fill=\"", words.color()).at("\">", HtmlUtils.htmlEscape(words.text(), "UTF-8"));
        out.append("</text>");
    }

    private void fill(Ink ink) {
        switch (ink.stripes()) {
            case NONE -> at(" fill=\"", ink.color()).out.append("\" stroke=\"#fff\"");
            case EMPTY -> at(" fill=\"#fff\" stroke=\"", ink.color()).out.append("\" stroke-dasharray=\"4 3\"");
            case UP, DOWN ->
                at(" fill=\"url(#", id)
                        .at("-", ink.name())
                        .at(")\" stroke=\"", ink.color())
                        .out
                        .append('"');
        }
    }

    private String across(double x) {
        return drawing.fluid() ? px(100 * x / drawing.width()) + "%" : px(x);
    }

    /** One decimal, none where it is nought. */
    private static String px(double value) {
        long tenths = Math.round(Math.abs(value) * 10);
        String written = (value < 0 && tenths > 0 ? "-" : "") + tenths / 10;
        return tenths % 10 == 0 ? written : written + "." + tenths % 10;
    }
}
