package org.akoma.protection.consent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.Ages;
import org.akoma.protection.cases.CareOrder;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseFiles;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.DangerWritten;
import org.akoma.protection.cases.Once;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.identity.AgeBand;
import org.akoma.protection.identity.Families;
import org.akoma.protection.identity.Guardians;
import org.akoma.protection.identity.Identities;
import org.akoma.protection.identity.Identity;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** What the child and the guardian agreed to, per purpose. A withdrawal holds from the moment it is recorded, for every room. */
@Service
public class Consents {

    public static final String RECORDED = "cases.consent-recorded";

    private final CaseWork work;
    private final ConsentStore store;
    private final Identities identities;
    private final Families families;
    private final Guardians guardians;
    private final BestInterestsWeighed bestInterests;
    private final People people;
    private final ConsentRefusals refusals;
    private final NewYes newYes;
    private final CaseFiles files;
    private final Policies policies;
    private final Journal journal;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Consents(
            CaseWork work,
            ConsentStore store,
            Identities identities,
            Families families,
            Guardians guardians,
            BestInterestsWeighed bestInterests,
            People people,
            ConsentRefusals refusals,
            NewYes newYes,
            CaseFiles files,
            Policies policies,
            Journal journal,
            ApplicationEventPublisher events,
            Clock clock) {
        this.work = work;
        this.store = store;
        this.identities = identities;
        this.families = families;
        this.guardians = guardians;
        this.bestInterests = bestInterests;
        this.people = people;
        this.refusals = refusals;
        this.newYes = newYes;
        this.files = files;
        this.policies = policies;
        this.journal = journal;
        this.events = events;
        this.clock = clock;
    }

    /** The current answer for other rooms, REFUSED while a no holds; call inside an actor's transaction. Empty when nobody was asked, or for who does not hold FAMILY. */
    public Optional<Consent.Status> current(CaseFile file, Consent.Purpose purpose) {
        return store.current(file.id(), purpose)
                .map(status -> status == Consent.Status.GIVEN && store.isHeldNo(file.id(), purpose)
                        ? Consent.Status.REFUSED
                        : status);
    }

    /** Whether this may be done now: asked, and answered with yes, with no no that holds. Call inside an actor's transaction. Not to be asked before emergency care. */
    public boolean allows(CaseFile file, Consent.Purpose purpose) {
        return store.isAgreedTo(file.id(), purpose);
    }

    /** Whether nobody could be asked about sharing because life is in danger: for a day, and never against a no. Call inside an actor's transaction. */
    public boolean isInDanger(CaseFile file) {
        return store.nobodyToAsk(file.id());
    }

    /** The no to sharing that holds, which life in danger passes by for health alone; empty for who does not hold FAMILY. Call inside an actor's transaction. */
    public Optional<Consent> heldNo(UUID file) {
        return store.isHeldNo(file, Consent.Purpose.SHARE_FOR_REFERRAL)
                ? store.of(file).stream()
                        .filter(one -> one.purpose() == Consent.Purpose.SHARE_FOR_REFERRAL
                                && one.status().isNo())
                        .findFirst()
                : Optional.empty();
    }

    /** That answer about sharing, as it was at that moment, with who was looked for; empty for who does not hold FAMILY. Call inside an actor's transaction. */
    public Optional<Consent> ofDanger(UUID file, Instant moment) {
        return store.of(file).stream()
                .filter(one -> one.purpose() == Consent.Purpose.SHARE_FOR_REFERRAL
                        && one.tellsOfDanger()
                        && !one.recordedAt().isAfter(moment))
                .findFirst();
    }

    /** A yes that followed a no within {@link #RECENT_NO}: when each was said, and codes of who recorded them. */
    public record YesAfterNo(Instant no, String noBy, Instant yes, String yesBy) {}

    private static final Duration RECENT_NO = Duration.ofDays(30);

    /** The newest yes up to that moment, where it lifted a no of the days before. Call inside an actor's transaction. */
    public Optional<YesAfterNo> yesAfterNo(UUID file, Consent.Purpose purpose, Instant until) {
        return store.yesAfterNo(file, purpose, until, RECENT_NO);
    }

    /** Every answer, newest first; the reading is journalled. */
    public Optional<List<Consent>> read(Actor actor, String code) {
        return work.open(actor, code, Section.FAMILY, "cases.consents-read", file -> store.of(file.id()));
    }

    /** Those that were on the file at that moment; null = now. */
    static List<Consent> until(List<Consent> answers, @Nullable Instant then) {
        return answers.stream()
                .filter(one -> then == null || !one.recordedAt().isAfter(then))
                .toList();
    }

    /**
     * The newest answer of each purpose that was asked.
     *
     * @param answers newest first
     */
    public static Map<Consent.Purpose, Consent> newest(List<Consent> answers) {
        Map<Consent.Purpose, Consent> newest = new EnumMap<>(Consent.Purpose.class);
        answers.forEach(answer -> newest.merge(answer.purpose(), answer, Consents::thatCounts));
        return newest;
    }

    /** A no of an earlier moment, which was written down after the yes, holds: as for what may be done. */
    private static Consent thatCounts(Consent newer, Consent older) {
        boolean saidSince = older.status().isNo()
                && newer.status() == Consent.Status.GIVEN
                && older.recordedAt().isAfter(newer.recordedAt());
        return saidSince ? older : newer;
    }

    /** The rule for this child on this day; empty when the age is not known or the file is not the actor's. */
    public Optional<ConsentRule> rule(Actor actor, String code, LocalDate day) {
        return work.peek(actor, code, Section.FAMILY, file -> Optional.ofNullable(ruleFor(actor, file, day)))
                .flatMap(rule -> rule);
    }

    /** The yeses after a no that wait for a supervisor, for who holds the section. */
    List<Consent> waiting(Actor actor, String code) {
        return work.peek(actor, code, Section.FAMILY, file -> newYes.waiting(file.id()))
                .orElse(List.of());
    }

    /** Whether this answer is not recorded yet, but waits for a supervisor. */
    boolean isWaiting(Actor actor, String code, Consent answer) {
        return CaseWork.among(waiting(actor, code), Consent::id, answer.id()).isPresent();
    }

    /** A supervisor's verdict on a yes after a no to press, pictures or evaluation. */
    Outcome<Consent> confirm(Actor actor, String code, Decision decision, boolean agreed, @Nullable String reason) {
        return work.decidingOnAny(actor, code, Verb.CASE_APPROVE, Section.FAMILY, file -> {
            Consent asked = NewYes.asked(decision);
            ConsentRule rule = ruleFor(actor, file, LocalDate.ofInstant(asked.at(), ZoneOffset.UTC));
            List<FieldError> errors = rule == null
                    ? List.of(FieldError.of("givenBy", "cases.consent-age-unknown"))
                    : rule.against(asked.status(), asked.givenBy(), asked.basis(), null);
            if (agreed && !errors.isEmpty()) return new Outcome.Refused<>(errors);
            Outcome<Consent> outcome = newYes.verdict(actor, file, decision, agreed, reason);
            if (agreed && outcome instanceof Outcome.Done<Consent>(var kept)) heard(file, kept);
            return outcome;
        });
    }

    /** What follows from an answer that is recorded. */
    private void heard(CaseFile file, Consent consent) {
        journal.note(file.id(), Section.FAMILY, RECORDED, facts(consent));
        if (isNewest(file, consent)) events.publishEvent(new ConsentRecorded(file, consent));
    }

    /** Records the answer; a yes to the press, and one after a no to pictures or evaluation, waits for a supervisor instead. */
    public Outcome<Consent> record(Actor actor, String code, RecordConsent command) {
        return work.onceOnAny(
                actor,
                code,
                file -> mayRecord(actor, file, command) && work.mayWrite(file, Section.FAMILY),
                new Once<>(command.id(), command, file -> made(file, command)),
                file -> {
                    Instant now = clock.instant();
                    FieldError early = CareOrder.tooEarly(file, command.at(), "at");
                    if (early != null) return new Outcome.Refused<>(early);
                    ConsentRule rule = ruleFor(actor, file, LocalDate.ofInstant(command.at(), ZoneOffset.UTC));
                    List<FieldError> errors = command.refusals(
                            rule, store.current(file.id(), command.purpose()).orElse(null), now);
                    if (!errors.isEmpty() || rule == null) return new Outcome.Refused<>(errors);
                    if (ConsentRefusal.holds(
                            store.of(file.id()), command.purpose(), command.status(), command.givenBy()))
                        return Outcome.Refused.because("givenBy", "cases.refusal-holds");
                    if (command.restsOnOrder() && !store.hasCourtOrder(file.id()))
                        return Outcome.Refused.because("basis", "cases.consent-no-order");
                    UUID explainedBy = explainer(actor, command.explainedBy());
                    if (explainedBy == null) return Outcome.Refused.because("explainedBy", "cases.no-such-person");
                    Consent answer = command.answered(actor.personId(), explainedBy, now);
                    if (newYes.isAskedFor(file, command)) return newYes.ask(actor, file, answer);
                    FieldError no = refusedBefore(actor, file, command);
                    if (no != null) return new Outcome.Refused<>(List.of(no));
                    return new Outcome.Done<>(keep(file, answer, rule));
                });
    }

    private Optional<Consent> made(CaseFile file, RecordConsent command) {
        return CaseWork.among(store.of(file.id()), Consent::id, command.id()).or(() -> newYes.waitingOne(command.id()));
    }

    /** Whether the newest answer to some purpose is a no: a supervisor writes an answer over nothing else. */
    static boolean someNo(List<Consent> answers) {
        return newest(answers).values().stream().anyMatch(one -> one.status().isNo());
    }

    /** Whether an answer on this file is a no, for who holds the section. */
    boolean saidNo(Actor actor, String code) {
        return work.peek(actor, code, Section.FAMILY, file -> someNo(store.of(file.id())))
                .orElse(false);
    }

    /** Who works with the child; and a supervisor for a yes that follows a no ({@code requirements.md 2.6}). */
    private boolean mayRecord(Actor actor, CaseFile file, RecordConsent command) {
        if (actor.may(Verb.CHILD_WRITE)) return true;
        if (command.tellsOfDanger() && actor.may(Verb.CASE_APPROVE))
            return store.isHeldNo(file.id(), command.purpose());
        if (command.status() != Consent.Status.GIVEN || !actor.may(Verb.CASE_APPROVE)) return false;
        return command.givenBy() == Consent.GivenBy.GUARDIAN_AFTER_BEST_INTERESTS
                || store.isHeldNo(file.id(), command.purpose());
    }

    /** The consent to case management was given in a form that the age, as it is known now, does not allow. Call inside an actor's transaction. */
    public Optional<FieldError> misfit(CaseFile file) {
        Consent given = newest(store.of(file.id())).get(Consent.Purpose.CASE_MANAGEMENT);
        if (given == null || given.status() != Consent.Status.GIVEN) return Optional.empty();
        Integer age = Ages.on(file, identities.birthDate(file), LocalDate.ofInstant(given.at(), ZoneOffset.UTC));
        if (age == null) return Optional.empty();
        ConsentRule rule = new ConsentRule(AgeBand.of(age, policies), false, true, true, true, true);
        return rule.against(given.status(), given.givenBy(), given.basis(), null)
                        .isEmpty()
                ? Optional.empty()
                : Optional.of(FieldError.of("age", "cases.consent-other-age"));
    }

    private Consent keep(CaseFile file, Consent consent, ConsentRule rule) {
        store.insert(file.id(), consent);
        if (rule.escalates(consent.status(), consent.givenBy())) refusals.escalate(file, consent);
        if (consent.purpose() == Consent.Purpose.CASE_MANAGEMENT) complete(file, consent.recordedAt());
        if (consent.tellsOfDanger())
            events.publishEvent(new DangerWritten(file, DangerWritten.Where.CONSENT, consent.recordedBy()));
        if (consent.tellsOfUnsafeGuardian())
            events.publishEvent(new DangerWritten(file, DangerWritten.Where.GUARDIAN_UNSAFE, consent.recordedBy()));
        heard(file, consent);
        return consent;
    }

    public static Map<String, String> facts(Consent consent) {
        return Map.of(
                "purpose", consent.purpose().name(), "status", consent.status().name());
    }

    /** The registration is whole once case management was asked about, whatever the answer: the clock T3 stops there. */
    private void complete(CaseFile file, Instant now) {
        Instant whole = whole(
                file, store.first(file.id(), Consent.Purpose.CASE_MANAGEMENT).orElse(now));
        boolean known = files.consentedAt(file.id()).filter(whole::equals).isPresent();
        if (!known) files.state(file.id(), CaseFiles.Fact.CONSENTED_AT, whole, now);
    }

    /** @param asked when case management was first asked about */
    public static Instant whole(CaseFile file, Instant asked) {
        return asked.isBefore(file.registeredAt()) ? file.registeredAt() : asked;
    }

    /** An older answer that is entered later changes nothing that holds; a no that no later yes lifts holds whenever it is entered. */
    private boolean isNewest(CaseFile file, Consent consent) {
        if (consent.status().isNo() && store.isHeldNo(file.id(), consent.purpose())) return true;
        return store.current(file.id(), consent.purpose())
                .filter(consent.status()::equals)
                .isPresent();
    }

    /**
     * A no is lifted by who said it, and by a supervisor's decision on it, whatever was asked about; nobody else's answer follows it. That nobody could
     * be asked lifts no no. Who recorded the no does not record the yes of the days after it.
     */
    private @Nullable FieldError refusedBefore(Actor actor, CaseFile file, RecordConsent command) {
        boolean caseManagement = command.purpose() == Consent.Purpose.CASE_MANAGEMENT;
        Consent.GivenBy no = store.noAgainst(file.id(), command).orElse(null);
        if (no == null) return null;
        if (command.tellsOfDanger())
            return passesBy(actor, file) ? null : FieldError.of("status", "cases.consent-danger-to-supervisor");
        if (!caseManagement && command.status() == Consent.Status.NOT_OBTAINABLE)
            return FieldError.of("status", "cases.consent-no-holds");
        boolean again = command.status() == Consent.Status.GIVEN
                && command.givenBy() != Consent.GivenBy.GUARDIAN_AFTER_BEST_INTERESTS
                && command.givenBy().isChildPart();
        if (command.status() == Consent.Status.GIVEN && recordedTheNo(actor, file, command))
            return FieldError.of("status", "cases.consent-no-to-another");
        if (no.isChildPart() && again) return FieldError.of("status", "cases.consent-no-to-supervisor");
        if (!caseManagement) return FieldError.of("status", "cases.consent-no-stays");
        return FieldError.of(
                "status", no.isChildPart() ? "cases.consent-child-said-no" : "cases.consent-guardian-said-no");
    }

    /** The newest no to this was recorded by the actor in the days before, and waits for no supervisor's decision. */
    private boolean recordedTheNo(Actor actor, CaseFile file, RecordConsent command) {
        return store.of(file.id()).stream()
                .filter(one ->
                        one.purpose() == command.purpose() && one.status().isNo())
                .findFirst()
                .filter(one -> one.recordedBy().equals(actor.personId())
                        && command.at().isBefore(one.recordedAt().plus(RECENT_NO))
                        && !refusals.escalated(file, one.id()))
                .isPresent();
    }

    /** A supervisor writes that life is in danger beside a no to sharing, which somebody else recorded. */
    private boolean passesBy(Actor actor, CaseFile file) {
        return actor.may(Verb.CASE_APPROVE)
                && store.of(file.id()).stream()
                        .filter(one -> one.purpose() == Consent.Purpose.SHARE_FOR_REFERRAL
                                && one.status().isNo())
                        .noneMatch(one -> one.recordedBy().equals(actor.personId()));
    }

    private @Nullable UUID explainer(Actor actor, @Nullable String code) {
        return code == null
                ? actor.personId()
                : people.find(code).map(Person::id).orElse(null);
    }

    private @Nullable ConsentRule ruleFor(Actor actor, CaseFile file, LocalDate day) {
        Integer age = Ages.on(file, identities.birthDate(file), day);
        return age == null
                ? null
                : new ConsentRule(
                        AgeBand.of(age, policies),
                        families.isBarred(file),
                        guardians.isAppointed(file, day),
                        guardians.isKnown(file, day),
                        bestInterests.any(file.id()),
                        actor.may(Verb.CASE_APPROVE));
    }

    /** The rule for the child of a new file, of whose family and guardian nothing is known yet. */
    public @Nullable ConsentRule ruleForNew(Actor actor, CaseFile file, Identity identity, LocalDate day) {
        Integer age = Ages.on(file, identity.birthDate(), day);
        return age == null
                ? null
                : new ConsentRule(AgeBand.of(age, policies), false, false, false, false, actor.may(Verb.CASE_APPROVE));
    }

    /** Newest first. Call inside an actor's transaction; not journalled. */
    public List<Consent> of(UUID file) {
        return store.of(file);
    }

    /** An answer of a file. */
    public record Answer(UUID file, Consent consent) {}

    /** Keeps the answers of new files, which the caller has judged. Call inside an actor's transaction; not journalled. */
    public void keep(List<Answer> answers) {
        store.insert(answers);
    }
}
