package org.akoma.protection.messages;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.access.Section;
import org.jspecify.annotations.Nullable;

/**
 * A case conference on a child's file: all involved meet, and decide who does what by when ({@code requirements.md 2.1 step 14, T9}).
 *
 * @param section its holders on the file read the conference; only they are invited
 * @param heldAt when it took place; null as long as it did not
 * @param settledAt when its minutes were written, or it was cancelled
 * @param nextDue of a child at high risk: the day by which they meet again
 */
public record Conference(
        UUID id,
        UUID fileId,
        @Nullable String fileCode,
        Section section,
        State state,
        Instant plannedFor,
        UUID plannedBy,
        UUID chair,
        Agenda agenda,
        @Nullable Instant heldAt,
        @Nullable Instant settledAt,
        @Nullable Minutes minutes,
        @Nullable LocalDate nextDue,
        List<Attendance> asked,
        List<Decision> decisions,
        int version) {

    public enum State {
        PLANNED,
        HELD,
        CANCELLED
    }

    /**
     * What is sealed of the plan.
     *
     * @param place or how to join from afar
     */
    public record Agenda(String text, @Nullable String place) {}

    /**
     * The sealed part of the minutes.
     *
     * @param text what was said, or why it was cancelled
     * @param others participants without an account
     */
    public record Minutes(String text, @Nullable String others) {}

    /** Whether somebody was there: as the minutes say it, until that person says it. */
    public enum Presence {
        /** It was not held. */
        ASKED,
        /** There by the minutes alone, which counts for no clock. */
        NAMED,
        /** Not there by the minutes. */
        ABSENT,
        /** There by their own word. */
        CONFIRMED,
        /** Not there by their own word. */
        DENIED
    }

    /**
     * Somebody asked to come.
     *
     * @param present as the minutes say it; null until it was held.
     * @param withdrawn no longer asked
     * @param said by themselves; null = they did not say
     */
    public record Attendance(
            UUID person,
            @Nullable Boolean present,
            boolean withdrawn,
            @Nullable Boolean said) {

        public Presence presence() {
            if (said != null) return said ? Presence.CONFIRMED : Presence.DENIED;
            if (present == null) return Presence.ASKED;
            return present ? Presence.NAMED : Presence.ABSENT;
        }
    }

    public Conference {
        asked = List.copyOf(asked);
        decisions = List.copyOf(decisions);
    }

    public boolean planned() {
        return state == State.PLANNED;
    }

    /** Whether this person chairs or planned it: who cancels it and writes its minutes. */
    public boolean ledBy(UUID person) {
        return person.equals(chair) || person.equals(plannedBy);
    }

    /** Those who are asked to come. */
    public List<UUID> coming() {
        return asked.stream()
                .filter(one -> !one.withdrawn())
                .map(Attendance::person)
                .toList();
    }

    /** Of somebody who is asked to come; empty of others. */
    public Optional<Attendance> attendance(UUID person) {
        return asked.stream()
                .filter(one -> !one.withdrawn() && one.person().equals(person))
                .findFirst();
    }

    /** Whether the minutes say that this person was there, who did not say so yet. */
    public boolean waitsFor(UUID person) {
        return attendance(person)
                .filter(one -> one.presence() == Presence.NAMED)
                .isPresent();
    }

    /** How many people say that they were there: two make it count. */
    public long confirmed() {
        return asked.stream()
                .filter(one -> one.presence() == Presence.CONFIRMED)
                .count();
    }

    /** Whether these very minutes were written. */
    boolean isHeld(HoldConference command) {
        return state == State.HELD
                && command.heldAt().equals(heldAt)
                && command.minutes().equals(minutes);
    }

    Conference with(@Nullable String code, List<Attendance> people, List<Decision> decided) {
        return new Conference(
                id,
                fileId,
                code,
                section,
                state,
                plannedFor,
                plannedBy,
                chair,
                agenda,
                heldAt,
                settledAt,
                minutes,
                nextDue,
                people,
                decided,
                version);
    }
}
