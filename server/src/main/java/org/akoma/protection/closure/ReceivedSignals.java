package org.akoma.protection.closure;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.Verdicts;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Signals that the child of a file needs help again ({@code requirements.md 2.1, step 16}). Each ends by the file that is opened again, or by two people who
 * say why not. Who raised it learns neither.
 */
@Service
class ReceivedSignals {

    static final String KIND = "HELP_SIGNAL";

    private final ReceivedSignalStore store;
    private final CaseWork work;
    private final Decisions decisions;
    private final ApplicationEventPublisher events;

    ReceivedSignals(ReceivedSignalStore store, CaseWork work, Decisions decisions, ApplicationEventPublisher events) {
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
        return work.read(actor, code, Section.NOTES, "signals.read", file -> store.of(file.id()));
    }

    /** The decision that waits about it; empty when none does. */
    Optional<UUID> request(Actor actor, UUID signal) {
        return work.as(actor, () -> decisions.waiting(KIND, signal)).map(Decision::id);
    }

    /** Asks that it ends without opening the file. */
    Outcome<ReceivedSignal> answer(Actor actor, String code, UUID id, AnswerSignal command) {
        return work.onAny(actor, code, Verb.CASE_WRITE, Section.NOTES, file -> {
            if (find(file, id).isEmpty()) return new Outcome.NotFound<>();
            return switch (store.sayWhy(id, command.why())) {
                case DONE -> asked(actor, file, id, command);
                case ENDED -> Outcome.Refused.because("why", "signals.ended");
                case WAITS -> Outcome.Refused.because("why", "signals.waits-of-another");
                case FORBIDDEN -> new Outcome.Forbidden<>();
            };
        });
    }

    private Outcome<ReceivedSignal> asked(Actor actor, CaseFile file, UUID id, AnswerSignal command) {
        Decision asked = decisions.propose(
                actor,
                Proposal.onFile(KIND, file.id(), id, 1)
                        .because(command.words())
                        .with(Map.of("why", command.why().name())));
        Notification.others(decisions.deciders(asked.id()), actor.personId(), Notification.DECISION)
                .map(ring -> ring.about(asked.id()))
                .ifPresent(events::publishEvent);
        return noted(file, id, "signals.answer-asked");
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
