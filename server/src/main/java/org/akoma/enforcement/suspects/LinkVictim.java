package org.akoma.enforcement.suspects;

import java.util.Set;

/**
 * Say which suspects a victim is linked to, in place of what was said before.
 *
 * @param victim {@code LE-V-07}
 */
public record LinkVictim(String operation, String victim, Set<String> suspects) {

    public LinkVictim {
        suspects = Set.copyOf(suspects);
    }

    public sealed interface Result {
        record Linked() implements Result {}

        record NotFound() implements Result {}

        record Forbidden() implements Result {}

        record NoSuchSuspect(String code) implements Result {}
    }
}
