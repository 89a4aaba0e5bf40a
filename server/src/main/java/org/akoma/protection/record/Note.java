package org.akoma.protection.record;

import java.time.Instant;
import java.util.UUID;

/** A note in the file, sealed. Never changed: a mistake is put right by another note. */
public record Note(UUID id, Instant at, Kind kind, String text, UUID recordedBy) {

    public enum Kind {
        NOTE,
        CHILDS_OWN_WORDS,
        SAFETY,
        CONTACT
    }
}
