package org.akoma.ground.access;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One way to see one file: who, which sections, from when until when, and why.
 *
 * @param until the first moment at which it no longer holds; null = without end
 */
public record Grant(
        UUID id,
        UUID fileId,
        Kind kind,
        UUID grantee,
        Set<Section> sections,
        boolean mayWrite,
        Instant from,
        @Nullable Instant until,
        Reason reason) {

    public enum Kind {
        PERSON,
        ORGANISATION,
        /** What is sent to a structure arrives at its desk. */
        DESK,
        /** The people who run this unit, a shelter. */
        UNIT
    }

    public enum Reason {
        ASSIGNMENT,
        OWNING_STRUCTURE,
        SUPERVISION,
        SHELTER_STAY,
        REFERRAL,
        SAMPLE,
        TRANSFER,
        BREAK_GLASS,
        SHARED,
        OVERSIGHT,
        OPERATION,
        /** The child learns there: a school sees that it is its pupil. */
        ENROLMENT,
        /** Decides one thing where the structure has nobody else who may; ends with the decision. */
        DEPUTY,
        /** Taking part in a conversation that has no file. */
        CONVERSATION
    }

    /** People who see something of every file by their role, without a grant on it. What they see is said by the role's text. */
    public record ByRole(Role role, List<String> people) {
        public ByRole {
            people = List.copyOf(people);
        }
    }

    /** A grant as shown to those who work on the file. */
    public record Shown(Grant grant, String granteeCode, String givenByCode) {}
}
