package org.akoma.ground.journal;

import org.akoma.Said;
import org.jspecify.annotations.Nullable;

/**
 * What a full check of the journal found.
 *
 * @param entries how many entries were recomputed
 * @param kept how many of the roots lie in the file that they were compared with
 * @param said the first thing that does not fit; null when everything does
 */
public record Verification(
        long entries, long roots, long kept, @Nullable Said said) {
    public boolean sound() {
        return said == null;
    }

    /** What does not fit, in English words; null when everything does. */
    public @Nullable String misfit() {
        return said == null ? null : said.english();
    }
}
