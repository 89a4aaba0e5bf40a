package org.akoma.programme.findings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.akoma.FieldError;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.Role;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.decisions.Shown;
import org.akoma.ground.forms.Answer;
import org.akoma.programme.evaluation.Mission;
import org.akoma.programme.evaluation.Missions;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * The release of findings to the management, all of them at once. Where the team has another evaluator, that one agrees ({@code trust.md 2}); who is the only
 * one releases alone, and the board and the report say so. A change of what was shown ends the request.
 */
@Service
public class FindingReleases implements Decidable {

    static final String EMPTY_SOURCE = "evaluation.empty-source";

    static final String KIND = "FINDINGS";
    static final int LEAST_SOURCES = 2;

    private final FindingStore store;
    private final Missions missions;
    private final Decisions decisions;
    private final ReleasedFindings shown;
    private final ActorTransactions transactions;
    private final ApplicationEventPublisher events;

    FindingReleases(
            FindingStore store,
            Missions missions,
            Decisions decisions,
            ReleasedFindings shown,
            ActorTransactions transactions,
            ApplicationEventPublisher events) {
        this.store = store;
        this.missions = missions;
        this.decisions = decisions;
        this.shown = shown;
        this.transactions = transactions;
        this.events = events;
    }

    /** Releases, or asks another evaluator of the team: then the mission that is answered is a draft still. */
    public Answer<Mission> release(Actor actor, String mission, @Nullable Integer version) {
        return Answer.unless(
                "evaluation.release-by-evaluator",
                "main",
                () -> Answer.unless(
                        "evaluation.release-by-two",
                        "main",
                        () -> missions.onWords(actor, mission, of -> {
                            if (version != null && version != of.version()) return new Answer.Overtaken<>();
                            FieldError wrong = wrong(actor, of);
                            if (wrong != null) return new Answer.Refused<>(List.of(wrong));
                            return actor.is(Role.EVALUATOR) && store.hasOtherEvaluator(of.id())
                                    ? asked(actor, of)
                                    : new Answer.Done<>(released(actor, of));
                        })));
    }

    /** What keeps these findings from being released; null = nothing does. */
    private @Nullable FieldError wrong(Actor actor, Mission of) {
        List<Finding> findings = store.ofMission(of.id());
        if (findings.isEmpty() && missions.ratings(actor, of).isEmpty())
            return FieldError.of("main", "evaluation.nothing-found");
        Finding weak = findings.stream()
                .filter(one -> one.evidence().size() < LEAST_SOURCES)
                .findFirst()
                .orElse(null);
        if (weak != null) return FieldError.of("main", "evaluation.one-source", weak.code());
        Finding empty = findings.stream()
                .filter(one -> one.evidence().stream().anyMatch(Finding.Evidence::isEmpty))
                .findFirst()
                .orElse(null);
        if (empty != null) return FieldError.of("main", EMPTY_SOURCE, empty.code());
        return store.citesHarm(of.id()) ? FieldError.of("main", "evaluation.cites-nothing") : null;
    }

    private Answer<Mission> asked(Actor actor, Mission of) {
        Decision waiting = decisions.waiting(KIND, of.id()).orElse(null);
        if (waiting != null && waiting.version() == of.version())
            return waiting.proposedBy().equals(actor.personId())
                    ? new Answer.Done<>(of)
                    : Answer.Refused.because("main", "evaluation.release-waits");
        if (!store.hasWhoAgrees(of.id())) return Answer.Refused.because("main", "evaluation.release-nobody-agrees");
        decisions.propose(actor, Proposal.of(KIND, of.id(), of.version()));
        note(actor, "evaluation.release-asked", of);
        return new Answer.Done<>(of);
    }

    private Mission released(Actor actor, Mission of) {
        missions.release(of);
        note(actor, "evaluation.released", of);
        Notification.others(store.answerers(of.id()), actor.personId(), Notification.TASK)
                .map(ring -> ring.of(of.id()))
                .ifPresent(events::publishEvent);
        return missions.find(actor, of.id()).orElseThrow();
    }

    /** Whether the actor's release needs another evaluator of the team. */
    boolean needsAnother(Actor actor, Mission mission) {
        return actor.is(Role.EVALUATOR) && transactions.as(actor, () -> store.hasOtherEvaluator(mission.id()));
    }

    /** The request that waits, for who asked and who decides. */
    Optional<Decision> waiting(Actor actor, Mission mission) {
        return transactions.as(actor, () -> decisions.waiting(KIND, mission.id()));
    }

    /** The second person's word, as from the page of decisions. */
    public Verdict decide(Actor actor, Mission mission, boolean agreed, @Nullable String reason) {
        return transactions.as(
                actor,
                () -> decisions
                        .waiting(KIND, mission.id())
                        .map(waiting -> decide(actor, waiting, agreed, reason))
                        .orElseGet(Verdict.NotFound::new));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        return of(actor, decision)
                .map(of -> new Shown(of.code(), "/evaluations/" + of.code() + "/findings", shown.fields(actor, of)));
    }

    private Optional<Mission> of(Actor actor, Decision decision) {
        return missions.find(actor, decision.subject()).filter(Mission::member);
    }

    @Override
    public Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        Mission of = of(actor, decision).orElse(null);
        if (of == null) return new Verdict.NotFound();
        FieldError wrong = agreed ? wrong(actor, of) : null;
        if (wrong != null) return new Verdict.Refused(List.of(wrong));
        Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (!(verdict instanceof Verdict.Done)) return verdict;
        if (agreed) released(actor, of);
        else note(actor, "evaluation.release-refused", of);
        return verdict;
    }

    private void note(Actor actor, String act, Mission mission) {
        events.publishEvent(new Acted(actor, act, Map.of("mission", mission.code())));
    }
}
