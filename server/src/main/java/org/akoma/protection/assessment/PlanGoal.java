package org.akoma.protection.assessment;

import java.time.LocalDate;
import java.util.UUID;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;

/**
 * One goal of a plan, as the child would say it.
 *
 * @param service code of the list {@code assistance} ({@code requirements.md 3})
 * @param provider the structure or person that gives it, as typed; sealed
 * @param version goes up whenever the goal is marked or written anew
 * @param responsible the person who sees to it
 * @param continues goal of the version in force that it takes over, or whose outcome it says; null = a new goal
 */
public record PlanGoal(
        UUID id,
        int position,
        String service,
        @Nullable String provider,
        @Nullable LocalDate startsOn,
        @Nullable LocalDate endsOn,
        UUID responsible,
        Met met,
        SealedText words,
        @Nullable UUID continues,
        int version) {

    /** As it is first written. */
    public PlanGoal(
            UUID id,
            int position,
            String service,
            @Nullable String provider,
            @Nullable LocalDate startsOn,
            @Nullable LocalDate endsOn,
            UUID responsible,
            Met met,
            SealedText words) {
        this(id, position, service, provider, startsOn, endsOn, responsible, met, words, null, 1);
    }

    /** Of the seal. */
    static final String SEAL_CONTEXT = "cases.plan_goal";

    public enum Met {
        OPEN,
        MET,
        NOT_MET,
        DROPPED
    }

    /**
     * Sealed.
     *
     * @param aim in the child's terms
     * @param measure by what one will know that it is reached
     * @param outcomeReason why a new version drops it
     */
    public record SealedText(
            String aim, @Nullable String measure, @Nullable String outcomeReason) {
        public SealedText(String aim, @Nullable String measure) {
            this(aim, measure, null);
        }
    }

    /** The same goal, which takes over this one of the version in force. */
    public PlanGoal continuing(@Nullable UUID goal) {
        return new PlanGoal(id, position, service, provider, startsOn, endsOn, responsible, met, words, goal, version);
    }

    /** Whether it goes on no more: with this version it ends a goal of the one before. */
    boolean ends() {
        return continues != null && met != Met.OPEN;
    }

    PlanGoal at(int place) {
        return new PlanGoal(
                id, place, service, provider, startsOn, endsOn, responsible, met, words, continues, version);
    }

    /** Who gives it, of a goal that was sealed. */
    public static @Nullable String provider(Vault vault, UUID file, byte[] sealed) {
        return vault.read(file, SEAL_CONTEXT, sealed, Sealed.class).provider();
    }

    /** What is typed of a goal; the provider too, since nobody holds people to codes there. */
    record Sealed(
            String aim,
            @Nullable String measure,
            @Nullable String provider,
            @Nullable String outcomeReason) {
        static Sealed of(PlanGoal goal) {
            SealedText words = goal.words();
            return new Sealed(words.aim(), words.measure(), goal.provider(), words.outcomeReason());
        }
    }
}
