package org.akoma.protection.handover;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One hand-over of a file to an authority ({@code requirements.md 7}).
 *
 * @param receiver code of the authority that was asked
 * @param consent the newest answer to a transfer, as it was when the hand-over was proposed or sent; null = not the reader's to see
 * @param checklist as the records were then, in the order of the list, as far as the reader holds the sections
 * @param minimum sent without consent, as two people decided: only who and where the child is, visits, and the state of the file
 * @param sentAt null = nothing has left
 * @param answer null = none yet
 * @param overlapUntil the first day on which the former side writes no more; null = not accepted
 * @param handsAt since when the file is the authority's, or ended here, because the overlap is over; null = it is not
 * @param worker who goes on with the child at the authority; null = nobody named
 */
public record Handover(
        UUID id,
        UUID fileId,
        String receiver,
        UUID proposedBy,
        Instant proposedAt,
        @Nullable Consent consent,
        List<Item> checklist,
        boolean minimum,
        @Nullable Instant sentAt,
        State state,
        @Nullable Answer answer,
        @Nullable LocalDate overlapUntil,
        @Nullable Instant handsAt,
        @Nullable String worker,
        @Nullable LocalDate jointVisitOn,
        int version) {

    public Handover {
        checklist = List.copyOf(checklist);
    }

    public enum State {
        BLOCKED,
        WAITING,
        ACCEPTED,
        RETURNED,
        WITHDRAWN
    }

    public enum Consent {
        GIVEN,
        REFUSED,
        WITHDRAWN,
        NOT_OBTAINABLE,
        NOT_ASKED
    }

    /** What is looked at before a file is handed over; its order is that of the page. */
    public enum Part {
        PLAN,
        RISK,
        LAST_VISIT,
        ADDRESS,
        CSI,
        EDUCATION,
        SERVICES,
        LEGAL,
        MEDICAL,
        CONSENT,
        ALERTS,
        CHILDS_VIEW,
        KEY_DATES
    }

    /** @param fact a day, a number or a code; null = there is none */
    public record Item(Part part, boolean met, @Nullable String fact) {}

    /**
     * @param how by the authority's own account here, or in writing
     * @param by who answered, or entered the letter
     * @param confirmedBy who read the letter too; null = answered here
     * @param lacks what the authority misses
     * @param receipt SHA-256 of what was accepted, hexadecimal; null = returned
     */
    public record Answer(
            Instant at,
            How how,
            UUID by,
            @Nullable UUID confirmedBy,
            List<Part> lacks,
            @Nullable String receipt) {
        public Answer {
            lacks = List.copyOf(lacks);
        }
    }

    public enum How {
        HERE,
        WRITTEN
    }

    /** Who has the custody of the child since a day: a code of the list guardian-kind. */
    public record Custody(String kind, LocalDate since) {}

    /** Who answers for the child from a moment on. */
    public record Responsible(Instant since, String structure, boolean byMandate) {}

    /**
     * What is looked at again after the acceptance.
     *
     * @param days 30 or 90 after it
     * @param doneOn null = not done; then the three answers are null as well
     * @param goodOn of one that was not good: when all three answers were yes; null = they are not, or were from the beginning
     */
    public record Checkup(
            int days,
            LocalDate dueOn,
            @Nullable LocalDate doneOn,
            @Nullable Boolean firstVisit,
            @Nullable Boolean inPlace,
            @Nullable Boolean goesOn,
            @Nullable LocalDate goodOn) {
        /** Whether what was found is still to be mended: it is asked again. */
        @JsonIgnore
        public boolean isBad() {
            return doneOn != null
                    && goodOn == null
                    && !(Boolean.TRUE.equals(firstVisit)
                            && Boolean.TRUE.equals(inPlace)
                            && Boolean.TRUE.equals(goesOn));
        }
    }

    public boolean runs() {
        return state == State.BLOCKED || state == State.WAITING || state == State.ACCEPTED;
    }

    /** The file is with the authority that accepted it, which may hand it on. */
    public boolean isOver() {
        return handsAt != null;
    }

    /** What is missing, as the records were when it was proposed, sent or answered. */
    List<Part> missing() {
        return checklist.stream().filter(one -> !one.met()).map(Item::part).toList();
    }
}
