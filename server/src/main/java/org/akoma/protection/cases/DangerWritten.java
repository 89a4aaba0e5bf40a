package org.akoma.protection.cases;

import java.util.UUID;

/**
 * Danger was written in a field of its own, which nobody need open today ({@code trust.md 4}). Published inside the transaction that keeps it, as
 * the actor who wrote it. That both leave an alert behind is held by the database too ({@code followup.unsafe_family_alarms},
 * {@code followup.safety_note_alarms}). Danger in the words of a note or about the family is sealed: neither the database nor this event reads it.
 */
public record DangerWritten(CaseFile file, Where where, UUID recordedBy) {

    public enum Where {
        /** Somebody with whom the child lives, or is to live, took part in the trafficking, or contact with them is unsafe. */
        FAMILY,
        /** A note about safety by the shelter where the child stays. */
        SHELTER_NOTE,
        /** Urgent medical need on the hand-over slip of the file that was opened with it. */
        SLIP,
        /** Nobody could be asked for consent, because the child's life is in danger. */
        CONSENT,
        /** The guardian was not asked, because they are a danger to the child. */
        GUARDIAN_UNSAFE,
        /** A service was stopped because the child is not safe there. */
        SERVICE_UNSAFE,
        /** A visit was not made because the place was unsafe. */
        VISIT_UNSAFE,
        /** A note about safety by somebody who works on the file. */
        NOTE,
        /** Where an apprentice works it is not decent, or not safe. */
        WORKPLACE,
        /** The school was left because the child is not safe there. */
        SCHOOL_NOT_SAFE,
        /** The school was left for work. */
        CHILD_WORKS,
        /** The school was left for a marriage or a pregnancy. */
        CHILD_MARRIED,
        /** The school says that the child is missing. */
        SCHOOL_MISSING,
        /** Weeks after an authority accepted the child, it is not where it was handed over. */
        HANDED_OVER_GONE,
        /** A return was stopped because the family is not safe. */
        RETURN_NOT_SAFE,
        /** A return was stopped because the trafficker is near. */
        RETURN_TRAFFICKER
    }
}
