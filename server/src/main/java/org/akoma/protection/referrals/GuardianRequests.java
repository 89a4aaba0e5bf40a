package org.akoma.protection.referrals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.agreements.Agreements;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.decisions.Shown;
import org.akoma.ground.pages.Formats;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Once;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.consent.ConsentRule;
import org.akoma.protection.consent.Consents;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The authority is asked to appoint a guardian for a child whose consent needs one and who has none: the child's worker asks, a supervisor who ended
 * no guardian and wrote nothing of it decides, and the referral then leaves without consent, with who the child is alone
 * ({@code requirements.md 2.6, trust.md 2}).
 */
@Component
class GuardianRequests implements Decidable {

    static final String KIND = "REFERRAL_GUARDIAN";

    /** How long the authority reads who the child is; the database takes no more. */
    static final Duration VALID = Duration.ofDays(30);

    private final ReferralStore referrals;
    private final GuardianRequestStore store;
    private final ReferralDrafts drafts;
    private final Partners partners;
    private final Agreements agreements;
    private final Consents consents;
    private final Decisions decisions;
    private final People people;
    private final CaseWork work;
    private final Formats words;

    GuardianRequests(
            ReferralStore referrals,
            GuardianRequestStore store,
            ReferralDrafts drafts,
            Partners partners,
            Agreements agreements,
            Consents consents,
            Decisions decisions,
            People people,
            CaseWork work,
            Formats words) {
        this.referrals = referrals;
        this.store = store;
        this.drafts = drafts;
        this.partners = partners;
        this.agreements = agreements;
        this.consents = consents;
        this.decisions = decisions;
        this.people = people;
        this.work = work;
        this.words = words;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** Why no guardian can be asked for on this file; empty = one can. */
    Optional<FieldError> refusal(Actor actor, CaseFile file) {
        return work.as(actor, () -> refusalOn(actor, file));
    }

    /** The database knows the age as it is not sealed; by the birth date the child may already answer for itself. */
    private Optional<FieldError> refusalOn(Actor actor, CaseFile file) {
        Optional<FieldError> said = store.refusal(file.id()).map(GuardianRequests::refused);
        if (said.isPresent()) return said;
        boolean answers = consents.rule(actor, file.code(), work.today())
                .filter(ConsentRule::needsGuardian)
                .isEmpty();
        return answers ? Optional.of(refused("referrals.guardian-child-answers")) : Optional.empty();
    }

    private static FieldError refused(String code) {
        return FieldError.of("guardian", code);
    }

    /** The authorities of the country where the child is, to which an agreement leads. */
    List<Partners.Reachable> authorities(Actor actor, CaseFile file) {
        Set<UUID> appointing = work.as(actor, () -> store.authorities(file.id()));
        return partners.reachable(actor, file).stream()
                .filter(one -> appointing.contains(one.structure().id()))
                .toList();
    }

    /** Who may propose the agreement that is missing: those who supervise where the actor works, and the project managers. Codes, at most ten. */
    List<String> proposers(Actor actor) {
        return work.as(
                actor,
                () -> Stream.concat(
                                people.withRole(Role.CASE_SUPERVISOR).stream()
                                        .filter(one -> one.organisation().equals(actor.organisation())),
                                people.withRole(Role.PROJECT_MANAGER).stream())
                        .map(Person::code)
                        .distinct()
                        .limit(10)
                        .toList());
    }

    /** Drafts the referral and asks a supervisor to agree that it leaves without consent. */
    Outcome<Referral> ask(Actor actor, String code, AskForGuardian command) {
        return work.once(
                actor,
                code,
                Verb.REFERRAL_WRITE,
                Referrals.SECTION,
                new Once<>(command.id(), command, file -> referrals.find(file.id(), command.id())),
                file -> asked(actor, file, command));
    }

    private Outcome<Referral> asked(Actor actor, CaseFile file, AskForGuardian command) {
        if (work.onlyByEmergency(file)) return CaseWork.byEmergency();
        FieldError wrong = refusalOn(actor, file).orElse(null);
        if (wrong == null) wrong = wrong(file, command);
        if (wrong != null) return new Outcome.Refused<>(List.of(wrong));
        Outcome<Referral> outcome = drafts.write(actor, file, command.draft());
        if (!(outcome instanceof Outcome.Done<Referral>(var draft))) return outcome;
        decisions.propose(
                actor,
                Proposal.onFile(KIND, file.id(), draft.id(), draft.version())
                        .because(command.reason())
                        .with(Map.of(
                                "wish", command.wish(), "heard", command.heard().name(), "told", command.told()))
                        .writing(Map.of("heard", command.heard().name(), "told", command.told())));
        work.note(file, Referrals.SECTION, "referrals.guardian-asked", draft.facts());
        return outcome;
    }

    private @Nullable FieldError wrong(CaseFile file, AskForGuardian command) {
        boolean appoints = partners.structure(command.to())
                .filter(one -> store.authorities(file.id()).contains(one.id()))
                .isPresent();
        if (!appoints) return FieldError.of("to", "referrals.guardian-receiver");
        return switch (agreements.judge(
                partners.holder(file), command.to(), AskForGuardian.PURPOSE, AskForGuardian.SECTIONS, work.today())) {
            case Agreements.Verdict.Allowed allowed -> null;
            case Agreements.Verdict.TooMuch much -> FieldError.of("to", "referrals.guardian-agreement");
            case Agreements.Verdict.Refused(FieldError why) -> new FieldError("to", why.code(), why.args());
        };
    }

    /** Whether this is the way on for a referral that lacks consent. */
    boolean isOpen(Actor actor, @Nullable String code) {
        return code != null
                && actor.may(Verb.REFERRAL_WRITE)
                && work.peek(
                                actor,
                                code,
                                Referrals.SECTION,
                                file -> refusalOn(actor, file).isEmpty())
                        .orElse(false);
    }

    /**
     * The last request about a referral, as the sender's side reads it.
     *
     * @param by code of who decided
     * @param deciders codes of those who may decide it while it waits
     */
    record Asked(Decision decision, @Nullable String by, List<String> deciders) {}

    Optional<Asked> asked(Actor actor, Referral one) {
        if (!AskForGuardian.SERVICE.equals(one.service()) || one.fileCode() == null || one.received() || one.overseen())
            return Optional.empty();
        return work.as(
                actor,
                () -> decisions.of(KIND, one.id()).stream()
                        .findFirst()
                        .map(last -> new Asked(last, code(last.decidedBy()), deciders(last))));
    }

    private List<String> deciders(Decision asked) {
        return !asked.waits()
                ? List.of()
                : decisions.deciders(asked.id()).stream()
                        .map(this::code)
                        .filter(Objects::nonNull)
                        .sorted()
                        .toList();
    }

    private @Nullable String code(@Nullable UUID person) {
        return person == null
                ? null
                : people.find(person)
                        .map(one -> one.username().toUpperCase(Locale.ROOT))
                        .orElse(null);
    }

    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        return referrals
                .byId(decision.subject())
                .map(one -> new Shown(one.code(), "/referrals/" + one.code(), fields(one, decision), notes(one)));
    }

    /** For a list nothing else is read. */
    @Override
    public Optional<String> title(Actor actor, Decision decision) {
        return referrals.byId(decision.subject()).map(Referral::code);
    }

    private List<Shown.Field> fields(Referral one, Decision decision) {
        List<Shown.Field> fields = new ArrayList<>();
        fields.add(Shown.Field.text("referral.file", null, one.fileCode()));
        Map<String, Object> said = decision.fields();
        fields.add(Shown.Field.code("guardian-request.heard", "guardian-request.heard", null, text(said.get("heard"))));
        fields.add(
                Shown.Field.code("guardian-request.told.short", "guardian-request.yes", null, text(said.get("told"))));
        fields.add(Shown.Field.text("guardian-request.wish", null, text(said.get("wish"))));
        // the reason is why it is asked, which the page of a decision shows already
        WrittenReferrals.fields(one, referrals.said(one.fileId(), one.id()).words()).stream()
                .filter(field -> !field.label().equals(WrittenReferrals.REASON))
                .forEach(fields::add);
        return fields;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /** Who answered for the child, and by whom that ended: who decides asks whether it is true. */
    private List<Shown.Note> notes(Referral one) {
        List<Shown.Note> notes = new ArrayList<>();
        List<GuardianRequestStore.Answered> all = store.guardians(one.fileId());
        if (all.isEmpty()) notes.add(Shown.Note.of(words.text("guardian-request.note.nobody")));
        all.forEach(guardian -> notes.add(Shown.Note.of(note(guardian))));
        if (store.isBarred(one.fileId()))
            notes.add(Shown.Note.of(words.text(
                    "guardian-request.note.barred",
                    words.orUnknown(store.barredBy(one.fileId()).orElse(null)))));
        return notes;
    }

    private String note(GuardianRequestStore.Answered guardian) {
        String kind = words.code("guardian-kind", guardian.kind());
        String since = words.date(guardian.since());
        if (guardian.until() == null) return words.text("guardian-request.note.named", kind, since);
        return guardian.endedAt() == null
                ? words.text("guardian-request.note.ended", kind, since, words.date(guardian.until()))
                : words.text(
                        "guardian-request.note.ended-by",
                        kind,
                        since,
                        words.date(guardian.until()),
                        words.orUnknown(guardian.endedBy()),
                        words.moment(guardian.endedAt()));
    }

    /** The draft is unchanged; it is asked for anew on the form. */
    @Override
    public Optional<String> again(Actor actor, Decision decision) {
        return referrals.byId(decision.subject()).map(one -> "/cases/" + one.fileCode() + "/guardian-request");
    }

    @Override
    public Decisions.Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        Referral now = referrals.byId(decision.subject()).orElse(null);
        if (now == null) return new Decisions.Verdict.NotFound();
        if (agreed && now.version() != decision.version()) return new Decisions.Verdict.Changed();
        // asked first: who may not decide reads nothing of the reasons
        String refusal = agreed && decisions.decides(decision.id())
                ? store.refusalOf(now.id()).orElse(null)
                : null;
        if (refusal != null) return Decisions.Verdict.Refused.because("agreed", refusal);
        return decisions.decide(actor, decision.id(), agreed, reason);
    }
}
