package org.akoma.exchange.htcds;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A checked file and what is to be done with each of its rows, in the order of the file: kept sealed until the last row is done.
 *
 * @param structure whose file it is: part of the key of each row
 */
record ImportOrder(Upload upload, String structure, List<Step> steps) {

    ImportOrder {
        steps = List.copyOf(steps);
    }

    /**
     * One row.
     *
     * @param digest of the row, in hexadecimal
     * @param file the id that its file will have
     * @param same the child has a file: no other is opened
     * @param code of that file; null where it is the row above
     * @param above digest of the row above that has the same child; null where the child has a file
     * @param alike codes of files that another child's row is like
     * @param reason why it is another child; null where nobody was asked
     */
    record Step(
            String digest,
            UUID file,
            boolean same,
            @Nullable String code,
            @Nullable String above,
            List<String> alike,
            @Nullable OtherChild reason) {
        Step {
            alike = List.copyOf(alike);
        }
    }
}
