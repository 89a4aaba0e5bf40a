package org.akoma.cases;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The child's best interests, weighed: an assessment for every child, a formal determination by a panel for the three grounds of
 * {@code requirements.md 2.1, step 7}.
 *
 * @param panel codes or functions of the members
 */
public record Weighing(
        UUID id, Kind kind, @Nullable Ground ground, Instant at, List<String> panel, Words words, UUID author) {

    public Weighing {
        panel = List.copyOf(panel);
    }

    public enum Kind {
        ASSESSMENT,
        DETERMINATION
    }

    public enum Ground {
        SEPARATION_FROM_PARENTS,
        DURABLE_SOLUTION,
        TEMPORARY_CARE_EXCEPTION
    }

    /** Sealed. @param dissent of a member of the panel; null = none */
    public record Words(
            String options,
            String childsView,
            String decision,
            @Nullable String dissent) {}
}
