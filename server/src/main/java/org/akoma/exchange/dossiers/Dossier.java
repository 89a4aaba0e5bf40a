package org.akoma.exchange.dossiers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A child's record as it leaves.
 *
 * @param record as JSON; in the place of each passage that was left out is {@code {"withheld": true}}
 * @param leftOut the passages that are not in it, in the order of the record
 */
public record Dossier(ObjectNode record, List<LeftOut> leftOut) {

    public Dossier {
        leftOut = List.copyOf(leftOut);
    }

    /**
     * A text of the file that does not leave.
     *
     * @param part of the record, such as {@code visits}
     * @param field whose text it is, such as {@code opinion}
     * @param on ISO day of what it belongs to; null = it has none
     * @param text as the file has it
     * @param word for which it is left out, as it was found: small letters without accents
     */
    public record LeftOut(
            String part, String field, @Nullable String on, String text, String word) {}
}
