package org.akoma.cases;

import java.util.UUID;

/**
 * Danger was written in a field of its own, which nobody need open today ({@code trust.md 4}). Published inside the transaction that keeps it, as
 * the actor who wrote it. That a shelter's note about safety leaves an alert behind is held by the database too (followup/V520). What lies in the sealed
 * record of the family, or in the words of another note, the database cannot read: there this event alone raises the alert.
 */
public record DangerWritten(CaseFile file, Where where, UUID recordedBy) {

    public enum Where {
        /** Somebody with whom the child lives, or is to live, took part in the trafficking, or contact with them is unsafe. */
        FAMILY,
        /** A note about safety by the shelter where the child stays. */
        SHELTER_NOTE
    }
}
