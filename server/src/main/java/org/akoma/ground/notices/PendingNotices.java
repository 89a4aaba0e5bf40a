package org.akoma.ground.notices;

import java.time.Instant;

/**
 * The number of notifications of a kind that were not seen yet.
 *
 * @param latest the moment of the last of them
 */
record PendingNotices(String kind, int count, Instant latest) {

    /** The same with so many. */
    PendingNotices of(int many) {
        return new PendingNotices(kind, many, latest);
    }
}
