package org.akoma.ground.charts;

import java.util.List;
import java.util.Map;
import org.springframework.web.util.HtmlUtils;

/**
 * A chart with all that says it: a title, one sentence, a table.
 *
 * @param sentence what the drawing shows, for who does not see it
 * @param heads of the columns of the table
 * @param rows as many cells as there are heads; a number that is hidden or missing says so in words
 */
public record Chart(String title, String sentence, List<String> heads, List<List<String>> rows, Drawing drawing) {

    public Chart {
        heads = List.copyOf(heads);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** Other rooms make charts by {@link Bars}, {@link StackedBars} and {@link HeatMap}. */
    static Chart of(Said said, Drawing drawing) {
        return new Chart(said.title(), said.sentence(), said.heads(), said.rows(), drawing);
    }

    /** What is said of a chart in words. */
    public record Said(String title, String sentence, List<String> heads, List<List<String>> rows) {
        public Said {
            heads = List.copyOf(heads);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /**
     * For a page.
     *
     * @param id of the element, unlike any other on the page
     */
    public String svg(String id) {
        return new SvgWriter(drawing, id).write(sentence);
    }

    /**
     * The rows of its table, written at once: a template takes many times as long for some hundred cells.
     *
     * @param names what a cell that is a code is called
     */
    public String tableRows(Map<String, String> names) {
        StringBuilder out = new StringBuilder();
        for (List<String> row : rows) {
            out.append("<tr>");
            for (int n = 0; n < row.size(); n++) {
                String cell = row.get(n);
                String name = names.get(cell);
                out.append(n == 0 ? "<th scope=\"row\">" : "<td>")
                        .append(HtmlUtils.htmlEscape(name == null ? cell : name + " (" + cell + ")", "UTF-8"))
                        .append(n == 0 ? "</th>" : "</td>");
            }
            out.append("</tr>");
        }
        return out.toString();
    }

    /** Whether it takes any width; else it is as wide as it is and a page lets it be scrolled. */
    public boolean isFluid() {
        return drawing.fluid();
    }

    /** As a file that stands alone. */
    public String svgFile(String foot) {
        return new SvgWriter(drawing.framed(title, foot), "chart").write(sentence);
    }

    /** As a picture, 2 pixels for each of the drawing: for a document that says the title itself. */
    public byte[] png() {
        return PngPainter.paint(drawing);
    }

    /** As a picture that stands alone. */
    public byte[] pngFile(String foot) {
        return PngPainter.paint(drawing.framed(title, foot));
    }
}
