package org.akoma.protection.consent;

import static org.akoma.protection.consent.Consent.GivenBy.CHILD;
import static org.akoma.protection.consent.Consent.GivenBy.CHILD_ASSENT_AND_GUARDIAN;
import static org.akoma.protection.consent.Consent.GivenBy.CHILD_CONSENT_ALONE;
import static org.akoma.protection.consent.Consent.GivenBy.CHILD_CONSENT_AND_GUARDIAN;
import static org.akoma.protection.consent.Consent.GivenBy.CHILD_INFORMED_ASSENT_AND_GUARDIAN;
import static org.akoma.protection.consent.Consent.GivenBy.GUARDIAN;
import static org.akoma.protection.consent.Consent.GivenBy.GUARDIAN_AFTER_BEST_INTERESTS;
import static org.akoma.protection.consent.Consent.GivenBy.NOBODY;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.akoma.FieldError;
import org.akoma.protection.consent.Consent.Basis;
import org.akoma.protection.consent.Consent.GivenBy;
import org.akoma.protection.consent.Consent.Status;
import org.akoma.protection.identity.AgeBand;
import org.jspecify.annotations.Nullable;

/**
 * Who must answer for a child of this age ({@code requirements.md 2.6}). A refusal never stops emergency care: no rule here is
 * asked by it.
 *
 * @param familyBarred because it took part or is unsafe, or was so until two people agreed otherwise: then only a guardian whom an authority appointed
 *     may answer
 * @param guardianAppointed whether an authority has appointed the guardian
 * @param guardianKnown whether anybody who answers for the child on that day is on the file
 * @param bestInterestsWeighed whether the file holds a record of the child's best interests
 * @param supervised whether a supervisor decides
 */
public record ConsentRule(
        AgeBand band,
        boolean familyBarred,
        boolean guardianAppointed,
        boolean guardianKnown,
        boolean bestInterestsWeighed,
        boolean supervised) {

    /** The form that a yes takes at this age. */
    GivenBy usual() {
        return usual(band);
    }

    /** The same of any age. */
    public static GivenBy usual(AgeBand band) {
        return switch (band) {
            case GUARDIAN_ONLY -> GUARDIAN_AFTER_BEST_INTERESTS;
            case ASSENT -> CHILD_ASSENT_AND_GUARDIAN;
            case INFORMED_ASSENT -> CHILD_INFORMED_ASSENT_AND_GUARDIAN;
            case INFORMED_CONSENT -> CHILD_CONSENT_AND_GUARDIAN;
            case ADULT -> CHILD_CONSENT_ALONE;
        };
    }

    /** Who may answer at this age, yes or no: the usual one first, {@link GivenBy#NOBODY} last. */
    List<GivenBy> givers() {
        List<GivenBy> givers = new ArrayList<>(List.of(usual()));
        switch (band) {
            case GUARDIAN_ONLY -> givers.add(GUARDIAN);
            case ASSENT, INFORMED_ASSENT -> {
                if (supervised) givers.add(GUARDIAN_AFTER_BEST_INTERESTS);
                givers.addAll(List.of(CHILD, GUARDIAN));
            }
            case INFORMED_CONSENT -> givers.addAll(List.of(CHILD_CONSENT_ALONE, CHILD, GUARDIAN));
            case ADULT -> givers.add(CHILD);
        }
        givers.add(NOBODY);
        return givers;
    }

    /** Whether nobody is on the file who could answer for the child, and no yes may be recorded before. */
    public boolean lacksGuardian() {
        return band != AgeBand.ADULT && !guardianKnown;
    }

    /** Whether the child's own word is no yes without a guardian's. */
    public boolean needsGuardian() {
        return band != AgeBand.ADULT && band != AgeBand.INFORMED_CONSENT;
    }

    /** Whether a yes at this age waits until the child's best interests were weighed. */
    public boolean lacksBestInterests() {
        return band == AgeBand.GUARDIAN_ONLY && !bestInterestsWeighed;
    }

    /**
     * The rules that refuse this answer; empty when it may be recorded.
     *
     * @param current the answer before this one
     */
    public List<FieldError> against(Status wanted, GivenBy by, @Nullable Basis basis, @Nullable Status current) {
        List<FieldError> errors = new ArrayList<>();
        switch (wanted) {
            case GIVEN -> givenBy(by, basis).ifPresent(errors::add);
            case REFUSED -> deniedBy(by).ifPresent(errors::add);
            case WITHDRAWN -> {
                if (current != Status.GIVEN) errors.add(FieldError.of("status", "cases.consent-nothing-to-withdraw"));
                deniedBy(by).ifPresent(errors::add);
                // who does not answer for the child takes nothing back in its name
                if (by.isGuardianPart() && !by.isChildPart() && lacksGuardian())
                    errors.add(FieldError.of("givenBy", "cases.consent-no-guardian"));
            }
            case NOT_OBTAINABLE -> {
                if (by != NOBODY) errors.add(FieldError.of("givenBy", "cases.consent-not-obtained-from-nobody"));
                if (basis == null) errors.add(FieldError.of("basis", "cases.consent-basis"));
            }
        }
        if (by.isGuardianPart() && familyBarred && !guardianAppointed && band != AgeBand.ADULT)
            errors.add(FieldError.of("givenBy", "cases.consent-guardian-took-part"));
        if (wanted == Status.GIVEN && errors.isEmpty()) withoutRecord(by).ifPresent(errors::add);
        return errors;
    }

    private Optional<FieldError> givenBy(GivenBy by, @Nullable Basis basis) {
        if (by == usual()) return Optional.empty();
        if (band == AgeBand.INFORMED_CONSENT && by == CHILD_CONSENT_ALONE) return needs(basis, Basis.GUARDIAN_UNSAFE);
        boolean overTheChild =
                by == GUARDIAN_AFTER_BEST_INTERESTS && (band == AgeBand.ASSENT || band == AgeBand.INFORMED_ASSENT);
        if (!overTheChild) return Optional.of(FieldError.of("givenBy", "cases.consent-wrong-giver", usual()));
        if (!supervised) return Optional.of(FieldError.of("givenBy", "cases.consent-supervisor"));
        return basis == null ? Optional.of(FieldError.of("basis", "cases.consent-basis")) : Optional.empty();
    }

    /** A guardian's yes needs a guardian, and a yes in the child's best interests a record of them. */
    private Optional<FieldError> withoutRecord(GivenBy by) {
        if (band == AgeBand.ADULT) return Optional.empty();
        if (by.isGuardianPart() && !guardianKnown)
            return Optional.of(FieldError.of("givenBy", "cases.consent-no-guardian"));
        return by == GUARDIAN_AFTER_BEST_INTERESTS && !bestInterestsWeighed
                ? Optional.of(FieldError.of("givenBy", "cases.consent-no-best-interests"))
                : Optional.empty();
    }

    private static Optional<FieldError> needs(@Nullable Basis basis, Basis usual) {
        return basis == usual || basis == Basis.GUARDIAN_NOT_FOUND || basis == Basis.COURT_ORDER
                ? Optional.empty()
                : Optional.of(FieldError.of("basis", "cases.consent-unsafe-basis"));
    }

    /** A no may come from the child, the guardian, or both together. */
    private Optional<FieldError> deniedBy(GivenBy by) {
        boolean may = switch (band) {
            case GUARDIAN_ONLY -> by == GUARDIAN || by == GUARDIAN_AFTER_BEST_INTERESTS;
            case ADULT -> by == CHILD || by == CHILD_CONSENT_ALONE;
            case ASSENT, INFORMED_ASSENT, INFORMED_CONSENT -> by == CHILD || by == GUARDIAN || by == usual();
        };
        return may ? Optional.empty() : Optional.of(FieldError.of("givenBy", "cases.consent-wrong-denier", usual()));
    }

    /** Between 12 and 14 the child's no goes to the supervisor, at first or later. */
    public boolean escalates(Status answer, GivenBy by) {
        return answer.isNo() && band == AgeBand.INFORMED_ASSENT && by.isChildPart();
    }
}
