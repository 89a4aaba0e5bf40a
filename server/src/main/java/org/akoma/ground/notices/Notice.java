package org.akoma.ground.notices;

import java.time.Instant;
import java.util.UUID;
import org.akoma.ground.access.Matter;
import org.jspecify.annotations.Nullable;

/**
 * One notification of a person.
 *
 * @param kind one of {@link org.akoma.ground.access.Notification}'s
 * @param overAt when what it asks was done, by anybody
 * @param target the record to which it leads; null = the list of its kind
 * @param what became of an account, whose person the target is: the end of a key {@code notices.what}; null = said by the kind alone
 * @param matter of a child's file, which the target is; null = said by the target, or withheld
 * @param withheld whether there is a matter that tells of a section of the file that the reader does not hold
 */
record Notice(
        UUID id,
        String kind,
        Instant rungAt,
        @Nullable Instant readAt,
        @Nullable Instant overAt,
        @Nullable UUID target,
        @Nullable String what,
        @Nullable Matter matter,
        boolean withheld) {

    /** What is one thing to look at, no matter how often it rang. */
    record Of(UUID target, @Nullable Matter matter) {}

    Of of() {
        return new Of(target == null ? id : target, matter);
    }

    /** The key of the text that says what rang. @param opens whether the reader may open the target */
    String textOf(boolean opens) {
        if (what != null) return "notices.what." + what;
        return matter != null && opens ? "notices.matter." + matter : "notices.kind." + kind;
    }
}
