package org.akoma.airlock.disclosure;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request of the police for facts about one victim, as far as the reader's side sees it.
 *
 * @param operation code; null on the care side, like the victim's reference
 * @param fileId of the child; null for all but care
 * @param again some of it was refused lately
 * @param without why it leaves without the child's consent; null = not said, or not for the reader
 * @param consent on what it left; null = nothing has left, or not for the reader
 * @param fetchedAt for the first time
 * @param lateAt nobody decided or reviewed it in time
 */
public record DisclosureRequest(
        UUID id,
        String number,
        @Nullable String operation,
        @Nullable String victim,
        @Nullable UUID fileId,
        String requester,
        RequesterRole role,
        String structure,
        Instant requestedAt,
        Purpose purpose,
        Basis basis,
        List<Fact> fields,
        Urgency urgency,
        boolean again,
        @Nullable Without without,
        @Nullable Consent consent,
        State state,
        @Nullable Instant endedAt,
        @Nullable RefusedBy refusedBy,
        @Nullable Ground ground,
        boolean atOnce,
        @Nullable Review review,
        @Nullable Instant expiresAt,
        @Nullable Instant fetchedAt,
        @Nullable Instant lateAt) {

    public DisclosureRequest {
        fields = List.copyOf(fields);
    }

    /** What can be asked for: a closed list by section, without a place, an address, health or anybody's own words. */
    public enum Fact {
        NAME,
        BIRTH,
        NATIONALITY,
        LANGUAGES,
        EXPLOITATION,
        RECRUITMENT,
        GUARDIAN,
        VICTIM_STATUS,
        LAST_SEEN,
        CONTACT
    }

    public enum RequesterRole {
        LE_OFFICER,
        LE_COORDINATOR
    }

    public enum Purpose {
        PROSECUTION,
        FIND_VICTIMS,
        PROTECT_CHILD,
        IDENTIFY_CHILD,
        HEARING
    }

    public enum Basis {
        COURT_ORDER,
        PROSECUTOR,
        TRAFFICKING_LAW,
        LIFE_DANGER
    }

    public enum Urgency {
        ORDINARY,
        LIFE_DANGER
    }

    /** Why something leaves without the child's consent; the first three stand above a no. */
    public enum Without {
        COURT_ORDER,
        LEGAL_DUTY,
        DANGER_TO_LIFE,
        CHILD_UNABLE,
        BEST_INTERESTS
    }

    /** On what it left; DANGER: life was in danger and nobody asked the child. */
    public enum Consent {
        GIVEN,
        WITHOUT,
        DANGER
    }

    public enum State {
        WAITING,
        GIVEN,
        REFUSED,
        WITHDRAWN,
        /** It was agreed to, and is given out no more. */
        STOPPED
    }

    public enum RefusedBy {
        SUPERVISOR,
        DATA_PROTECTION
    }

    /** Why it was refused, as the police read it. */
    public enum Ground {
        NO_BASIS,
        NOT_NEEDED,
        NO_CONSENT,
        DANGER_TO_CHILD,
        OTHER
    }

    public enum Review {
        RIGHT,
        NOT_RIGHT
    }

    /** An earlier request about the same child that was refused. */
    public record Refused(String number, Instant at, List<Fact> fields) {
        public Refused {
            fields = List.copyOf(fields);
        }
    }

    /** When which of the files was fetched. */
    public record Fetch(Instant at, String what) {}

    /** Whether it left at once and its review said that this was not right. */
    public boolean isWrong() {
        return review == Review.NOT_RIGHT;
    }

    /** Whether life is said to be in danger, and it is not decided yet. */
    public boolean ofDanger() {
        return urgency == Urgency.LIFE_DANGER && waits();
    }

    public boolean waits() {
        return state == State.WAITING;
    }

    /** Whether it is given out at this moment. */
    public boolean isOut(Instant now) {
        return state == State.GIVEN && expiresAt != null && expiresAt.isAfter(now);
    }

    /** Whether what left at once waits for its review. */
    public boolean isReviewed() {
        return !atOnce || review != null;
    }
}
