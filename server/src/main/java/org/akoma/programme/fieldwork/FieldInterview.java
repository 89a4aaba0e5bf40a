package org.akoma.programme.fieldwork;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An interview of a mission.
 *
 * @param code of the number within the mission, as IV-01; given, never typed
 * @param study of the child; null = the guide is for adults
 * @param recording whether it may be recorded
 * @param interviewer code of the account
 * @param answers by the id of the question
 * @param minutes that an interview with a child lasted; null = it has not ended, or was stopped
 * @param alertedAt when harm that the child told of went to those who follow it
 * @param answered ids of the questions that have, or had, an answer
 * @param deletedAt when its words were deleted; null = they are kept
 * @param own whether the reader held it
 * @param accused codes of structures whose staff does what the child told of: all of it goes to the data protection officer; empty for who did not hold it
 */
public record FieldInterview(
        UUID id,
        UUID missionId,
        String mission,
        String code,
        Guide guide,
        @Nullable String study,
        Place place,
        @Nullable Support support,
        boolean recording,
        String interviewer,
        Instant heldAt,
        Map<String, String> answers,
        @Nullable Instant endedAt,
        @Nullable Integer minutes,
        @Nullable Instant stoppedAt,
        @Nullable Distress stopReason,
        @Nullable Instant alertedAt,
        List<String> answered,
        @Nullable Instant deletedAt,
        boolean own,
        List<String> accused,
        int version) {

    public FieldInterview {
        answers = Map.copyOf(answers);
        answered = List.copyOf(answered);
        accused = List.copyOf(accused);
    }

    /** An interview with a child lasts so many minutes at most ({@code requirements.md 6}). */
    static final int LONGEST_MINUTES = 45;

    /** When it is time to end it; null where it is over, or with an adult. */
    public @Nullable Instant endsBy() {
        return isOver() || study == null ? null : heldAt.plus(Duration.ofMinutes(LONGEST_MINUTES));
    }

    /** Kind of the place, never which. */
    public enum Place {
        OFFICE,
        SHELTER,
        HOME,
        SCHOOL,
        WORKPLACE,
        OTHER
    }

    /** Who sits beside a child. */
    public enum Support {
        SOCIAL_WORKER,
        COUNSELLOR,
        GUARDIAN,
        RELATIVE,
        TRUSTED_PERSON
    }

    /** Why an interview was stopped. */
    public enum Distress {
        CRIES,
        AFRAID,
        SILENT,
        WANTS_TO_STOP,
        OTHER
    }

    /** What harm a child told of: kinds of alerts. */
    public enum Harm {
        LIFE_IN_DANGER,
        DANGER_AT_HOME,
        DANGER_AT_WORK,
        RE_EXPLOITATION,
        TRAFFICKER_CONTACT
    }

    public boolean isOver() {
        return endedAt != null || stoppedAt != null || deletedAt != null;
    }

    public State state() {
        return stoppedAt != null ? State.STOPPED : endedAt != null ? State.ENDED : State.OPEN;
    }

    /** How it stands. */
    public enum State {
        OPEN,
        ENDED,
        STOPPED
    }

    /** What the answer about a child that was asked for is. */
    public enum Approach {
        NOT_ASKED,
        ASKED,
        YES,
        NO
    }
}
