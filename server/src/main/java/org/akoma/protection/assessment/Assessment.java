package org.akoma.protection.assessment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;

/**
 * What a child needs and how great the danger is. Need codes and risk lie in clear, every word is sealed.
 *
 * @param needs codes of the list {@code csi-factor}: the domains in which something is needed
 * @param lowers the risk is lower than the file's: it holds only once a supervisor, not the author, has agreed
 */
public record Assessment(
        UUID id,
        Kind kind,
        Instant at,
        CaseFile.Risk risk,
        List<String> needs,
        SealedText words,
        UUID author,
        boolean lowers,
        @Nullable UUID approvedBy,
        @Nullable Instant approvedAt) {

    public Assessment {
        needs = List.copyOf(needs);
    }

    public enum Kind {
        INITIAL,
        REVIEW
    }

    /** Sealed. The child's own words and wishes are kept apart from what adults think ({@code requirements.md 2.3}). */
    public record SealedText(
            @Nullable String needsInWords,
            @Nullable String protectiveFactors,
            @Nullable String riskFactors,
            String reason,
            @Nullable String safetyPlan,
            @Nullable String childsWords,
            @Nullable String childsWishes) {}

    /** Lowered, and no supervisor has agreed yet. */
    public boolean waits() {
        return lowers && approvedBy == null;
    }

    static boolean lowers(CaseFile.@Nullable Risk before, CaseFile.Risk wanted) {
        return before != null && wanted.compareTo(before) < 0;
    }

    /**
     * Until when the first assessment is due (T5): HIGH 24 h, MEDIUM 72 h, LOW 168 h, counted from registration, not from the
     * hand-over. The reference scenario settles it: 43 of 48 in time from registration, 24 from the hand-over.
     */
    static Instant due(Instant registeredAt, CaseFile.Risk risk, Policies policies) {
        Duration allowed = policies.hours("initial-assessment." + risk.name().toLowerCase(Locale.ROOT) + ".max");
        return registeredAt.plus(allowed);
    }
}
