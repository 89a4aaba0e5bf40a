package org.akoma.programme.indicators;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files behind a figure, of those that the reader works on or supervises.
 *
 * @param asOf null = today
 */
record AskBehind(String indicator, Side side, @Nullable LocalDate asOf) {

    /** On which side of it a file stands. */
    enum Side {
        /** In the numerator, wholly or in part. */
        COUNTED,
        /** In the denominator, and not or not wholly in the numerator; what is not due yet is not missing. */
        MISSING,
        /** In the denominator, and its limit has not passed. */
        NOT_DUE,
        /** Of which it is not known. */
        UNKNOWN
    }

    sealed interface Result {
        /** @param day the day that is shown */
        record Read(Indicator indicator, LocalDate day, List<File> files) implements Result {
            public Read {
                files = List.copyOf(files);
            }
        }

        record NotFound() implements Result {}

        record Forbidden() implements Result {}
    }

    /** @param den how many of it the file has, such as visits planned */
    record File(String code, long num, long den) {}
}
