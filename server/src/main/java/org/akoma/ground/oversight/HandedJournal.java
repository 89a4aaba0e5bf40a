package org.akoma.ground.oversight;

import java.time.Instant;
import java.util.UUID;

/**
 * What a partner was handed to check the journal by.
 *
 * @param to code of the partner's structure
 * @param root the newest one that it holds
 * @param by code of who handed it
 */
record HandedJournal(UUID id, String to, What what, long root, String by, Instant at) {

    enum What {
        /** The signed roots alone. */
        ROOTS,
        /** The journal without what was written: ids, moments and hashes. */
        JOURNAL
    }

    public String fileName() {
        return what == What.ROOTS ? "akoma-roots-" + root + ".txt" : "akoma-journal-" + root + ".gz";
    }
}
