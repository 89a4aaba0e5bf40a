package org.akoma.exchange.htcds;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row whose child may have a file already, or be the child of a row before it.
 *
 * @param key by which it is answered: the same each time the file is read, and tells nothing of the child
 * @param codes of files that the importer sees and whose names sound alike; others are put to their supervisors and are not named
 * @param before numbers of rows above it that are alike
 * @param answer {@code same}, {@code other}, or null while nobody answered
 */
record AskedRow(
        String key,
        String sheet,
        int row,
        List<String> codes,
        List<Integer> before,
        @Nullable String answer) {

    private static final int KEY = 24;

    AskedRow {
        codes = List.copyOf(codes);
        before = List.copyOf(before);
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
}
