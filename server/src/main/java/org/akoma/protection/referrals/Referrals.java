package org.akoma.protection.referrals;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.akoma.FieldError;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Grants;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.agreements.Agreement;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Differences;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.consent.Consents;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Referrals of a child from one structure to another, by who works on the file: nothing leaves without an agreement, the consent, and
 * within what was agreed; what leaves is a grant that ends by itself. Drafts are in {@link ReferralDrafts}, answers in {@link ReferralAnswers}.
 */
@Service
public class Referrals {

    static final Section SECTION = Section.ASSISTANCE;

    private final ReferralStore store;
    private final ReferralDrafts drafts;
    private final ReferralObstacles obstacles;
    private final WrittenReferrals written;
    private final ReferralsInDanger inDanger;
    private final CaseWork work;
    private final Organisations organisations;
    private final Receivers receivers;
    private final Grants grants;
    private final Policies policies;
    private final Consents consents;
    private final ApplicationEventPublisher events;

    Referrals(
            ReferralStore store,
            ReferralDrafts drafts,
            ReferralObstacles obstacles,
            WrittenReferrals written,
            ReferralsInDanger inDanger,
            CaseWork work,
            Organisations organisations,
            Receivers receivers,
            Grants grants,
            Policies policies,
            Consents consents,
            ApplicationEventPublisher events) {
        this.store = store;
        this.drafts = drafts;
        this.obstacles = obstacles;
        this.written = written;
        this.inDanger = inDanger;
        this.work = work;
        this.organisations = organisations;
        this.receivers = receivers;
        this.grants = grants;
        this.policies = policies;
        this.consents = consents;
        this.events = events;
    }

    /** Those of a file, newest first; the reading is journalled. A structure that was asked finds its own. */
    public Outcome<List<Referral>> of(Actor actor, String code) {
        if (!actor.may(Verb.REFERRAL_READ)) return new Outcome.NotFound<>();
        return work.read(actor, code, Section.STATUS, "referrals.listed", file -> store.of(file.id()));
    }

    /** The referral of this code, where the actor may read it; not journalled. Call inside an actor's transaction. */
    public Optional<Referral> find(String code) {
        return store.find(code);
    }

    /** Writes a draft, or rewrites one that was not sent yet. */
    public Outcome<Referral> draft(Actor actor, String code, DraftReferral command) {
        return drafts.draft(actor, code, command);
    }

    /** What would be refused of a draft in which something cannot be read. */
    List<FieldError> refusals(Actor actor, String code, Map<String, @Nullable Object> legible) {
        return drafts.refusals(actor, code, legible);
    }

    /** Which of the chosen sections no agreement lets leave, for who is about to write and send it in one step. Empty when none, or the file is not found. */
    List<FieldError> outside(Actor actor, String code, DraftReferral command) {
        return work.peek(actor, code, SECTION, file -> obstacles.outside(file, command))
                .orElse(List.of());
    }

    /** The rules that refuse to send it now: agreement, sections outside of it, consent. Empty when none does. */
    public Outcome<List<FieldError>> obstacles(Actor actor, String code, UUID id) {
        return work.peek(
                        actor,
                        code,
                        SECTION,
                        file -> store.find(file.id(), id)
                                .map(draft -> obstacles.judge(file, draft).errors()))
                .flatMap(found -> found)
                .<Outcome<List<FieldError>>>map(Outcome.Done::new)
                .orElseGet(Outcome.NotFound::new);
    }

    /** Whether this draft would leave without consent. */
    boolean isInDanger(Actor actor, Referral draft) {
        return is(actor, draft, ReferralObstacles.Judged::danger);
    }

    /** Whether this draft would leave without consent because two people agreed that an authority is asked for a guardian. */
    boolean isForGuardian(Actor actor, Referral draft) {
        return is(actor, draft, ReferralObstacles.Judged::guardian);
    }

    private boolean is(Actor actor, Referral draft, Predicate<ReferralObstacles.Judged> what) {
        String code = draft.fileCode();
        return code != null
                && work.peek(actor, code, SECTION, file -> what.test(obstacles.judge(file, draft)))
                        .orElse(false);
    }

    /** What the supervisor was asked about this referral that left without consent; null = it left with consent, or the reader is not of the sender's side. */
    ReferralsInDanger.@Nullable Asked askedInDanger(Actor actor, Referral sent) {
        boolean may =
                sent.priority() == Referral.Priority.URGENT && sent.course().sentAt() != null && isOfTheSender(sent);
        return may ? work.as(actor, () -> inDanger.asked(sent)).orElse(null) : null;
    }

    /** Asks the file's supervisor to confirm that another structure refers the child, by letter or word of mouth. */
    public Outcome<Referral> askConfirmation(Actor actor, String code, UUID id) {
        return onOne(actor, code, id, null, Referral.Status.DRAFT, (file, draft) -> {
            if (draft.course().sentAt() != null) return Outcome.Refused.because("step", "referrals.sent-already");
            if (!written.isOpen(file, draft)) return Outcome.Refused.because("from", "referrals.nothing-to-confirm");
            if (!written.waits(draft)) {
                written.ask(actor, file, draft);
                work.note(file, SECTION, "referrals.confirmation-asked", draft.facts());
            }
            return new Outcome.Done<>(draft);
        });
    }

    /**
     * A supervisor confirms it, or does not.
     *
     * @param why where they do not
     */
    public Outcome<Referral> confirm(Actor actor, String code, UUID id, boolean agreed, @Nullable String why) {
        return work.peek(
                        actor,
                        code,
                        SECTION,
                        file -> store.find(file.id(), id).map(draft -> written.verdict(actor, draft, agreed, why)))
                .flatMap(found -> found)
                .orElseGet(Outcome.NotFound::new);
    }

    /** Whether this draft must be confirmed before it is sent, and whether that was asked for. */
    record Confirming(boolean open, boolean asked) {}

    Confirming confirming(Actor actor, Referral draft) {
        String code = draft.fileCode();
        if (code == null) return new Confirming(false, false);
        return work.peek(
                        actor, code, SECTION, file -> new Confirming(written.isOpen(file, draft), written.waits(draft)))
                .orElse(new Confirming(false, false));
    }

    /** Whether nobody of the structure that this draft goes to would hear of it. */
    boolean isNobodyThere(Actor actor, String code, UUID id) {
        return work.peek(
                        actor, code, SECTION, file -> store.find(file.id(), id).map(draft -> !receivers.isThere(draft)))
                .flatMap(found -> found)
                .orElse(false);
    }

    /**
     * Sends it, or answers the rules that refuse it; sent again, it answers the referral.
     *
     * @param version the version that the caller read; null = any
     */
    public Outcome<Referral> send(Actor actor, String code, UUID id, @Nullable Integer version) {
        return onOne(actor, code, id, version, Referral.Status.SENT, (file, draft) -> {
            if (draft.course().sentAt() != null) return new Outcome.Done<>(draft);
            if (!file.status().open()) return Outcome.Refused.because("status", "cases.file-closed");
            ReferralObstacles.Judged judged = judge(file, draft);
            Agreement agreement = judged.agreement();
            if (agreement == null || !judged.errors().isEmpty()) return new Outcome.Refused<>(judged.errors());
            if (work.onlyByEmergency(file)) return CaseWork.byEmergency();
            // what is held by an emergency is not passed on (trust.md G1)
            if (!draft.sections().stream().allMatch(section -> grants.keeps(file.id(), section, true)))
                return Outcome.Refused.because("sections", "cases.share-too-much");
            return dispatch(actor, file, draft, agreement, judged);
        });
    }

    private ReferralObstacles.Judged judge(CaseFile file, Referral draft) {
        ReferralObstacles.Judged judged = obstacles.judge(file, draft);
        if (!judged.danger()) return judged;
        inDanger.queue(file);
        return obstacles.judge(file, draft);
    }

    /** Without consent it runs for a few days, until a supervisor has confirmed it; or for as long as an authority needs to appoint a guardian. */
    private Duration validity(CaseFile file, Organisation to, ReferralObstacles.Judged judged) {
        if (judged.danger()) return ReferralsInDanger.UNCONFIRMED;
        Duration usual = store.validity(file.id(), to.id());
        return judged.guardian() && usual.compareTo(GuardianRequests.VALID) > 0 ? GuardianRequests.VALID : usual;
    }

    private Outcome<Referral> dispatch(
            Actor actor, CaseFile file, Referral draft, Agreement agreement, ReferralObstacles.Judged judged) {
        Organisation to = organisations.find(draft.to()).orElseThrow();
        Instant now = work.now();
        Instant until = earlier(
                now.plus(validity(file, to, judged)),
                agreement.lastsUntil().atStartOfDay().toInstant(ZoneOffset.UTC));
        Duration limit = draft.priority().acknowledgedWithin(policies);
        Person focal = receivers.apartFromDesk(to.id()).orElse(null);
        UUID focalGrant = focal == null ? null : Ids.next();
        UUID focalId = focal == null ? null : focal.id();
        store.send(
                draft.id(),
                agreement.id(),
                actor.personId(),
                now,
                now.plus(limit),
                now.plus(limit.multipliedBy(policies.count("referral-escalation.manager"))),
                until,
                focalId,
                focalGrant);
        if (judged.danger()) inDanger.ask(actor, file, draft);
        grants.give(actor, grant(draft.id(), file, Grant.Kind.DESK, to.deskId(), draft.sections(), now, until));
        if (focalGrant != null && focalId != null)
            grants.give(actor, grant(focalGrant, file, Grant.Kind.PERSON, focalId, draft.sections(), now, until));
        ring(draft.id(), receivers.of(to.id(), focalId), actor);
        ring(null, Set.copyOf(store.asking(draft.id())), actor);
        return noted(file, draft.id(), "referrals.sent");
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Reading only: what the structure answers, it answers on the referral. */
    private static Grant grant(
            UUID id, CaseFile file, Grant.Kind kind, UUID grantee, Set<Section> sections, Instant now, Instant until) {
        return new Grant(id, file.id(), kind, grantee, sections, false, now, until, Grant.Reason.REFERRAL);
    }

    /** @param asked the referral that is to be taken on; null = it is only told */
    private void ring(@Nullable UUID asked, Set<UUID> persons, Actor actor) {
        Notification.others(persons, actor.personId(), Notification.REFERRAL)
                .map(ring -> asked == null ? ring : ring.about(asked))
                .ifPresent(events::publishEvent);
    }

    /**
     * The sender ends it early, and its grants end with it. If its silence was escalated to the supervisor or the manager, they are notified and
     * can read the reason.
     *
     * @param version as {@link #send}
     * @param reason sealed; required, and kept, where the silence was escalated
     */
    public Outcome<Referral> end(
            Actor actor, String code, UUID id, @Nullable Integer version, @Nullable String reason) {
        return onOne(actor, code, id, version, Referral.Status.EXPIRED, (file, running) -> {
            if (running.course().endedAt() != null) return new Outcome.Done<>(running);
            Referral.Status status = running.at(work.now());
            boolean runs = status == Referral.Status.SENT
                    || status == Referral.Status.ACKNOWLEDGED
                    || status == Referral.Status.ACCEPTED;
            if (!runs) return Outcome.Refused.because("step", "referrals.order", status.name());
            if (isEscalated(running)) {
                if (reason == null) return Outcome.Refused.because("endReason", "referrals.end-reason");
                store.keepAnswer(file.id(), id, Referral.Step.COMPLETE, reason);
            }
            store.end(id, actor.personId(), work.now());
            ring(null, receivers.of(running.toId(), running.toPerson()), actor);
            return noted(file, id, "referrals.ended");
        });
    }

    /** Whether its silence has come to the supervisor, or further. */
    boolean isEscalated(Referral running) {
        return running.escalation(work.now(), policies.count("referral-escalation.manager"))
                != Referral.Escalation.NONE;
    }

    /** Whether the reader is of the sender's side of a referral that was answered in writing. */
    boolean isWritten(Actor actor, Referral sent) {
        return sent.course().how() == Referral.How.WRITTEN && isOfTheSender(sent);
    }

    private static boolean isOfTheSender(Referral one) {
        return one.fileCode() != null && !one.received() && !one.overseen();
    }

    /** Where sharing was refused and then agreed to before this left, for the sender's side; null = it was not. */
    Consents.@Nullable YesAfterNo yesAfterNo(Actor actor, Referral one) {
        if (!isOfTheSender(one)) return null;
        Instant until =
                one.course().sentAt() == null ? work.now() : one.course().sentAt();
        return work.as(actor, () -> consents.yesAfterNo(one.fileId(), Consent.Purpose.SHARE_FOR_REFERRAL, until))
                .orElse(null);
    }

    /** A step of the sender's side; the other side waits until it is taken. */
    private Outcome<Referral> onOne(
            Actor actor,
            String code,
            UUID id,
            @Nullable Integer version,
            Referral.Status wanted,
            BiFunction<CaseFile, Referral, Outcome<Referral>> step) {
        return work.onAny(actor, code, Verb.REFERRAL_WRITE, SECTION, file -> {
            store.lock(id);
            Referral now = store.find(file.id(), id).orElse(null);
            if (now == null) return new Outcome.NotFound<>();
            return Outcome.Stale.since(
                            now,
                            now.version(),
                            version,
                            Differences.fields("status", now.at(work.now())),
                            Differences.fields("status", wanted))
                    .orElseGet(() -> step.apply(file, now));
        });
    }

    private Outcome<Referral> noted(CaseFile file, UUID id, String act) {
        Referral now = store.find(file.id(), id).orElseThrow();
        work.note(file, SECTION, act, now.facts());
        return new Outcome.Done<>(now);
    }
}
