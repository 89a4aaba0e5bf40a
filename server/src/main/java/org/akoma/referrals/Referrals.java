package org.akoma.referrals;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.akoma.FieldError;
import org.akoma.Ids;
import org.akoma.access.Actor;
import org.akoma.access.Agreement;
import org.akoma.access.Agreements;
import org.akoma.access.Grant;
import org.akoma.access.Grants;
import org.akoma.access.Organisation;
import org.akoma.access.Organisations;
import org.akoma.access.Person;
import org.akoma.access.Ring;
import org.akoma.access.Section;
import org.akoma.access.Verb;
import org.akoma.cases.CaseFile;
import org.akoma.cases.CaseWork;
import org.akoma.cases.Consent;
import org.akoma.cases.Consents;
import org.akoma.cases.Differences;
import org.akoma.cases.Homecoming;
import org.akoma.cases.Homecomings;
import org.akoma.cases.Outcome;
import org.akoma.reference.Policies;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/**
 * Referrals of a child from one structure to another, by who works on the file: nothing leaves without an agreement, the consent, and
 * within what was agreed; what leaves is a grant that ends by itself. Answers are in {@link ReferralAnswers}.
 */
@Service
public class Referrals {

    static final Section SECTION = Section.ASSISTANCE;

    private final ReferralStore store;
    private final CaseWork work;
    private final Agreements agreements;
    private final Consents consents;
    private final Homecomings homecomings;
    private final Organisations organisations;
    private final Receivers receivers;
    private final Grants grants;
    private final Policies policies;
    private final ApplicationEventPublisher events;

    Referrals(
            ReferralStore store,
            CaseWork work,
            Agreements agreements,
            Consents consents,
            Homecomings homecomings,
            Organisations organisations,
            Receivers receivers,
            Grants grants,
            Policies policies,
            ApplicationEventPublisher events) {
        this.store = store;
        this.work = work;
        this.agreements = agreements;
        this.consents = consents;
        this.homecomings = homecomings;
        this.organisations = organisations;
        this.receivers = receivers;
        this.grants = grants;
        this.policies = policies;
        this.events = events;
    }

    /** Those of a file, newest first; the reading is journalled. A structure that was asked finds its own. */
    public Outcome<List<Referral>> of(Actor actor, String code) {
        if (!actor.may(Verb.REFERRAL_READ)) return new Outcome.NotFound<>();
        return work.read(actor, code, Section.STATUS, "referrals.listed", file -> store.of(file.id()));
    }

    /** Writes a draft, or rewrites one that was not sent yet. */
    public Outcome<Referral> draft(Actor actor, String code, DraftReferral command) {
        if (!actor.may(Verb.REFERRAL_WRITE) && actor.may(Verb.REFERRAL_ASK)) return ask(actor, code, command);
        return work.once(
                actor,
                code,
                Verb.REFERRAL_WRITE,
                SECTION,
                file -> command.version() == null ? store.find(file.id(), command.id()) : Optional.empty(),
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
        UUID shelter = store.shelterOf(file.id()).orElse(null);
        if (shelter == null || command.version() != null) return new Outcome.Forbidden<>();
        Referral before = store.find(file.id(), command.id()).orElse(null);
        if (before != null) return new Outcome.Done<>(before);
        if (!file.status().open()) return Outcome.Refused.because("status", "cases.file-closed");
        if (command.from() != null && !command.from().equals(actor.organisation()))
            return Outcome.Refused.because("from", "referrals.not-your-structure");
        Duration limit = policies.hours(limit(command.priority()));
        Outcome<Referral> written = write(
                actor,
                file,
                command,
                new ReferralStore.Asked(shelter, work.now().plus(limit)));
        if (written instanceof Outcome.Done<Referral>) ring(Set.of(file.workerId()), actor);
        return written;
    }

    private static String limit(Referral.Priority priority) {
        return "referral-acknowledgement." + priority.name().toLowerCase(Locale.ROOT) + ".max";
    }

    private Outcome<Referral> write(
            Actor actor, CaseFile file, DraftReferral command, ReferralStore.@Nullable Asked asked) {
        String teller = command.from() == null ? actor.organisation() : command.from();
        Organisation from = organisations.find(teller).orElse(null);
        if (from == null) return Outcome.Refused.because("from", "referrals.no-structure");
        Organisation to = organisations.find(command.to()).orElse(null);
        FieldError wrong = wrong(from, to, command.to());
        if (wrong != null || to == null) return new Outcome.Refused<>(wrong == null ? List.of() : List.of(wrong));
        if (command.homecomingId() != null && !isOfFile(actor, file, command.homecomingId()))
            return Outcome.Refused.because("homecoming", "referrals.no-return-waits");
        Integer version = command.version();
        if (version == null) store.insert(file, command, from, to, asked, actor.personId(), work.now());
        else {
            Referral before = store.find(file.id(), command.id()).orElse(null);
            if (before == null) return new Outcome.NotFound<>();
            if (before.course().sentAt() != null) return Outcome.Refused.because("step", "referrals.sent-already");
            if (!store.rewrite(file.id(), command, from, to, version))
                return new Outcome.Stale<>(before, differing(before, command, from, to));
        }
        return noted(file, command.id(), "referrals.drafted");
    }

    private List<String> differing(Referral before, DraftReferral wanted, Organisation from, Organisation to) {
        Referral.Words words = store.said(before.fileId(), before.id()).words();
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

    private boolean isOfFile(Actor actor, CaseFile file, UUID homecoming) {
        return homecomings.of(actor, file.code()) instanceof Outcome.Done<List<Homecoming>>(var all)
                && all.stream().anyMatch(one -> one.id().equals(homecoming));
    }

    private @Nullable FieldError wrong(Organisation from, @Nullable Organisation to, String wanted) {
        if (to == null || !to.existsOn(work.today())) return FieldError.of("to", "referrals.no-structure", wanted);
        if (to.id().equals(from.id())) return FieldError.of("to", "referrals.to-oneself");
        return to.kind() == Organisation.Kind.LAW_ENFORCEMENT ? FieldError.of("to", "referrals.to-police") : null;
    }

    /** What stands against sending it now: agreement, sections outside it, consent. Empty when nothing does. */
    public Outcome<List<FieldError>> obstacles(Actor actor, String code, UUID id) {
        return work.peek(
                        actor,
                        code,
                        SECTION,
                        file -> store.find(file.id(), id)
                                .map(draft -> judge(file, draft).errors()))
                .flatMap(found -> found)
                .<Outcome<List<FieldError>>>map(Outcome.Done::new)
                .orElseGet(Outcome.NotFound::new);
    }

    /** @param agreement null when something stands against it */
    private record Judged(@Nullable Agreement agreement, List<FieldError> errors) {}

    private Judged judge(CaseFile file, Referral draft) {
        List<FieldError> errors = new ArrayList<>();
        Agreement agreement =
                switch (agreements.judge(draft.from(), draft.to(), draft.purpose(), draft.sections(), work.today())) {
                    case Agreements.Verdict.Allowed(Agreement found) -> found;
                    case Agreements.Verdict.TooMuch(Agreement found, Set<Section> outside) -> {
                        outside.stream()
                                .sorted()
                                .forEach(one -> errors.add(FieldError.of(
                                        "sections",
                                        "referrals.outside-" + one.name().toLowerCase(Locale.ROOT),
                                        found.from(),
                                        found.to())));
                        yield null;
                    }
                    case Agreements.Verdict.Refused(FieldError why) -> {
                        errors.add(why);
                        yield null;
                    }
                };
        if (!consents.allows(file, Consent.Purpose.SHARE_FOR_REFERRAL)) errors.add(unconsented(file));
        return new Judged(agreement, errors);
    }

    private FieldError unconsented(CaseFile file) {
        return FieldError.of(
                "consent",
                consents.current(file, Consent.Purpose.SHARE_FOR_REFERRAL)
                        .map(status -> "referrals.consent-"
                                + status.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .orElse("referrals.consent-none"));
    }

    /**
     * Sends it, or says what stands against it; sent again, it answers with what was sent.
     *
     * @param version on which it was decided; null = on whatever there is
     */
    public Outcome<Referral> send(Actor actor, String code, UUID id, @Nullable Integer version) {
        return onOne(actor, code, id, version, Referral.Status.SENT, (file, draft) -> {
            if (draft.course().sentAt() != null) return new Outcome.Done<>(draft);
            if (!file.status().open()) return Outcome.Refused.because("status", "cases.file-closed");
            Judged judged = judge(file, draft);
            Agreement agreement = judged.agreement();
            if (agreement == null || !judged.errors().isEmpty()) return new Outcome.Refused<>(judged.errors());
            if (!draft.sections().stream().allMatch(section -> grants.holds(file.id(), section, true)))
                return Outcome.Refused.because("sections", "cases.share-too-much");
            return dispatch(actor, file, draft, agreement);
        });
    }

    private Outcome<Referral> dispatch(Actor actor, CaseFile file, Referral draft, Agreement agreement) {
        Organisation to = organisations.find(draft.to()).orElseThrow();
        Instant now = work.now();
        Instant until = earlier(
                now.plus(Duration.ofDays(policies.days("referral.validity"))),
                agreement.lastsUntil().atStartOfDay().toInstant(ZoneOffset.UTC));
        Person focal = receivers.apartFromDesk(to.id()).orElse(null);
        UUID focalGrant = focal == null ? null : Ids.next();
        UUID focalId = focal == null ? null : focal.id();
        store.send(
                draft.id(),
                agreement.id(),
                actor.personId(),
                now,
                now.plus(policies.hours(limit(draft.priority()))),
                until,
                focalId,
                focalGrant);
        grants.give(actor, grant(draft.id(), file, Grant.Kind.DESK, to.deskId(), draft.sections(), now, until));
        if (focalGrant != null && focalId != null)
            grants.give(actor, grant(focalGrant, file, Grant.Kind.PERSON, focalId, draft.sections(), now, until));
        ring(receivers.of(to.id(), focalId), actor);
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

    private void ring(Set<UUID> persons, Actor actor) {
        Set<UUID> others =
                persons.stream().filter(one -> !one.equals(actor.personId())).collect(Collectors.toSet());
        if (!others.isEmpty()) events.publishEvent(new Ring(others, Ring.REFERRAL));
    }

    /** The sender ends it before its time; what it gave ends with it. @param version as {@link #send} */
    public Outcome<Referral> end(Actor actor, String code, UUID id, @Nullable Integer version) {
        return onOne(actor, code, id, version, Referral.Status.EXPIRED, (file, running) -> {
            if (running.course().endedAt() != null) return new Outcome.Done<>(running);
            Referral.Status status = running.at(work.now());
            boolean runs = status == Referral.Status.SENT
                    || status == Referral.Status.ACKNOWLEDGED
                    || status == Referral.Status.ACCEPTED;
            if (!runs) return Outcome.Refused.because("step", "referrals.order", status.name());
            store.end(id, actor.personId(), work.now());
            ring(receivers.of(running.toId(), running.toPerson()), actor);
            return noted(file, id, "referrals.ended");
        });
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
        work.note(
                file,
                SECTION,
                act,
                Map.of(
                        "code", now.code(),
                        "from", now.from(),
                        "to", now.to(),
                        "sections",
                                now.sections().stream().map(Enum::name).sorted().toList()));
        return new Outcome.Done<>(now);
    }
}
