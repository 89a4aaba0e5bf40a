package org.akoma.exchange.htcds;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Some of the rows that are asked about: a file may have thousands, and a form is read and sent as a whole.
 *
 * @param number from 1
 * @param pages how many there are
 * @param elsewhere rows of the other pages that wait for an answer
 */
record AskedPage(List<AskedRow> rows, int number, int pages, long elsewhere) {

    static final int ROWS = 20;

    AskedPage {
        rows = List.copyOf(rows);
    }

    /** The page of this number, or the one next to it that there is. */
    static AskedPage of(List<AskedRow> asked, int wanted) {
        int pages = Math.max(1, (asked.size() + ROWS - 1) / ROWS);
        int number = Math.clamp(wanted, 1, pages);
        List<AskedRow> rows = asked.subList((number - 1) * ROWS, Math.min(asked.size(), number * ROWS));
        return new AskedPage(rows, number, pages, waiting(asked) - waiting(rows));
    }

    /** Where the next row waits: behind this page, else before it; null where none does. */
    @Nullable
    Integer nextThatWaits(List<AskedRow> asked) {
        return IntStream.range(0, pages)
                .map(step -> (number - 1 + step) % pages + 1)
                .filter(page -> waiting(of(asked, page).rows()) > 0)
                .boxed()
                .findFirst()
                .orElse(null);
    }

    boolean waits() {
        return waiting(rows) > 0;
    }

    public @Nullable Integer getPrevious() {
        return number > 1 ? number - 1 : null;
    }

    public @Nullable Integer getNext() {
        return number < pages ? number + 1 : null;
    }

    private static long waiting(List<AskedRow> rows) {
        return rows.stream().filter(row -> row.answer() == null).count();
    }
}
