package org.akoma.protection.referrals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.agreements.Agreement;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Differences;
import org.akoma.protection.cases.Once;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.homecoming.FamilyReturn;
import org.akoma.protection.homecoming.FamilyReturns;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Referrals as they are written, by who works on the file or by a shelter that asks; nothing has left yet. */
@Component
class ReferralDrafts {

    private static final Set<Section> OF_A_RETURN = Set.of(Section.IDENTITY, Section.FAMILY, Section.PLACEMENT);

    private final ReferralStore store;
    private final ReferralDraftStore drafts;
    private final CaseWork work;
    private final FamilyReturns familyReturns;
    private final Organisations organisations;
    private final Partners partners;
    private final Policies policies;
    private final ApplicationEventPublisher events;

    ReferralDrafts(
            ReferralStore store,
            ReferralDraftStore drafts,
            CaseWork work,
            FamilyReturns familyReturns,
            Organisations organisations,
            Partners partners,
            Policies policies,
            ApplicationEventPublisher events) {
        this.store = store;
        this.drafts = drafts;
        this.work = work;
        this.familyReturns = familyReturns;
        this.organisations = organisations;
        this.partners = partners;
        this.policies = policies;
        this.events = events;
    }

    /** Writes a draft, or rewrites one that was not sent yet. */
    Outcome<Referral> draft(Actor actor, String code, DraftReferral command) {
        if (!actor.may(Verb.REFERRAL_WRITE) && actor.may(Verb.REFERRAL_ASK)) return ask(actor, code, command);
        return work.once(
                actor,
                code,
                Verb.REFERRAL_WRITE,
                Referrals.SECTION,
                new Once<>(
                        command.id(),
                        command,
                        file -> command.version() == null ? store.find(file.id(), command.id()) : Optional.empty()),
                file -> write(actor, file, command, null));
    }

    /** A shelter asks for a child who stays there: it is written once, in its own structure's name, and waits for the child's worker to send it. */
    private Outcome<Referral> ask(Actor actor, String code, DraftReferral command) {
        try {
            return work.as(
                    actor,
                    () -> work.peek(actor, code, Section.STATUS, file -> askFor(actor, file, command))
                            .orElseGet(Outcome.NotFound::new));
        } catch (DuplicateKeyException elsewhere) {
            return Outcome.Refused.because("id", "cases.id-taken");
        }
    }

    private Outcome<Referral> askFor(Actor actor, CaseFile file, DraftReferral command) {
        UUID shelter = drafts.shelterOf(file.id()).orElse(null);
        if (shelter == null || command.version() != null) return new Outcome.Forbidden<>();
        Referral before = store.find(file.id(), command.id()).orElse(null);
        if (before != null) return new Outcome.Done<>(before);
        if (!file.status().open()) return Outcome.Refused.because("status", "cases.file-closed");
        if (command.from() != null && !command.from().equals(actor.organisation()))
            return Outcome.Refused.because("from", "referrals.not-your-structure");
        Duration limit = command.priority().acknowledgedWithin(policies);
        Outcome<Referral> written = write(
                actor,
                file,
                command,
                new ReferralDraftStore.Asked(shelter, work.now().plus(limit)));
        if (written instanceof Outcome.Done<Referral>(var draft))
            Notification.others(Set.of(file.workerId()), actor.personId(), Notification.REFERRAL)
                    .map(ring -> ring.about(draft.id()))
                    .ifPresent(events::publishEvent);
        return written;
    }

    /** A new draft of who works on the file; inside the command that asks for more than a draft. */
    Outcome<Referral> write(Actor actor, CaseFile file, DraftReferral command) {
        return write(actor, file, command, null);
    }

    private Outcome<Referral> write(
            Actor actor, CaseFile file, DraftReferral command, ReferralDraftStore.@Nullable Asked asked) {
        String own = asked == null ? partners.holder(file) : actor.organisation();
        String teller = command.from() == null ? own : command.from();
        Organisation from = organisations.find(teller).orElse(null);
        Organisation to = organisations.find(command.to()).orElse(null);
        List<FieldError> wrong = refusals(actor, file, from, to, command);
        if (from == null || to == null || !wrong.isEmpty()) return new Outcome.Refused<>(wrong);
        Integer version = command.version();
        if (version == null) drafts.insert(file, command, from, to, asked, actor.personId(), work.now());
        else {
            Referral before = store.find(file.id(), command.id()).orElse(null);
            if (before == null) return new Outcome.NotFound<>();
            if (before.course().sentAt() != null) return Outcome.Refused.because("step", "referrals.sent-already");
            if (!drafts.rewrite(file.id(), command, from, to, version))
                return new Outcome.Stale<>(before, differing(before, command, from, to));
        }
        Referral written = store.find(file.id(), command.id()).orElseThrow();
        work.note(file, Referrals.SECTION, "referrals.drafted", written.facts());
        return new Outcome.Done<>(written);
    }

    private List<String> differing(Referral before, DraftReferral wanted, Organisation from, Organisation to) {
        Referral.SealedText words = store.said(before.fileId(), before.id()).words();
        return Differences.between(
                Differences.fields(
                        "from", before.from(),
                        "to", before.to(),
                        "purpose", before.purpose(),
                        "priority", before.priority(),
                        "service", before.service(),
                        "sections", before.sections(),
                        "homecoming", before.homecomingId(),
                        "reason", words == null ? null : words.reason(),
                        "asked", words == null ? null : words.asked()),
                Differences.fields(
                        "from", from.code(),
                        "to", to.code(),
                        "purpose", wanted.purpose(),
                        "priority", wanted.priority(),
                        "service", wanted.service(),
                        "sections", wanted.sections(),
                        "homecoming", wanted.homecomingId(),
                        "reason", wanted.words().reason(),
                        "asked", wanted.words().asked()));
    }

    /** A structure that is asked to take a child in needs the purpose RETURN and the sections on identity, family and home. */
    private List<FieldError> refusals(
            Actor actor, CaseFile file, @Nullable Organisation from, @Nullable Organisation to, DraftReferral command) {
        List<FieldError> wrong = new ArrayList<>();
        if (from == null) wrong.add(FieldError.of("from", "referrals.no-structure"));
        FieldError receiver = wrong(from, to, command.to());
        if (receiver != null) wrong.add(receiver);
        if (command.homecomingId() == null) return wrong;
        if (!isOfFile(actor, file, command.homecomingId()))
            wrong.add(FieldError.of("homecoming", "referrals.no-return-waits"));
        if (command.purpose() != Agreement.Purpose.RETURN)
            wrong.add(FieldError.of("purpose", "referrals.return-purpose"));
        if (!command.sections().containsAll(OF_A_RETURN))
            wrong.add(FieldError.of("sections", "referrals.return-sections"));
        return wrong;
    }

    /**
     * What would be refused of a draft in which something cannot be read, so that all is said at once.
     *
     * @param legible fields of {@link DraftReferral.Input}
     */
    List<FieldError> refusals(Actor actor, String code, Map<String, @Nullable Object> legible) {
        if (!(legible.get("to") instanceof String wanted)) return List.of();
        return work.peek(
                        actor,
                        code,
                        Section.STATUS,
                        file -> Optional.ofNullable(
                                wrong(null, organisations.find(wanted).orElse(null), wanted)))
                .flatMap(receiver -> receiver)
                .map(List::of)
                .orElse(List.of());
    }

    private boolean isOfFile(Actor actor, CaseFile file, UUID homecoming) {
        return familyReturns.of(actor, file.code()) instanceof Outcome.Done<List<FamilyReturn>>(var all)
                && all.stream().anyMatch(one -> one.id().equals(homecoming));
    }

    private @Nullable FieldError wrong(@Nullable Organisation from, @Nullable Organisation to, String wanted) {
        if (to == null || !to.existsOn(work.today())) return FieldError.of("to", "referrals.no-structure", wanted);
        if (from != null && to.id().equals(from.id())) return FieldError.of("to", "referrals.to-oneself");
        return to.kind() == Organisation.Kind.LAW_ENFORCEMENT ? FieldError.of("to", "referrals.to-police") : null;
    }
}
