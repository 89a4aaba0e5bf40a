package org.akoma.protection.consent;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One answer to one question: may the child's information be used for this purpose? ({@code requirements.md 2.2, 2.3, 2.6}). Answers are only
 * ever added; the newest of a purpose is the current one.
 *
 * @param at when the answer was given
 * @param language in which it was explained, a code of the list {@code language}
 * @param explained codes of the list {@code consent-question} answered with yes, and {@link #LIMITS}
 * @param witness sealed, like the words
 */
public record Consent(
        UUID id,
        Purpose purpose,
        Status status,
        GivenBy givenBy,
        Instant at,
        @Nullable String language,
        @Nullable Basis basis,
        List<String> explained,
        UUID explainedBy,
        @Nullable String witness,
        @Nullable String words,
        UUID recordedBy,
        Instant recordedAt) {

    /** The limits of confidentiality (risk to life, duty to report) were explained first. */
    public static final String LIMITS = "TOLD_LIMITS";

    /** What has to be explained before a yes counts: the seven questions of HTCDS, codes of the list {@code consent-question}. */
    public static final Set<String> QUESTIONS = inOrder(
            "INTERVIEW",
            "TOLD_PURPOSE",
            "TOLD_USES",
            "TOLD_RESEARCH",
            "TOLD_ACCESS_RIGHT",
            "TOLD_RETENTION",
            "TOLD_WITHDRAWAL");

    private static Set<String> inOrder(String... questions) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(questions)));
    }

    public Consent {
        explained = List.copyOf(explained);
    }

    /** Nobody could be asked, because the child's life is in danger. */
    public boolean tellsOfDanger() {
        return status == Status.NOT_OBTAINABLE && basis == Basis.DANGER_TO_LIFE;
    }

    /** Somebody who answers for the child is a danger to it. */
    boolean tellsOfUnsafeGuardian() {
        return basis == Basis.GUARDIAN_UNSAFE;
    }

    public enum Purpose {
        CASE_MANAGEMENT,
        SHARE_FOR_REFERRAL,
        SHARE_WITH_LAW_ENFORCEMENT,
        ANONYMOUS_STATISTICS,
        TRANSFER_TO_AUTHORITY,
        EVALUATION_INTERVIEW,
        PHOTO,
        MEDIA
    }

    public enum Status {
        GIVEN,
        REFUSED,
        WITHDRAWN,
        NOT_OBTAINABLE;

        /** The child or the guardian does not want it, or no longer. */
        public boolean isNo() {
            return this == REFUSED || this == WITHDRAWN;
        }
    }

    /** Who answered. The first five are the forms a yes takes by age; {@code CHILD} and {@code GUARDIAN} say who said no. */
    public enum GivenBy {
        GUARDIAN_AFTER_BEST_INTERESTS,
        CHILD_ASSENT_AND_GUARDIAN,
        CHILD_INFORMED_ASSENT_AND_GUARDIAN,
        CHILD_CONSENT_AND_GUARDIAN,
        CHILD_CONSENT_ALONE,
        CHILD,
        GUARDIAN,
        NOBODY;

        boolean isGuardianPart() {
            return this != CHILD_CONSENT_ALONE && this != CHILD && this != NOBODY;
        }

        boolean isChildPart() {
            return this != GUARDIAN_AFTER_BEST_INTERESTS && this != GUARDIAN && this != NOBODY;
        }
    }

    /** Why nobody, or not the usual person, answered. */
    public enum Basis {
        DANGER_TO_LIFE,
        GUARDIAN_UNSAFE,
        GUARDIAN_NOT_FOUND,
        CHILD_UNABLE,
        COURT_ORDER,
        LEGAL_DUTY,
        BEST_INTERESTS
    }
}
