package org.akoma.protection.closure;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.decisions.Shown;
import org.akoma.ground.journal.Journal;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.Proposed;
import org.akoma.protection.cases.Verdicts;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Signals that the child of a file needs help again ({@code requirements.md 2.1, step 16}). Each ends by the file that is opened again, or by two people who
 * say why not. Who raised it learns neither. Where nobody who reads the file can answer, who leads the programme reads the codes and has the authority
 * informed.
 */
@Service
class ReceivedSignals {

    static final String KIND = "HELP_SIGNAL";
    static final String UNREAD = "HELP_SIGNAL_UNREAD";

    private final ReceivedSignalStore store;
    private final CaseWork work;
    private final Decisions decisions;
    private final Journal journal;
    private final ApplicationEventPublisher events;

    ReceivedSignals(
            ReceivedSignalStore store,
            CaseWork work,
            Decisions decisions,
            Journal journal,
            ApplicationEventPublisher events) {
        this.journal = journal;
        this.store = store;
        this.work = work;
        this.decisions = decisions;
        this.events = events;
    }

    Instant now() {
        return work.now();
    }

    /** Newest first; the reading is journalled. */
    Outcome<List<ReceivedSignal>> of(Actor actor, String code) {
        return work.read(actor, code, section(actor), "signals.read", file -> store.of(file.id()));
    }

    /** Which section opens the door; which signals there are behind it is said by the database. */
    private static Section section(Actor actor) {
        return leads(actor) ? Section.STATUS : Section.NOTES;
    }

    static boolean leads(Actor actor) {
        return actor.is(Role.PROJECT_MANAGER);
    }

    /** Whether the actor is one of those who answer it, also without writing on the file. */
    boolean isMine(Actor actor, UUID signal) {
        return work.as(actor, () -> store.isMine(signal));
    }

    /** The decision that waits about it; empty when none does. */
    Optional<UUID> request(Actor actor, UUID signal) {
        return work.as(actor, () -> decisions.waiting(KIND, signal)).map(Decision::id);
    }

    /** Asks that it ends without opening the file. */
    Outcome<ReceivedSignal> answer(Actor actor, String code, UUID id, AnswerSignal command) {
        return work.decidingOnAny(actor, code, Verb.CASE_WRITE, Section.NOTES, file -> {
            Outcome<ReceivedSignal> refusal = say(file, id, command.why());
            if (refusal != null) return refusal;
            ask(
                    actor,
                    Proposal.onFile(KIND, file.id(), id, 1)
                            .because(command.words())
                            .with(Map.of("why", command.why().name())));
            return noted(file, id, "signals.answer-asked");
        });
    }

    /** Asks that it ends, by a code and without words: who leads the programme has no key of the file. */
    Outcome<ReceivedSignal> passOn(Actor actor, String code, UUID id, PassOnSignal command) {
        if (!leads(actor)) return new Outcome.Forbidden<>();
        return work.decidingOnAny(actor, code, Verb.CASE_READ, Section.STATUS, file -> {
            Outcome<ReceivedSignal> refusal = say(file, id, command.why());
            if (refusal != null) return refusal;
            ReceivedSignal said = find(file, id).orElseThrow();
            ask(
                    actor,
                    Proposal.of(UNREAD, id, 1)
                            .with(Map.of(
                                    "code",
                                    file.code(),
                                    "reason",
                                    said.reason().name(),
                                    "why",
                                    command.why().name())));
            journal.noteOwn(actor, "signals.answer-asked", Map.of("code", file.code()));
            return new Outcome.Done<>(said);
        });
    }

    /** Null when it was said. */
    private @Nullable Outcome<ReceivedSignal> say(CaseFile file, UUID id, ReceivedSignal.Why why) {
        if (find(file, id).isEmpty()) return new Outcome.NotFound<>();
        return switch (store.sayWhy(id, why)) {
            case DONE -> null;
            case ENDED -> Outcome.Refused.because("why", "signals.ended");
            case WAITS -> Outcome.Refused.because("why", "signals.waits-of-another");
            case FORBIDDEN -> new Outcome.Forbidden<>();
        };
    }

    private void ask(Actor actor, Proposal proposal) {
        Decision asked = decisions.propose(actor, proposal);
        Notification.others(decisions.deciders(asked.id()), actor.personId(), Notification.DECISION)
                .map(ring -> ring.about(asked.id()))
                .ifPresent(events::publishEvent);
    }

    /** The word of another one who leads the programme, or of the data protection officer, who come to no file. */
    Decisions.Verdict decideUnread(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        Decisions.Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (verdict instanceof Decisions.Verdict.Done)
            journal.noteOwn(
                    actor,
                    agreed ? "signals.not-reopened" : "signals.answer-refused",
                    Map.of("code", String.valueOf(decision.fields().get("code"))));
        return verdict;
    }

    /** What the record will say once it is agreed to: as it is kept while that waits, as it was asked afterwards. */
    List<Shown.Field> said(CaseFile file, Decision decision) {
        ReceivedSignal one = decision.waits() ? find(file, decision.subject()).orElse(null) : null;
        String why = one == null || one.why() == null
                ? Proposed.text(decision, "why")
                : one.why().name();
        return List.of(Shown.Field.code("signals.answer.why", "signals.whys", null, why));
    }

    /** The second person's word. */
    Outcome<ReceivedSignal> decide(
            Actor actor, String code, Decision decision, boolean agreed, @Nullable String reason) {
        return work.decidingOnAny(actor, code, Verb.CASE_WRITE, Section.NOTES, file -> {
            Decisions.Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
            if (!(verdict instanceof Decisions.Verdict.Done)) return Verdicts.refusal(verdict);
            return noted(file, decision.subject(), agreed ? "signals.not-reopened" : "signals.answer-refused");
        });
    }

    private Optional<ReceivedSignal> find(CaseFile file, UUID id) {
        return store.of(file.id()).stream().filter(one -> one.id().equals(id)).findFirst();
    }

    private Outcome<ReceivedSignal> noted(CaseFile file, UUID id, String act) {
        work.note(file, Section.NOTES, act, Map.of());
        return find(file, id).<Outcome<ReceivedSignal>>map(Outcome.Done::new).orElseGet(Outcome.NotFound::new);
    }
}
