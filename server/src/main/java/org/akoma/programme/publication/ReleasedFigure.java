package org.akoma.programme.publication;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A number of a release that two people agreed to, with its day.
 *
 * @param release its code
 * @param help whether it says how many children were helped so
 * @param code of an indicator, or of the list {@code assistance}
 * @param by what divides it: SEX, AGE, NATIONALITY, SECTOR or PATHWAY; null = the whole
 * @param part of what divides it; null = the whole
 * @param count null = hidden
 * @param of of how many; null of a plain count, or where it is hidden
 */
public record ReleasedFigure(
        String release,
        LocalDate asOf,
        boolean help,
        String code,
        @Nullable String by,
        @Nullable String part,
        @Nullable Integer count,
        @Nullable Integer of) {

    /** The tables of children divide this indicator. */
    private static final String CHILDREN = "I01";

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Every sum that the tables of a release show. */
    static List<ReleasedFigure> of(Release.Sheet sheet) {
        List<ReleasedFigure> all = new ArrayList<>();
        for (ShownTable table : sheet.tables()) {
            String about = ShownTable.about(table.id());
            if (table.kind().hasManyTables())
                all.add(new ReleasedFigure(
                        sheet.code(),
                        sheet.asOf(),
                        table.kind() == Kind.ASSISTANCE,
                        about,
                        null,
                        null,
                        table.yes(),
                        table.whole()));
            else all.addAll(divided(sheet, table));
        }
        return all;
    }

    private static List<ReleasedFigure> divided(Release.Sheet sheet, ShownTable table) {
        List<ReleasedFigure> all = new ArrayList<>();
        if (table.kind() == Kind.SEX) all.add(children(sheet, null, null, table.whole()));
        for (int column = 0; column < table.columns().size(); column++) {
            String part = table.columns().get(column);
            all.add(children(sheet, table.id(), part, table.sums().get(column)));
        }
        return all;
    }

    private static ReleasedFigure children(
            Release.Sheet sheet, @Nullable String by, @Nullable String part, @Nullable Integer count) {
        return new ReleasedFigure(sheet.code(), sheet.asOf(), false, CHILDREN, by, part, count, null);
    }

    /** What it is about, whatever the release. */
    record Key(
            boolean help,
            String code,
            @Nullable String by,
            @Nullable String part) {}

    Key key() {
        return new Key(help, code, by, part);
    }

    public boolean isWhole() {
        return by == null;
    }

    /** Whether the other one says the same of another day. */
    public boolean isAbout(ReleasedFigure other) {
        return key().equals(other.key());
    }

    /** Of an indicator with a denominator, to one decimal; null = there is none. */
    public @Nullable BigDecimal percent() {
        return help || count == null || of == null || of == 0
                ? null
                : BigDecimal.valueOf(count).multiply(HUNDRED).divide(BigDecimal.valueOf(of), 1, RoundingMode.HALF_UP);
    }

    /** Each as it was released last. */
    public static List<ReleasedFigure> newest(List<ReleasedFigure> newestFirst) {
        Map<Key, ReleasedFigure> found = new LinkedHashMap<>();
        newestFirst.forEach(one -> found.putIfAbsent(one.key(), one));
        return List.copyOf(found.values());
    }
}
