package org.akoma.protection.schooling;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.akoma.protection.cases.DangerWritten;
import org.jspecify.annotations.Nullable;

/**
 * A child learns somewhere, from a day on ({@code requirements.md 3}).
 *
 * @param institution code
 * @param trade of an apprentice, a code of the list {@code trade}
 * @param endsOn the first day on which the child is no longer enrolled; null = still enrolled
 * @param contract of an apprentice, like hours, insurance and safe tasks; null = not asked yet
 * @param attendedUntil the last day that attendance tells of
 * @param workplaceDue when the next decent-work visit to an apprentice is due
 * @param jobDue when to ask whether there is a job, after a certificate
 */
public record Enrolment(
        UUID id,
        UUID fileId,
        UUID institutionId,
        String institution,
        String country,
        @Nullable UUID deskId,
        Pathway pathway,
        @Nullable String trade,
        LocalDate startsOn,
        @Nullable LocalDate endsOn,
        @Nullable End endReason,
        @Nullable DropOut dropReason,
        @Nullable Boolean contract,
        @Nullable Integer hoursAWeek,
        @Nullable Boolean insured,
        @Nullable Boolean tasksSafe,
        @Nullable LocalDate attendedUntil,
        LocalDate attendanceDue,
        @Nullable LocalDate workplaceDue,
        @Nullable LocalDate jobDue,
        SealedText words,
        UUID recordedBy,
        Instant recordedAt,
        int version) {

    /** Work is none of them: a child under the age of schooling learns. */
    public enum Pathway {
        PRESCHOOL,
        BRIDGING_CLASS,
        FORMAL_SCHOOL,
        CATCH_UP,
        VOCATIONAL_TRAINING
    }

    public enum End {
        COMPLETED,
        CERTIFIED,
        DROPPED_OUT,
        CHANGED_PLACE,
        MOVED_AWAY,
        OTHER
    }

    public enum DropOut {
        COST,
        DISTANCE,
        ILLNESS,
        WORK,
        FAMILY,
        NOT_SAFE,
        LEARNING,
        MARRIAGE_OR_PREGNANCY,
        MISSING,
        OTHER;

        /** What of it is danger; null = nothing. */
        DangerWritten.@Nullable Where danger() {
            return switch (this) {
                case WORK -> DangerWritten.Where.CHILD_WORKS;
                case NOT_SAFE -> DangerWritten.Where.SCHOOL_NOT_SAFE;
                case MARRIAGE_OR_PREGNANCY -> DangerWritten.Where.CHILD_MARRIED;
                case MISSING -> DangerWritten.Where.SCHOOL_MISSING;
                case COST, DISTANCE, ILLNESS, FAMILY, LEARNING, OTHER -> null;
            };
        }
    }

    /**
     * Sealed.
     *
     * @param pupil how the school knows the child: class, number in the register
     * @param master the craftsman or teacher who is responsible
     */
    public record SealedText(
            @Nullable String pupil,
            @Nullable String master,
            @Nullable String contractNumber,
            @Nullable String remarks) {

        public static SealedText none() {
            return new SealedText(null, null, null, null);
        }
    }

    public boolean runs() {
        return endsOn == null;
    }

    public boolean isApprenticeship() {
        return pathway == Pathway.VOCATIONAL_TRAINING;
    }

    /** Whether something that protects an apprentice was not asked, or the answer was no. */
    public boolean isUnprotected() {
        return isApprenticeship() && !(isYes(contract) && isYes(insured) && isYes(tasksSafe) && hoursAWeek != null);
    }

    /** What nobody has answered of what protects an apprentice, as another system may leave it: to be verified. */
    public List<String> unverified() {
        List<String> open = new ArrayList<>();
        if (isApprenticeship() && tasksSafe == null) open.add("tasks");
        if (isApprenticeship() && contract == null) open.add("contract");
        if (isApprenticeship() && insured == null) open.add("insured");
        return open;
    }

    private static boolean isYes(@Nullable Boolean answer) {
        return Boolean.TRUE.equals(answer);
    }
}
