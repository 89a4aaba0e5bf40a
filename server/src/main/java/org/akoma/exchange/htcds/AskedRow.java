package org.akoma.exchange.htcds;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row whose child may have a file already, or be the child of a row before it.
 *
 * @param key by which it is answered: the same each time the file is read, and tells nothing of the child
 * @param child as the row says
 * @param codes of files that the importer sees and whose names sound alike, first the one whose code the row bears; others are put to their supervisors
 *     and are not named
 * @param before numbers of rows above it that are alike
 * @param answer {@code same}, {@code other}, or null while nobody gave a whole answer
 * @param whom of {@code same}: code of the file, or number of the row above; null where none can be named
 * @param reason of {@code other}: why, by the code list {@code other-child}
 * @param lacks what a given answer lacks: the code of an error; null = nothing, or nothing was said
 */
record AskedRow(
        String key,
        @JsonIgnore ChildRow child,
        String sheet,
        int row,
        List<String> codes,
        List<Integer> before,
        @Nullable String answer,
        @Nullable String whom,
        @Nullable OtherChild reason,
        @Nullable String lacks) {

    private static final int KEY = 24;

    AskedRow {
        codes = List.copyOf(codes);
        before = List.copyOf(before);
    }

    /** Beside the given answer, as far as it is whole. */
    static AskedRow of(
            String key, ChildRow child, List<String> codes, List<Integer> before, RowAnswers.@Nullable Given given) {
        String sheet = child.row().sheet();
        int row = child.row().number();
        if (given == null) return new AskedRow(key, child, sheet, row, codes, before, null, null, null, null);
        if (!given.same()) {
            boolean whole = given.reason() != null;
            return new AskedRow(
                    key,
                    child,
                    sheet,
                    row,
                    codes,
                    before,
                    whole ? "other" : null,
                    null,
                    given.reason(),
                    whole ? null : "exchange.say-why-other");
        }
        String whom = whom(given.whom(), codes, before);
        boolean several = codes.size() + before.size() > 1;
        boolean open = whom == null && (several || given.whom() != null);
        return new AskedRow(
                key,
                child,
                sheet,
                row,
                codes,
                before,
                open ? null : "same",
                whom,
                null,
                open ? "exchange.say-whom" : null);
    }

    private static @Nullable String whom(@Nullable String said, List<String> codes, List<Integer> before) {
        List<String> all = java.util.stream.Stream.concat(
                        codes.stream(), before.stream().map(String::valueOf))
                .toList();
        if (said != null) return all.contains(said) ? said : null;
        return all.size() == 1 ? all.getFirst() : null;
    }

    static String key(String digest) {
        return digest.substring(0, KEY);
    }

    /** The name of its field on the page. */
    public String field() {
        return RowAnswers.FIELD + key;
    }

    boolean isSame() {
        return "same".equals(answer);
    }

    /** The row above that has the same child, by its number; null where the child has a file, or nobody said whom. */
    @Nullable
    Integer sameAsRow() {
        return whom != null && before.stream().anyMatch(number -> whom.equals(String.valueOf(number)))
                ? Integer.valueOf(whom)
                : null;
    }
}
