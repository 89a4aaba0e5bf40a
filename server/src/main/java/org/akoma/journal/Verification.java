package org.akoma.journal;

import org.jspecify.annotations.Nullable;

/**
 * What a full check of the journal found.
 *
 * @param entries how many entries were recomputed
 * @param misfit the first thing that does not fit, in words; null when everything does
 */
public record Verification(
        long entries, long roots, @Nullable String misfit) {
    public boolean sound() {
        return misfit == null;
    }
}
