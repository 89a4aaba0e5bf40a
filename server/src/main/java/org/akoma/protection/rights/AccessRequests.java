package org.akoma.protection.rights;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.signin.FactorAgain;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Once;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.cases.Verdicts;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * A child, or who answers for it, asks what is held about the child ({@code requirements.md 8.1}). Who works on the file records it, a supervisor who did not
 * record it agrees to what leaves ({@code trust.md 2}), and the paper is made in that moment as that supervisor sees the file.
 */
@Service
class AccessRequests {

    static final String KIND = "ACCESS_REQUEST";

    private final AccessRequestStore store;
    private final WhatIsHeld held;
    private final RightsPaper paper;
    private final CaseWork work;
    private final Decisions decisions;
    private final Journal journal;
    private final ApplicationEventPublisher events;
    private final FactorAgain factor;

    AccessRequests(
            AccessRequestStore store,
            WhatIsHeld held,
            RightsPaper paper,
            CaseWork work,
            Decisions decisions,
            Journal journal,
            ApplicationEventPublisher events,
            FactorAgain factor) {
        this.store = store;
        this.held = held;
        this.paper = paper;
        this.work = work;
        this.decisions = decisions;
        this.journal = journal;
        this.events = events;
        this.factor = factor;
    }

    /**
     * @param waiting id of the decision that the newest request waits for; null = none does
     * @param mine ids of those whose answer the reader takes and gives: they hold all that it tells
     */
    record Standing(List<AccessRequest> all, @Nullable UUID waiting, Set<UUID> mine, Instant now) {}

    /** What would leave, as who reads it sees the file. */
    record Preview(AccessRequest request, List<WhatIsHeld.Told> told) {}

    /** What somebody takes away. */
    record Paper(String name, byte[] bytes) {}

    Outcome<Standing> of(Actor actor, String code) {
        return opened(actor, code, "rights.requests-read", file -> {
            if (!store.reads(file.id())) return Optional.empty();
            List<AccessRequest> all = store.of(file.id());
            UUID waiting = all.stream()
                    .filter(AccessRequest::waits)
                    .findFirst()
                    .flatMap(one -> decisions.waiting(KIND, one.id()))
                    .map(Decision::id)
                    .orElse(null);
            Set<UUID> mine = all.stream()
                    .filter(AccessRequest::isOpen)
                    .map(AccessRequest::id)
                    .filter(store::isMineToGive)
                    .collect(Collectors.toSet());
            return Optional.of(new Standing(all, waiting, mine, work.now()));
        });
    }

    /** Not found for who neither works on the file nor decides about it. */
    private <T> Outcome<T> opened(Actor actor, String code, String act, Function<CaseFile, Optional<T>> reading) {
        return work.open(actor, code, Section.STATUS, act, reading)
                .flatMap(found -> found)
                .<Outcome<T>>map(Outcome.Done::new)
                .orElseGet(Outcome.NotFound::new);
    }

    /** What would leave. That it was shown is kept: nobody agrees to what they did not read. */
    Outcome<Preview> preview(Actor actor, String code, UUID id) {
        return opened(actor, code, "rights.held-read", file -> preview(file, id));
    }

    private Optional<Preview> preview(CaseFile file, UUID id) {
        return store.find(id).filter(one -> one.fileId().equals(file.id())).map(one -> {
            if (one.waits()) store.show(one.id(), WhatIsHeld.digest(held.asItLeaves(file, one)));
            return new Preview(one, held.of(file, one));
        });
    }

    Outcome<AccessRequest> record(Actor actor, String code, AskAccess.RecordAccess command) {
        return work.onceOnAny(
                actor,
                code,
                Verb.CASE_READ,
                Section.STATUS,
                new Once<>(command.id(), command, file -> store.find(command.id())),
                file -> switch (store.record(file.id(), command)) {
                    case DONE -> recorded(actor, file, command);
                    case WAITS -> Outcome.Refused.because("by", "rights.waits-already");
                    case DAY -> Outcome.Refused.because("on", "rights.day");
                    case NOBODY_DECIDES -> Outcome.Refused.because("main", "rights.nobody-decides");
                    case TOO_YOUNG -> Outcome.Refused.because("by", "rights.too-young");
                    case NO_GUARDIAN -> Outcome.Refused.because("by", "rights.no-guardian");
                    case CHILD_AGREES -> Outcome.Refused.because("childAgrees", "rights.child-agrees");
                    default -> new Outcome.Forbidden<>();
                });
    }

    private Outcome<AccessRequest> recorded(Actor actor, CaseFile file, AskAccess.RecordAccess command) {
        Decision asked = decisions.propose(
                actor,
                Proposal.onFile(KIND, file.id(), command.id(), 1)
                        .because(command.why())
                        .with(Map.of(
                                "by",
                                command.by().name(),
                                "language",
                                command.language().name())));
        Notification.others(decisions.deciders(asked.id()), actor.personId(), Notification.DECISION)
                .map(ring -> ring.about(asked.id()))
                .ifPresent(events::publishEvent);
        journal.note(
                file.id(),
                Section.STATUS,
                "rights.access-recorded",
                Map.of("by", command.by().name(), "on", command.on().toString()));
        return new Outcome.Done<>(store.find(command.id()).orElseThrow());
    }

    /** The second person's word. What was agreed to is made at once, and is what they read: nothing else leaves later. */
    Outcome<AccessRequest> decide(
            Actor actor, String code, Decision decision, boolean agreed, @Nullable String reason) {
        return work.decidingOnAny(actor, code, Verb.CASE_APPROVE, Section.STATUS, file -> {
            AccessRequest asked = store.find(decision.subject()).orElse(null);
            if (asked == null) return new Outcome.NotFound<>();
            List<WhatIsHeld.Told> told = agreed ? held.asItLeaves(file, asked) : List.of();
            FieldError bar = agreed && decisions.decides(decision.id()) ? bar(asked, told) : null;
            if (bar != null) return new Outcome.Refused<>(List.of(bar));
            Decisions.Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
            if (!(verdict instanceof Decisions.Verdict.Done)) return Verdicts.refusal(verdict);
            if (agreed) store.keep(asked, WhatIsHeld.digest(told), paper.of(file, asked, told, work.now()));
            journal.note(
                    file.id(),
                    Section.STATUS,
                    agreed ? "rights.access-agreed" : "rights.access-refused",
                    Map.of("by", asked.by().name()));
            return new Outcome.Done<>(store.find(asked.id()).orElseThrow());
        });
    }

    /** Why this is not agreed to now; null = it may be. */
    private @Nullable FieldError bar(AccessRequest asked, List<WhatIsHeld.Told> told) {
        if (!store.stillAnswers(asked.id())) return FieldError.of("agreed", "rights.guardian-over");
        String read = store.shown(asked.id()).orElse(null);
        if (read == null) return FieldError.of("agreed", "rights.not-read");
        return read.equals(WhatIsHeld.digest(told)) ? null : FieldError.of("agreed", "rights.changed-since-read");
    }

    /** @param secondFactor the six digits again, of who has a second factor */
    Outcome<Paper> take(Actor actor, String code, UUID id, @Nullable String secondFactor) {
        FieldError wrong = factor.show(actor, secondFactor);
        if (wrong != null) return new Outcome.Refused<>(wrong);
        return onRequest(actor, code, id, (file, asked) -> switch (store.bars(id)) {
            case OPEN -> {
                byte[] bytes = store.take(asked);
                journal.note(
                        file.id(),
                        Section.STATUS,
                        "rights.paper-taken",
                        Map.of("by", asked.by().name()));
                yield new Outcome.Done<>(new Paper(file.code() + "-acces.pdf", bytes));
            }
            case NOT_AGREED -> Outcome.Refused.because("main", "rights.not-agreed");
            case GIVEN -> Outcome.Refused.because("main", "rights.given-already");
            case FACTOR -> new Outcome.Refused<>(FactorAgain.missing());
            case NO_GUARDIAN -> Outcome.Refused.because("main", "rights.guardian-over");
            default -> new Outcome.Forbidden<>();
        });
    }

    Outcome<AccessRequest> give(Actor actor, String code, UUID id, AskAccess.GiveAnswer command) {
        return onRequest(actor, code, id, (file, asked) -> switch (store.give(id, command)) {
            case DONE -> {
                journal.note(
                        file.id(),
                        Section.STATUS,
                        "rights.access-given",
                        Map.of("how", command.how().name(), "on", command.on().toString()));
                yield new Outcome.Done<>(store.find(id).orElseThrow());
            }
            case NOT_DECIDED -> Outcome.Refused.because("how", "rights.not-agreed");
            case GIVEN -> Outcome.Refused.because("how", "rights.given-already");
            case NO_GUARDIAN -> Outcome.Refused.because("how", "rights.guardian-over");
            case HOW -> Outcome.Refused.because("how", "rights.other-answer");
            case NOT_TAKEN -> Outcome.Refused.because("how", "rights.not-taken");
            case DAY -> Outcome.Refused.because("on", "rights.answer-day");
            default -> new Outcome.Forbidden<>();
        });
    }

    private <T> Outcome<T> onRequest(
            Actor actor, String code, UUID id, BiFunction<CaseFile, AccessRequest, Outcome<T>> act) {
        return DataRequest.act(work, actor, code, () -> store.find(id), act);
    }

    /** Inside an actor's transaction. */
    Optional<AccessRequest> find(UUID id) {
        return store.find(id);
    }

    /** Parts that the answer would not tell, by the rule and by choice. */
    static List<String> leftOut(AccessRequest request) {
        Set<AccessRequest.Part> chosen = request.leftOut();
        return Arrays.stream(AccessRequest.Part.values())
                .filter(one -> chosen.contains(one) || !one.isFor(request.by()))
                .map(Enum::name)
                .toList();
    }
}
