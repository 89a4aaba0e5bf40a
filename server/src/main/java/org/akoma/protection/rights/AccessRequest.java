package org.akoma.protection.rights;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.akoma.EnumSets;
import org.akoma.ground.access.Section;
import org.akoma.ground.decisions.Decision;
import org.akoma.protection.identity.Guardian;
import org.jspecify.annotations.Nullable;

/**
 * A child, or who answers for it, asks what is held about the child.
 *
 * @param guardians who answered for the child on that day: one of them asks; empty where the child does
 * @param leftOut parts that the people of the file leave out besides those of the rule
 * @param why they are left out; null = none are
 * @param dueAt until when who asked has the answer
 */
record AccessRequest(
        UUID id,
        UUID fileId,
        Asker by,
        LocalDate on,
        Checked checked,
        List<Answering> guardians,
        @Nullable Boolean childAgrees,
        Language language,
        Set<Part> leftOut,
        @Nullable String why,
        String recordedBy,
        Instant recordedAt,
        Instant dueAt,
        Decision.State state,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable Answered answered,
        List<Taken> taken)
        implements DataRequest {

    AccessRequest {
        leftOut = EnumSets.inOrder(Part.class, leftOut);
        guardians = List.copyOf(guardians);
        taken = List.copyOf(taken);
    }

    enum Asker {
        CHILD,
        GUARDIAN
    }

    /** Somebody who answers for the child, for who reads of the family. */
    record Answering(Guardian.Kind kind, LocalDate since, String name) {}

    /** How who recorded it knew who was asking. */
    enum Checked {
        KNOWN_IN_PERSON,
        DOCUMENT,
        COURT_DECISION
    }

    /** Of the paper. */
    enum Language {
        FR,
        EN;

        Locale locale() {
            return this == FR ? Locale.FRENCH : Locale.ENGLISH;
        }
    }

    /** How the answer reached who asked. */
    enum How {
        HANDED_OVER,
        READ_ALOUD,
        TOLD_REFUSED
    }

    record Answered(LocalDate on, How how, String by) {}

    record Taken(String by, Instant at) {}

    /** What the answer is made of. */
    enum Part {
        IDENTITY(Section.IDENTITY, true),
        FAMILY(Section.FAMILY, true),
        CONSENTS(Section.FAMILY, false),
        NEEDS(Section.NOTES, false),
        PLAN(Section.ASSISTANCE, false),
        WELLBEING(Section.FOLLOW_UP, false),
        HEALTH(Section.HEALTH, true),
        SERVICES(Section.ASSISTANCE, false),
        MONEY(Section.ASSISTANCE, false),
        SCHOOL(Section.ASSISTANCE, true),
        PLACEMENTS(Section.PLACEMENT, false),
        VISITS(Section.FOLLOW_UP, true),
        ALERTS(Section.FOLLOW_UP, false),
        GIVEN(Section.STATUS, false),
        SEEN(Section.STATUS, false);

        private final Section section;
        private final boolean forGuardian;

        Part(Section section, boolean forGuardian) {
            this.section = section;
            this.forGuardian = forGuardian;
        }

        Section section() {
            return section;
        }

        /**
         * Where the child lives, of what it was in danger, how great the danger is, what it said to the police, and with whom it is known is not told to a
         * grown-up, who may be the danger (requirements.md 8.7). Help and money say where a child lives too: a shelter until a day, a journey home.
         */
        boolean isFor(Asker asker) {
            return asker == Asker.CHILD || forGuardian;
        }
    }

    public boolean waits() {
        return state == Decision.State.WAITING;
    }

    /** Whether who asked still has no answer. */
    public boolean isOpen() {
        return answered == null && state != Decision.State.WITHDRAWN;
    }

    public boolean isLate(Instant now) {
        return isOpen() && now.isAfter(dueAt);
    }
}
