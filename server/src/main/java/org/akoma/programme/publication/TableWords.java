package org.akoma.programme.publication;

import org.akoma.ground.pages.Formats;
import org.jspecify.annotations.Nullable;

/** Words of tables, in the reader's language. */
record TableWords(Formats words) {

    public String title(ShownTable table) {
        return title(table.id());
    }

    String title(String id) {
        Kind kind = Kind.of(id);
        String about = ShownTable.about(id);
        if (kind == Kind.ASSISTANCE) return words.code("assistance", about);
        if (kind == Kind.INDICATOR) return words.text("publication.indicator." + about);
        return words.text("publication.by." + kind);
    }

    public String column(ShownTable table, String column) {
        return column(table.kind(), column);
    }

    String column(Kind kind, String column) {
        if (column.equals(Layout.OTHER)) return words.text("publication.other." + kind);
        return switch (kind) {
            case AGE -> words.text("publication.ages", (Object[]) column.split("-"));
            case SEX -> words.text("publication.sex." + column);
            case NATIONALITY -> words.code("country", column);
            case SECTOR -> words.code("sector", column);
            case PATHWAY ->
                column.equals("NONE") ? words.text("publication.no-pathway") : words.code("pathway", column);
            case ASSISTANCE, INDICATOR -> words.text("publication." + column);
        };
    }

    public String row(String row) {
        return words.text("publication.sex." + row);
    }

    public String count(@Nullable Integer count) {
        return count == null ? words.text("publication.hidden") : words.number(count);
    }

    public String measure(Release.Quoted figure) {
        return words.text("indicators.measure." + figure.measure());
    }

    /** What the one who published it says to have counted. */
    public String meaning(Release.Quoted figure) {
        return words.text("indicators.measure.means." + figure.measure());
    }

    /** Who published a figure, and when, or that no day of it is recorded. */
    public String source(Release.Quoted figure) {
        String name = figure.source() == null ? words.text("publication.source.other") : figure.source();
        String day = figure.publishedOn() == null
                ? words.text("indicators.published.no-day")
                : words.date(figure.publishedOn());
        return name + ", " + day;
    }

    public String total() {
        return words.text("publication.total");
    }
}
