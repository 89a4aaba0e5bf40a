package org.akoma.programme.reports;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.SentCommands;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.decisions.Shown;
import org.akoma.ground.forms.Answer;
import org.akoma.programme.evaluation.ChildNames;
import org.akoma.programme.evaluation.Mission;
import org.akoma.programme.evaluation.Missions;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Releases that are taken back because they tell too much ({@code trust.md 2}): at once by one person, confirmed or undone by a second one after; one of both
 * is the data protection officer. The request cannot be withdrawn, so that what was hidden is judged.
 */
@Service
class Recalls implements Decidable {

    static final String KIND = "RECALL";

    private static final int MOST = 200;

    private final RecallStore store;
    private final Reports reports;
    private final Missions missions;
    private final Decisions decisions;
    private final ActorTransactions transactions;
    private final SentCommands sent;
    private final ChildNames names;
    private final ApplicationEventPublisher events;

    Recalls(
            RecallStore store,
            Reports reports,
            Missions missions,
            Decisions decisions,
            ActorTransactions transactions,
            SentCommands sent,
            ChildNames names,
            ApplicationEventPublisher events) {
        this.store = store;
        this.reports = reports;
        this.missions = missions;
        this.decisions = decisions;
        this.transactions = transactions;
        this.sent = sent;
        this.names = names;
        this.events = events;
    }

    static boolean takesBack(Actor actor) {
        return actor.may(Verb.FINDING_READ)
                && (actor.is(Role.PROJECT_MANAGER) || actor.is(Role.EVALUATOR) || guards(actor));
    }

    static boolean guards(Actor actor) {
        return actor.is(Role.DATA_PROTECTION_OFFICER);
    }

    /** For who reads releases: what became of those that were taken back. */
    List<Recall> list(Actor actor) {
        return actor.may(Verb.FINDING_READ) ? transactions.as(actor, () -> store.list(MOST)) : List.of();
    }

    Optional<Recall> find(Actor actor, UUID id) {
        return actor.may(Verb.FINDING_READ) ? transactions.as(actor, () -> store.find(id)) : Optional.empty();
    }

    /** Who had it; for the data protection officer alone. */
    List<Recall.Reader> readers(Actor actor, Recall one) {
        return guards(actor) ? transactions.as(actor, () -> store.readers(one.id())) : List.of();
    }

    Optional<UUID> request(Actor actor, Recall one) {
        return transactions.as(actor, () -> decisions.waiting(KIND, one.id()).map(Decision::id));
    }

    Answer<Recall> takeBack(Actor actor, TakeBack input) {
        if (!takesBack(actor)) return new Answer.Forbidden<>();
        return transactions.as(actor, () -> {
            FieldError other = sent.refusal(input.id(), input);
            if (other != null) return new Answer.Refused<>(List.of(other));
            Recall there = store.find(input.id()).orElse(null);
            return there != null ? new Answer.Done<>(there) : taken(actor, input);
        });
    }

    private Answer<Recall> taken(Actor actor, TakeBack input) {
        String code = input.about().strip().toUpperCase(Locale.ROOT);
        Mission mission = missions.find(actor, code).orElse(null);
        UUID report = mission == null ? released(actor, code) : null;
        if (report == null && (mission == null || !mission.isReleased()))
            return Answer.Refused.because("about", "reports.not-released");
        Answer<Recall> named = names.refusal(actor, "mission", code, ChildNames.texts("reason", input.reason()));
        if (named != null) return named;
        if (store.wasRefused(mission == null ? null : mission.id(), report))
            return Answer.Refused.because("about", "reports.recall-refused");
        store.insert(input.id(), mission == null ? null : mission.id(), report, input.reason());
        decisions.propose(actor, Proposal.of(KIND, input.id(), 1));
        sent.keep(input.id(), input);
        Recall now = store.find(input.id()).orElseThrow();
        note(actor, "reports.recalled", now);
        return new Answer.Done<>(now);
    }

    private @Nullable UUID released(Actor actor, String code) {
        return store.report(code)
                .flatMap(id -> reports.find(actor, id))
                .filter(Report::isReleased)
                .map(Report::id)
                .orElse(null);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public boolean mayWithdraw() {
        return false;
    }

    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        return store.find(decision.subject())
                .map(one -> new Shown(
                        one.code(),
                        "/recalls/" + one.id(),
                        List.of(
                                Shown.Field.text("reports.recall.about", null, one.code()),
                                Shown.Field.text("reports.recall.reason", null, one.reason()))));
    }

    @Override
    public Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        Recall one = store.find(decision.subject()).orElse(null);
        if (one == null) return new Verdict.NotFound();
        Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (!(verdict instanceof Verdict.Done)) return verdict;
        store.decide(one, agreed);
        note(actor, agreed ? "reports.recall-agreed" : "reports.recall-undone", one);
        return verdict;
    }

    private void note(Actor actor, String act, Recall one) {
        events.publishEvent(new Acted(actor, act, Map.of("about", one.code())));
    }
}
