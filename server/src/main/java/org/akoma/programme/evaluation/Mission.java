package org.akoma.programme.evaluation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mission that evaluates the project.
 *
 * @param criteriaSet by its first day
 * @param criteria of that set, in their order
 * @param releasedAt when its findings were released; null = they are drafts of the team
 * @param release by whom; null = not released
 * @param recall why nobody but the team reads what was released; null = nobody took it back
 * @param refused who refused the last release that was asked for, and when; null = nobody, or they or a new member of the team have agreed since
 * @param team codes of accounts
 * @param evaluators of the team besides its lead, as its people see them
 * @param member whether the reader is of the team
 * @param leads whether the reader made it
 */
public record Mission(
        UUID id,
        String code,
        MissionPlan plan,
        String criteriaSet,
        List<Criterion> criteria,
        @Nullable Instant releasedAt,
        @Nullable Release release,
        @Nullable Recall recall,
        @Nullable Refusal refused,
        @Nullable Instant closedAt,
        List<String> team,
        List<String> evaluators,
        boolean member,
        boolean leads,
        int version) {

    public Mission {
        criteria = List.copyOf(criteria);
        team = List.copyOf(team);
        evaluators = List.copyOf(evaluators);
    }

    /**
     * Codes of the accounts that released findings.
     *
     * @param askedBy of the evaluator who asked, to which the other one agreed; null = one person alone released them
     */
    public record Release(String by, @Nullable String askedBy) {}

    /**
     * A release that was taken back.
     *
     * @param agreed by a second person: its team corrects the words and releases them again
     */
    public record Recall(UUID id, boolean agreed) {}

    /** Of a release that somebody asked for. */
    public record Refusal(String by, Instant at) {}

    /** The occasion. */
    public enum Kind {
        MISSION,
        FINAL,
        EX_POST
    }

    /** Work of a part of a day. */
    public enum Work {
        FILE_REVIEW,
        SOCIAL_WORKERS,
        VISIT,
        CHILDREN,
        CAREGIVERS,
        POLICE,
        WORKSHOP,
        DEBRIEF,
        OTHER
    }

    public record Slot(
            UUID id,
            LocalDate day,
            LocalTime begins,
            LocalTime ends,
            Work work,
            @Nullable String note) {}

    public record Question(UUID id, Criterion criterion, String words, List<Source> sources) {
        public Question {
            sources = List.copyOf(sources);
        }
    }

    /** @param points from 1 to 4; null = not rated, and the note says why */
    public record Rating(
            Criterion criterion,
            @Nullable Integer points,
            @Nullable String note,
            int version) {}

    /** Until when the management answers; null = neither report nor findings are there. */
    public @Nullable LocalDate responseDueOn() {
        return plan.responseDueOn();
    }

    /** Whether this person, other than the reader, is taken off the team by two people alone. */
    public boolean takenOffByTwo(String account, String reader) {
        return !account.equalsIgnoreCase(reader) && evaluators.contains(account);
    }

    /** Whether nothing was ever released: team, sample and interviews change until then. */
    public boolean isDraft() {
        return releasedAt == null;
    }

    /** Whether others than the team read what it found. */
    public boolean isReleased() {
        return releasedAt != null && recall == null;
    }

    /** Whether its team writes the words: until the release, and again after two people took that back. */
    public boolean isWritten() {
        return recall == null ? isDraft() && isOpen() : recall.agreed();
    }

    public boolean isOpen() {
        return closedAt == null;
    }
}
