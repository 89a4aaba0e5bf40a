package org.akoma.protection.referrals;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.akoma.FieldError;
import org.akoma.ground.access.Section;
import org.akoma.ground.agreements.Agreement;
import org.akoma.ground.agreements.Agreements;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.consent.Consents;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The rules that refuse to send a referral: no agreement of the structure that holds the file ({@code requirements.md 8.3}), sections outside of
 * it, no consent (except in danger to life, and where two people agreed that an authority is asked for a guardian). Where another structure is named as the sender, its agreement is required besides the holder's.
 */
@Component
class ReferralObstacles {

    /** What leaves against a no, in danger to life. */
    private static final Set<Section> HEALTH = Set.of(Section.HEALTH, Section.STATUS);

    private static final String OUTSIDE = "referrals.outside-";

    private final Agreements agreements;
    private final Consents consents;
    private final Partners partners;
    private final WrittenReferrals written;
    private final GuardianRequestStore guardians;
    private final ReferralStore store;
    private final CaseWork work;

    ReferralObstacles(
            Agreements agreements,
            Consents consents,
            Partners partners,
            WrittenReferrals written,
            GuardianRequestStore guardians,
            ReferralStore store,
            CaseWork work) {
        this.agreements = agreements;
        this.consents = consents;
        this.partners = partners;
        this.written = written;
        this.guardians = guardians;
        this.store = store;
        this.work = work;
    }

    /**
     * @param agreement under which it goes; null when it is refused
     * @param danger it goes without consent, because life is in danger: a supervisor confirms afterwards
     * @param guardian it goes without consent, because two people agreed that an authority is asked for a guardian
     */
    record Judged(@Nullable Agreement agreement, boolean danger, boolean guardian, List<FieldError> errors) {}

    Judged judge(CaseFile file, Referral draft) {
        Set<FieldError> errors = new LinkedHashSet<>();
        String holder = partners.holder(file);
        Agreement agreement = null;
        if (!holder.equals(draft.to())) agreement = pair(holder, draft.to(), draft.purpose(), draft.sections(), errors);
        if (!holder.equals(draft.from())) {
            Agreement theirs = pair(draft.from(), draft.to(), draft.purpose(), draft.sections(), errors);
            if (holder.equals(draft.to())) agreement = theirs;
        }
        // asked again: it may have been of another kind when this was written
        if (partners.isPolice(draft.to())) errors.add(FieldError.of("to", "referrals.to-police"));
        if (written.isOpen(file, draft)) errors.add(FieldError.of("from", "referrals.unconfirmed", draft.from()));
        boolean agreed = consents.allows(file, Consent.Purpose.SHARE_FOR_REFERRAL);
        boolean guardian = !agreed && guardians.leaves(draft.id());
        boolean danger = !agreed && !guardian && consents.isInDanger(file);
        if (danger && draft.priority() != Referral.Priority.URGENT)
            errors.add(FieldError.of("priority", "referrals.danger-urgent"));
        else if (danger && store.isDangerDenied(draft.id()))
            errors.add(FieldError.of("consent", "referrals.danger-denied"));
        else if (danger
                && !HEALTH.containsAll(draft.sections())
                && consents.heldNo(file.id()).isPresent())
            errors.add(FieldError.of("sections", "referrals.danger-health"));
        else if (!agreed && !danger && !guardian) errors.add(unconsented(file));
        return new Judged(agreement, danger, guardian, List.copyOf(errors));
    }

    /** The sections that an agreement with this structure leaves out, before a draft is written; consent and the agreement itself are asked when it is sent. */
    List<FieldError> outside(CaseFile file, DraftReferral command) {
        Set<FieldError> errors = new LinkedHashSet<>();
        String holder = partners.holder(file);
        for (String teller : new LinkedHashSet<>(List.of(holder, command.from() == null ? holder : command.from())))
            if (!teller.equals(command.to())) pair(teller, command.to(), command.purpose(), command.sections(), errors);
        return errors.stream().filter(one -> one.code().startsWith(OUTSIDE)).toList();
    }

    /** The agreement under which this structure may tell the receiver these sections; null when there is none, and why. */
    private @Nullable Agreement pair(
            String teller, String to, Agreement.Purpose purpose, Set<Section> sections, Set<FieldError> errors) {
        return switch (agreements.judge(teller, to, purpose, sections, work.today())) {
            case Agreements.Verdict.Allowed(Agreement found) -> found;
            case Agreements.Verdict.TooMuch(Agreement found, Set<Section> outside) -> {
                outside.stream()
                        .sorted()
                        .forEach(one -> errors.add(FieldError.of(
                                "sections", OUTSIDE + one.name().toLowerCase(Locale.ROOT), found.from(), found.to())));
                yield null;
            }
            case Agreements.Verdict.Refused(FieldError why) -> {
                errors.add(why);
                yield null;
            }
        };
    }

    private FieldError unconsented(CaseFile file) {
        return FieldError.of(
                "consent",
                consents.current(file, Consent.Purpose.SHARE_FOR_REFERRAL)
                        .map(status -> "referrals.consent-"
                                + status.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .orElse("referrals.consent-none"));
    }
}
