package org.akoma.enforcement.operations;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A correction of a record, as the database kept it.
 *
 * @param record which one, in its own code; null = the operation itself
 * @param by code of who replaced the values
 */
public record Correction(@Nullable String record, Instant at, String by, List<Change> changes) {

    public Correction {
        changes = List.copyOf(changes);
    }

    /**
     * A value that was replaced.
     *
     * @param field its name in the input
     * @param label key of its text
     * @param list code list of both values; null = they are texts, numbers, days or moments
     * @param was null = nothing was written
     */
    public record Change(
            String field,
            String label,
            @Nullable String list,
            @Nullable Object was,
            @Nullable Object became) {}

    /** What a program sees of it. */
    public record View(@Nullable String record, Instant at, String by, List<ChangeView> changes) {

        public static List<View> of(List<Correction> all) {
            return all.stream()
                    .map(one -> new View(
                            one.record(),
                            one.at(),
                            one.by(),
                            one.changes().stream().map(ChangeView::of).toList()))
                    .toList();
        }
    }

    public record ChangeView(
            String field, @Nullable String was, @Nullable String became) {
        static ChangeView of(Change one) {
            return new ChangeView(one.field(), Objects.toString(one.was(), null), Objects.toString(one.became(), null));
        }
    }
}
