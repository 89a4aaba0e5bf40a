package org.akoma.programme.publication;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.akoma.ground.pages.TableFile;
import org.akoma.ground.pages.TableFormat;
import org.jspecify.annotations.Nullable;

/** The tables of a release as one CSV, a count a line, with a line of HXL tags below the headings (hxlstandard.org). A hidden count is empty. */
record SheetFile(TableWords words) {

    private static final List<String> TAGS = List.of(
            "#meta+id",
            "#date+reported",
            "#indicator+code",
            "#indicator+name",
            "#group+sex",
            "#group+name",
            "#affected+num",
            "#status+shown");

    private static final List<String> HEADINGS =
            List.of("release", "as_of", "table", "title", "sex", "group", "count", "shown");

    void write(Release.Sheet sheet, OutputStream out) throws IOException {
        List<List<? extends @Nullable Object>> lines = new ArrayList<>();
        lines.add(TAGS);
        for (ShownTable table : sheet.tables())
            for (int row = 0; row <= table.rows().size(); row++)
                if (table.isCrossed() || row == table.rows().size())
                    for (int column = 0; column <= table.columns().size(); column++)
                        lines.add(line(sheet, table, row, column));
        new TableFile("tables", HEADINGS).write(TableFormat.CSV, lines.iterator(), out);
    }

    private List<@Nullable Object> line(Release.Sheet sheet, ShownTable table, int row, int column) {
        Integer count = table.counts().get(row).get(column);
        List<@Nullable Object> line = new ArrayList<>();
        line.add(sheet.code());
        line.add(sheet.asOf());
        line.add(table.id());
        line.add(words.title(table));
        line.add(
                row == table.rows().size()
                        ? words.total()
                        : words.row(table.rows().get(row)));
        line.add(
                column == table.columns().size()
                        ? words.total()
                        : words.column(table, table.columns().get(column)));
        line.add(count);
        line.add(count == null ? "no" : "yes");
        return line;
    }
}
