package org.akoma.protection.referrals;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Grants;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.journal.Journal;
import org.akoma.protection.cases.BorderPapers;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Differences;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.Verdicts;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * One referral as its two sides read it, and what the structure that was asked answers. A structure without accounts answers in writing: the
 * sender's side enters the answer with the letter, a supervisor who reads the letter confirms it, and this stays visible ({@code trust.md 3}).
 * Such an answer counts from the moment at which it was entered.
 */
@Service
public class ReferralAnswers {

    private static final Map<Referral.Step, String> ACTS = Map.of(
            Referral.Step.ACKNOWLEDGE, "acknowledged",
            Referral.Step.ACCEPT, "accepted",
            Referral.Step.DECLINE, "declined",
            Referral.Step.COMPLETE, "completed");

    private final ReferralStore store;
    private final CaseWork work;
    private final Receivers receivers;
    private final Grants grants;
    private final Journal journal;
    private final Decisions decisions;
    private final BorderPapers papers;
    private final People people;
    private final ApplicationEventPublisher events;

    ReferralAnswers(
            ReferralStore store,
            CaseWork work,
            Receivers receivers,
            Grants grants,
            Journal journal,
            Decisions decisions,
            BorderPapers papers,
            People people,
            ApplicationEventPublisher events) {
        this.store = store;
        this.work = work;
        this.receivers = receivers;
        this.grants = grants;
        this.journal = journal;
        this.decisions = decisions;
        this.papers = papers;
        this.people = people;
        this.events = events;
    }

    /** A referral with what was said, as far as the reader may open it. */
    public record Opened(Referral referral, ReferralStore.Said said) {}

    /** The code of a referral that the actor may see; nothing of it is read. */
    Optional<String> code(Actor actor, UUID id) {
        return actor.may(Verb.REFERRAL_READ)
                ? work.as(actor, () -> store.byId(id).map(Referral::code))
                : Optional.empty();
    }

    /** Reads one; the reading is journalled, on the file when the words were opened, else on the reader's own chain. */
    public Optional<Opened> open(Actor actor, String code) {
        if (!actor.may(Verb.REFERRAL_READ)) return Optional.empty();
        return work.as(
                actor,
                () -> store.find(code).map(referral -> {
                    ReferralStore.Said said = store.said(referral.fileId(), referral.id());
                    if (said.words() == null) journal.noteOwn(actor, "referrals.seen", Map.of("code", referral.code()));
                    else
                        journal.note(
                                referral.fileId(),
                                Referrals.SECTION,
                                "referrals.read",
                                Map.of("code", referral.code()));
                    return new Opened(referral, said);
                }));
    }

    /** Takes a step as the structure that was asked, or enters its answer in writing, which a supervisor confirms. The same step again changes nothing. */
    public Outcome<Referral> answer(Actor actor, String code, AnswerReferral command) {
        return answer(actor, code, command, true);
    }

    /** The same as a scenario tells it, which brings no letters along. */
    public Outcome<Referral> answerAsTold(Actor actor, String code, AnswerReferral command) {
        return answer(actor, code, command, false);
    }

    private Outcome<Referral> answer(Actor actor, String code, AnswerReferral command, boolean needsLetter) {
        return work.as(actor, () -> {
            Referral seen = actor.may(Verb.REFERRAL_READ) ? store.find(code).orElse(null) : null;
            if (seen == null) return new Outcome.NotFound<>();
            if (seen.received() && actor.may(Verb.REFERRAL_ANSWER)) {
                return onLatest(seen, command, now -> take(actor, now, command, Referral.How.HERE, work.now()));
            }
            String file = seen.fileCode();
            if (file == null || !actor.may(Verb.REFERRAL_WRITE)) return new Outcome.Forbidden<>();
            return work.onAny(
                    actor,
                    file,
                    Verb.REFERRAL_WRITE,
                    Referrals.SECTION,
                    opened -> onLatest(seen, command, now -> inWriting(actor, opened, now, command, needsLetter)));
        });
    }

    private Outcome<Referral> onLatest(
            Referral seen, AnswerReferral command, Function<Referral, Outcome<Referral>> step) {
        store.lock(seen.id());
        Referral now = store.find(seen.code()).orElseThrow();
        return Outcome.Stale.since(now, now.version(), command.version(), fields(now), wanted(now, command))
                .orElseGet(() -> step.apply(now));
    }

    private Map<String, @Nullable Object> fields(Referral now) {
        ReferralStore.Said said = store.said(now.fileId(), now.id());
        return Differences.fields(
                "status", now.at(work.now()),
                "declineReason", now.course().declineReason(),
                "answer", said.answer(),
                "outcome", said.outcome());
    }

    /** Text is compared only where the caller may still read the stored text, because the receiver's access ends with the last step. */
    private Map<String, @Nullable Object> wanted(Referral now, AnswerReferral command) {
        Map<String, @Nullable Object> wanted =
                Differences.fields("status", command.step().status());
        if (command.step() == Referral.Step.DECLINE) wanted.put("declineReason", command.reason());
        boolean reads = store.said(now.fileId(), now.id()).words() != null;
        if (reads && command.words() != null)
            wanted.put(command.step() == Referral.Step.COMPLETE ? "outcome" : "answer", command.words());
        return wanted;
    }

    private Outcome<Referral> inWriting(
            Actor actor, CaseFile file, Referral referral, AnswerReferral command, boolean needsLetter) {
        Instant now = work.now();
        Instant at = command.at() == null ? now : command.at();
        Instant sent = referral.course().sentAt();
        if (sent == null) return Outcome.Refused.because("step", "referrals.order", Referral.Status.DRAFT.name());
        if (at.isAfter(now)) return Outcome.Refused.because("at", "form.future");
        Instant last = latest(referral, sent).truncatedTo(ChronoUnit.MINUTES); // as the page shows it
        if (at.isBefore(last)) return Outcome.Refused.because("at", "referrals.before");
        if (!receivers.of(referral.toId(), referral.toPerson()).isEmpty())
            return Outcome.Refused.because("step", "referrals.they-answer-here", referral.to());
        if (referral.has(command.step())) return new Outcome.Done<>(referral);
        FieldError why = referral.refusal(command.step(), now, command.reason());
        if (why != null) return new Outcome.Refused<>(why);
        UUID letter = command.letter();
        if (letter == null && needsLetter) return Outcome.Refused.because("letter", "referrals.letter-missing");
        if (letter != null && !isThere(file, letter))
            return Outcome.Refused.because("letter", "cases.no-such-document");
        Decision waiting = decisions.waiting(WrittenAnswers.KIND, referral.id()).orElse(null);
        if (waiting != null && waiting.version() == referral.version())
            return WrittenAnswers.fields(command).equals(waiting.fields())
                    ? new Outcome.Done<>(referral)
                    : Outcome.Refused.because("step", "referrals.answer-waits");
        decisions.propose(
                actor,
                Proposal.onFile(WrittenAnswers.KIND, file.id(), referral.id(), referral.version())
                        .with(WrittenAnswers.fields(command))
                        .writing(WrittenAnswers.columns(command))
                        .restingOn(letter));
        work.note(file, Referrals.SECTION, "referrals.answer-entered", Map.of("code", referral.code()));
        return new Outcome.Done<>(referral);
    }

    private boolean isThere(CaseFile file, UUID letter) {
        return papers.of(file).stream().anyMatch(one -> one.id().equals(letter));
    }

    /** Papers of the file among which the letter of an answer may be, newest first; none for who does not enter answers. */
    List<BorderPapers.Paper> letters(Actor actor, Referral referral) {
        String file = referral.fileCode();
        return file == null
                ? List.of()
                : work.peek(actor, file, Referrals.SECTION, papers::of).orElse(List.of());
    }

    /** The decision on an answer in writing that waits; null = none. */
    @Nullable
    UUID waitingAnswer(Actor actor, Referral referral) {
        return work.as(actor, () -> decisions.waiting(WrittenAnswers.KIND, referral.id()))
                .map(Decision::id)
                .orElse(null);
    }

    /** Who entered an answer in writing and who confirmed it, by their codes. */
    record Entered(String by, Instant at, String confirmedBy, Instant confirmedAt) {}

    /** The newest one that was confirmed; null = none was. */
    @Nullable
    Entered entered(Actor actor, Referral referral) {
        return work.as(
                        actor,
                        () -> decisions.of(WrittenAnswers.KIND, referral.id()).stream()
                                .filter(one -> one.state() == Decision.State.AGREED)
                                .findFirst()
                                .map(one -> new Entered(
                                        code(one.proposedBy()), one.proposedAt(), code(one.decidedBy()), ended(one))))
                .orElse(null);
    }

    private static Instant ended(Decision one) {
        return one.endedAt() == null ? one.proposedAt() : one.endedAt();
    }

    private String code(@Nullable UUID person) {
        return person == null
                ? ""
                : people.find(person)
                        .map(found -> found.username().toUpperCase(Locale.ROOT))
                        .orElse("");
    }

    /** A supervisor confirms what was entered in writing, or does not. */
    public Outcome<Referral> confirm(Actor actor, String code, boolean agreed, @Nullable String reason) {
        return work.as(actor, () -> {
            Referral now = actor.may(Verb.REFERRAL_READ) ? store.find(code).orElse(null) : null;
            Decision waiting = now == null
                    ? null
                    : decisions.waiting(WrittenAnswers.KIND, now.id()).orElse(null);
            if (now == null) return new Outcome.NotFound<>();
            if (waiting == null) return Outcome.Refused.because("decision", "cases.nothing-waits");
            Decisions.Verdict verdict = decide(actor, waiting, agreed, reason);
            return verdict instanceof Decisions.Verdict.Done
                    ? new Outcome.Done<>(store.find(code).orElseThrow())
                    : Verdicts.refusal(verdict);
        });
    }

    /** Inside an actor's transaction. The letter that was shown is still there, and nobody has answered meanwhile. */
    Decisions.Verdict decide(Actor actor, Decision waiting, boolean agreed, @Nullable String reason) {
        store.lock(waiting.subject());
        Referral now = store.byId(waiting.subject()).orElse(null);
        if (now == null) return new Decisions.Verdict.NotFound();
        if (!waiting.readable()) return decisions.decide(actor, waiting.id(), agreed, reason);
        AnswerReferral command = WrittenAnswers.command(waiting);
        if (agreed
                && (now.version() != waiting.version()
                        || now.refusal(command.step(), work.now(), command.reason()) != null))
            return new Decisions.Verdict.Changed();
        UUID letter = command.letter();
        if (agreed
                && letter != null
                && now.fileCode() != null
                && letters(actor, now).stream().noneMatch(one -> one.id().equals(letter)))
            return Decisions.Verdict.Refused.because("decision", "referrals.letter-gone");
        Decisions.Verdict verdict = decisions.decide(actor, waiting.id(), agreed, reason);
        if (agreed && verdict instanceof Decisions.Verdict.Done)
            take(actor, now, command, Referral.How.WRITTEN, waiting.proposedAt());
        return verdict;
    }

    /** The last thing that happened to it. */
    private static Instant latest(Referral referral, Instant sent) {
        return Stream.of(
                        Optional.of(sent),
                        Optional.ofNullable(referral.course().acknowledgedAt()),
                        Optional.ofNullable(referral.course().answeredAt()))
                .flatMap(Optional::stream)
                .max(Instant::compareTo)
                .orElse(sent);
    }

    /** What is sealed and journalled comes first: with the last step the receiver's access ends. */
    private Outcome<Referral> take(
            Actor actor, Referral referral, AnswerReferral command, Referral.How how, Instant at) {
        if (referral.has(command.step())) return new Outcome.Done<>(referral);
        FieldError why = referral.refusal(command.step(), work.now(), command.reason());
        if (why != null) return new Outcome.Refused<>(why);
        if (command.words() != null)
            store.keepAnswer(referral.fileId(), referral.id(), command.step(), command.words());
        journal.note(
                referral.fileId(),
                Referrals.SECTION,
                "referrals." + ACTS.get(command.step()),
                Map.of("code", referral.code(), "how", how.name()));
        ringBack(actor, referral);
        store.step(referral.id(), command, how, actor.personId(), at, work.now());
        return new Outcome.Done<>(store.find(referral.code()).orElseThrow());
    }

    private void ringBack(Actor actor, Referral referral) {
        Notification.others(store.waiting(referral.id()), actor.personId(), Notification.REFERRAL)
                .map(ring -> ring.of(referral.id()))
                .ifPresent(events::publishEvent);
    }

    /** Whether the reader works on the file for the sender's side: sends, ends, and enters answers in writing. */
    boolean writes(Actor actor, Referral referral) {
        return actor.may(Verb.REFERRAL_WRITE)
                && work.as(actor, () -> grants.holds(referral.fileId(), Referrals.SECTION, true));
    }

    /** Whether the structure has somebody who answers here. Call for the page that offers to enter an answer. */
    boolean answersHere(Actor actor, Referral referral) {
        return work.as(actor, () -> receivers.isThere(referral));
    }

    /**
     * Whether the actor's own structure accepted a referral of this file that opens the section and still runs, and they answer for it as a
     * provider. Call inside an actor's transaction.
     */
    public boolean accepted(UUID file, Section section) {
        return store.accepted(file, section);
    }
}
