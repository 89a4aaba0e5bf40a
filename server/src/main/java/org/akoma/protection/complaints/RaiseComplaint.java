package org.akoma.protection.complaints;

import java.util.UUID;

/**
 * Raise a complaint about staff, under an id that the caller made.
 *
 * @param structure code of the structure whose people it is about
 * @param named whether those who receive it learn who raised it
 * @param focalConcerned then the data protection officer alone receives it; so it is with sexual abuse where no account was chosen, or words name somebody too
 */
public record RaiseComplaint(
        UUID id,
        String structure,
        Complaint.Kind kind,
        boolean named,
        boolean focalConcerned,
        Complaint.SealedText words) {}
