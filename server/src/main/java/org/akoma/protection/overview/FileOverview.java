package org.akoma.protection.overview;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.akoma.ground.access.Grant;
import org.akoma.protection.assessment.Plan;
import org.akoma.protection.assessment.PlanGoal;
import org.akoma.protection.cases.Deadline;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.record.Note;
import org.jspecify.annotations.Nullable;

/**
 * What the first page of a file shows one reader, from clear columns only: nothing is unsealed for it. Parts that the reader does not
 * hold are empty.
 */
record FileOverview(
        List<Deadline> clocks,
        @Nullable Unconfirmed unconfirmed,
        @Nullable PlanInShort plan,
        List<ConsentInShort> consents,
        List<NoteInShort> notes,
        List<Event> events,
        List<Grant.Shown> grants) {

    public FileOverview {
        clocks = List.copyOf(clocks);
        consents = List.copyOf(consents);
        notes = List.copyOf(notes);
        events = List.copyOf(events);
        grants = List.copyOf(grants);
    }

    /**
     * Why T9 still runs though there are minutes of a conference: fewer than two people have said that they were there.
     *
     * @param people codes of those whom the minutes name and who did not answer
     */
    public record Unconfirmed(Instant heldAt, List<String> people) {
        public Unconfirmed {
            people = List.copyOf(people);
        }
    }

    public record PlanInShort(
            int number,
            Plan.Status status,
            @Nullable Instant decidedAt,
            @Nullable String decidedBy,
            List<Goal> goals) {
        public PlanInShort {
            goals = List.copyOf(goals);
        }
    }

    /** @param service code of the list {@code assistance}; what the child calls it stays in the plan */
    public record Goal(
            String service,
            @Nullable String provider,
            @Nullable LocalDate endsOn,
            PlanGoal.Met met) {
        public boolean late(LocalDate today) {
            return met == PlanGoal.Met.OPEN && endsOn != null && endsOn.isBefore(today);
        }
    }

    /** The newest answer of a purpose. */
    public record ConsentInShort(Consent.Purpose purpose, Consent.Status status, Instant at) {}

    public record NoteInShort(
            Note.Kind kind, Instant at, @Nullable String by) {}

    /**
     * One thing that happened.
     *
     * @param kind {@code cases.event.<kind>} is its text;
     * @param detail a code, or null
     */
    public record Event(
            Instant at,
            String kind,
            @Nullable String detail,
            @Nullable String by) {}
}
