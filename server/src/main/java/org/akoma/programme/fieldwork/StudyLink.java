package org.akoma.programme.fieldwork;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.akoma.ground.decisions.Decision;
import org.jspecify.annotations.Nullable;

/**
 * An interview in which a child told of harm or was in distress, and the last request to know which child its study code stands for.
 *
 * @param harm whether the child told of harm; else it was in distress
 * @param link id of the request; null = nobody asked
 * @param state of it; null = nobody asked
 * @param byStaff whether somebody of the staff does the harm, of which no alert went out
 * @param takenOn accounts of the supervisors who said that they took on the safety of that child
 * @param named accounts of those who were asked to and have not answered, while nobody did
 * @param callable accounts of those whom the officer may call, again too, while nobody did
 * @param declined accounts of those who said no, while nobody said yes
 * @param safe whether who looked after it and who keeps the interview said that it is safe
 * @param left who took it on and gave it back last, while nobody looks after the child; null = nobody
 */
record StudyLink(
        UUID interview,
        String study,
        LocalDate heldOn,
        boolean harm,
        @Nullable UUID link,
        @Nullable Instant askedAt,
        Decision.@Nullable State state,
        boolean byStaff,
        List<String> takenOn,
        List<String> named,
        List<String> callable,
        List<String> declined,
        boolean safe,
        @Nullable Left left) {

    /** Whether it may be asked for: nothing waits. */
    public boolean open() {
        return state != Decision.State.WAITING;
    }

    /** Whether nobody looks after the child yet. */
    public boolean unsafe() {
        return byStaff && takenOn.isEmpty() && !safe;
    }

    /** Whether everybody who can be called answered, and nobody looks after the child. */
    public boolean nobody() {
        return unsafe() && declined.containsAll(callable);
    }

    /** Whether who looked after it last says that nobody of the house has to any more. */
    public boolean saidSafe() {
        return unsafe() && left != null && left.why().ends();
    }

    /** The key of what happened, in the list {@code evaluation.link-cause}. */
    public String cause() {
        if (byStaff) return "HARM_BY_STAFF";
        return harm ? "HARM" : "DISTRESS";
    }

    /** A mission whose study codes somebody may ask about. */
    record Of(UUID id, String code) {}

    record Left(String person, LeaveSafety.Why why) {}

    /**
     * An interview after which nobody looks after the child yet.
     *
     * @param nobody whether everybody who can be called answered
     */
    record Unsafe(String mission, UUID interview, String study, Instant since, boolean nobody) {}

    /**
     * What the reader is asked to take on, took on, or declined while nobody looks after the child.
     *
     * @param takenAt null: they have not answered, or declined
     */
    record Safety(
            String mission,
            UUID interview,
            String study,
            Instant since,
            @Nullable Instant takenAt,
            boolean declined) {}

    /**
     * The child, for who looks after its safety, once two people opened the study code.
     *
     * @param structure that works on its file, whose staff is accused
     */
    record Child(
            String code,
            String sex,
            @Nullable Integer age,
            String country,
            @Nullable String care,
            String structure) {}

    /** What the second person is shown: not which child it is. */
    record Asked(String mission, String study, LocalDate heldOn, boolean harm, boolean byStaff) {
        String cause() {
            if (byStaff) return "HARM_BY_STAFF";
            return harm ? "HARM" : "DISTRESS";
        }
    }

    /** @param code of the child's file */
    record Opened(String mission, String study, UUID file, String code, Instant until) {}
}
