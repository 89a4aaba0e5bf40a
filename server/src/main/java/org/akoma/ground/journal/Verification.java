package org.akoma.ground.journal;

import org.jspecify.annotations.Nullable;

/**
 * What a full check of the journal found.
 *
 * @param entries how many entries were recomputed
 * @param kept how many of the roots lie in the file that they were compared with
 * @param misfit the first thing that does not fit, in words; null when everything does
 */
public record Verification(
        long entries, long roots, long kept, @Nullable String misfit) {
    public boolean sound() {
        return misfit == null;
    }
}
