package org.akoma.protection.rights;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.journal.HistoryFilter;
import org.akoma.ground.journal.Journal;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Once;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.Verdicts;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * A child, or who answers for it, says that something of what is held is wrong ({@code requirements.md 8.1}). It is answered by an act that changed that part
 * of the file since, which somebody else says corrects it, or refused by two people with a reason ({@code trust.md 2}); then the file goes on saying that the child does not agree.
 */
@Service
class CorrectionRequests {

    static final String KIND = "CORRECTION";

    private static final int MOST_ACTS = 100;

    private final CorrectionRequestStore store;
    private final CaseWork work;
    private final Decisions decisions;
    private final Journal journal;
    private final ApplicationEventPublisher events;

    CorrectionRequests(
            CorrectionRequestStore store,
            CaseWork work,
            Decisions decisions,
            Journal journal,
            ApplicationEventPublisher events) {
        this.store = store;
        this.work = work;
        this.decisions = decisions;
        this.journal = journal;
        this.events = events;
    }

    /**
     * One request with what may answer it.
     *
     * @param refusal the decision about it that waits or was agreed to; null = none
     * @param refusable whether somebody could agree that it is not corrected, and is not asked yet
     * @param acts of others that changed its part of the file since, newest first; of one that is corrected, the act that corrected it
     */
    record Standing(
            CorrectionRequest request, @Nullable Decision refusal, boolean refusable, List<Journal.JournalEntry> acts) {
        public boolean waits() {
            return refusal != null && refusal.waits();
        }

        /** Why it was refused, for who asked. */
        public @Nullable String reason() {
            return request.isDisputed() && refusal != null ? refusal.why() : null;
        }
    }

    Instant now() {
        return work.now();
    }

    /**
     * Newest first; the reading is journalled in the sections that the requests are about: a request says what somebody finds wrong there. Not
     * found for who neither works on the file nor decides about it.
     */
    Outcome<List<Standing>> of(Actor actor, String code) {
        return work.open(
                        actor,
                        code,
                        Section.STATUS,
                        "rights.corrections-read",
                        file -> store.reads(file.id()) ? Optional.of(all(file)) : Optional.<List<Standing>>empty(),
                        found -> found.orElse(List.of()).stream()
                                .map(one -> one.request().section())
                                .collect(Collectors.toSet()))
                .flatMap(found -> found)
                .<Outcome<List<Standing>>>map(Outcome.Done::new)
                .orElseGet(Outcome.NotFound::new);
    }

    private List<Standing> all(CaseFile file) {
        return store.of(file.id()).stream().map(this::standing).toList();
    }

    private Standing standing(CorrectionRequest one) {
        Decision refusal = decisions.of(KIND, one.id()).stream()
                .filter(it -> it.state() == Decision.State.WAITING || it.state() == Decision.State.AGREED)
                .findFirst()
                .orElse(null);
        boolean refusable = one.isOpen()
                && (refusal == null || decisions.deciders(refusal.id()).isEmpty())
                && store.mayBeRefused(one.id());
        return new Standing(one, refusal, refusable, one.isDisputed() ? List.of() : acts(one));
    }

    /** What the database takes for a correction, as far as the history shows it. */
    private List<Journal.JournalEntry> acts(CorrectionRequest one) {
        HistoryFilter changes = new HistoryFilter(null, one.section(), HistoryFilter.Kind.CHANGES, null, null);
        Set<Integer> may = one.isOpen() ? store.correcting(one.id()) : Set.of();
        return journal.history(one.fileId(), changes, Integer.MAX_VALUE, MOST_ACTS).stream()
                .filter(act -> one.entry() == null ? may.contains(act.seq()) : act.seq() == one.entry())
                .toList();
    }

    Outcome<CorrectionRequest> record(Actor actor, String code, AskCorrection.RecordCorrection command) {
        return work.onceOnAny(
                actor,
                code,
                Verb.CASE_READ,
                Section.STATUS,
                new Once<>(command.id(), command, file -> store.find(command.id())),
                file -> switch (store.record(file.id(), command)) {
                    case DONE ->
                        noted(
                                file,
                                command.section(),
                                command.id(),
                                "rights.correction-recorded",
                                Map.of(
                                        "by",
                                        command.by().name(),
                                        "on",
                                        command.on().toString()));
                    case DAY -> Outcome.Refused.because("on", "rights.day");
                    case TOO_YOUNG -> Outcome.Refused.because("by", "rights.too-young");
                    case NO_GUARDIAN -> Outcome.Refused.because("by", "rights.no-guardian");
                    case CHILD_AGREES -> Outcome.Refused.because("childAgrees", "rights.child-agrees");
                    case MANY -> Outcome.Refused.because("main", "rights.corrections-wait");
                    default -> new Outcome.Forbidden<>();
                });
    }

    /** It was corrected by another person's act, which the history of the file shows. */
    Outcome<CorrectionRequest> correct(Actor actor, String code, UUID id, AskCorrection.Corrected command) {
        return onRequest(actor, code, id, (file, asked) -> switch (store.correct(id, command.entry())) {
            case DONE -> noted(file, asked.section(), id, "rights.corrected", Map.of("entry", command.entry()));
            case ANSWERED -> Outcome.Refused.because("main", "rights.correction-answered");
            case OWN -> Outcome.Refused.because("main", "rights.correction-own");
            case NO_ACT -> Outcome.Refused.because("main", "rights.nothing-corrected");
            default -> new Outcome.Forbidden<>();
        });
    }

    /** Asks a second person to agree that it is not corrected. */
    Outcome<CorrectionRequest> refuse(Actor actor, String code, UUID id, AskCorrection.RefuseCorrection command) {
        return onRequest(actor, code, id, (file, asked) -> {
            if (!asked.isOpen()) return Outcome.Refused.because("main", "rights.correction-answered");
            if (decisions.waitsOfAnother(KIND, id)) return Outcome.Refused.because("main", "rights.refusal-of-another");
            if (!store.mayBeRefused(id)) return Outcome.Refused.because("main", "rights.nobody-agrees");
            Decision proposed = decisions.propose(
                    actor,
                    Proposal.onFile(KIND, file.id(), id, 1)
                            .because(command.reason())
                            .with(Map.of("section", asked.section().name())));
            Notification.others(decisions.deciders(proposed.id()), actor.personId(), Notification.DECISION)
                    .map(ring -> ring.about(proposed.id()))
                    .ifPresent(events::publishEvent);
            return noted(file, asked.section(), id, "rights.correction-refusal-asked", Map.of());
        });
    }

    /** The second person's word on a refusal. */
    Outcome<CorrectionRequest> decide(
            Actor actor, String code, Decision decision, boolean agreed, @Nullable String reason) {
        return work.decidingOnAny(actor, code, Verb.CASE_APPROVE, Section.STATUS, file -> {
            CorrectionRequest asked = store.find(decision.subject()).orElse(null);
            if (asked == null) return new Outcome.NotFound<>();
            Decisions.Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
            if (!(verdict instanceof Decisions.Verdict.Done)) return Verdicts.refusal(verdict);
            return noted(
                    file,
                    asked.section(),
                    asked.id(),
                    agreed ? "rights.correction-refused" : "rights.correction-refusal-declined",
                    Map.of());
        });
    }

    /** Who asked knows the answer; that it is corrected is told by somebody else than who said so. */
    Outcome<CorrectionRequest> tell(Actor actor, String code, UUID id, AskCorrection.TellCorrection command) {
        return onRequest(actor, code, id, (file, asked) -> switch (store.tell(id, command)) {
            case DONE ->
                noted(
                        file,
                        asked.section(),
                        id,
                        "rights.correction-told",
                        Map.of("how", command.how().name(), "on", command.on().toString()));
            case NOT_ANSWERED -> Outcome.Refused.because("main", "rights.correction-open");
            case TOLD -> Outcome.Refused.because("main", "rights.told-already");
            case OWN -> Outcome.Refused.because("main", "rights.told-by-another");
            case DAY -> Outcome.Refused.because("on", "rights.answer-day");
            case CHILD_ALONE -> Outcome.Refused.because("to", "rights.told-child-alone");
            case NO_GUARDIAN -> Outcome.Refused.because("to", "rights.told-no-guardian");
            case ASKER_GONE -> Outcome.Refused.because("to", "rights.asker-gone");
            default -> new Outcome.Forbidden<>();
        });
    }

    private Outcome<CorrectionRequest> onRequest(
            Actor actor,
            String code,
            UUID id,
            BiFunction<CaseFile, CorrectionRequest, Outcome<CorrectionRequest>> act) {
        return DataRequest.act(work, actor, code, () -> store.find(id), act);
    }

    /** Inside an actor's transaction. */
    Optional<CorrectionRequest> find(UUID id) {
        return store.find(id);
    }

    /** In the history of that part of the file: who does not read it learns of none of its corrections. */
    private Outcome<CorrectionRequest> noted(
            CaseFile file, Section section, UUID id, String act, Map<String, ?> facts) {
        work.note(file, section, act, facts);
        return find(id).<Outcome<CorrectionRequest>>map(Outcome.Done::new).orElseGet(Outcome.NotFound::new);
    }
}
