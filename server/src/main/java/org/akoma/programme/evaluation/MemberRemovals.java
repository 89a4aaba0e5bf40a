package org.akoma.programme.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Notification;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.decisions.Shown;
import org.akoma.ground.forms.Answer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * An evaluator is taken off a team by two people with a reason that is kept: somebody of the team asks, the data protection officer agrees ({@code trust.md 2}).
 * Otherwise one person chooses who agrees to the findings.
 */
@Service
class MemberRemovals implements Decidable {

    static final String KIND = "MEMBER_OFF";

    private final MissionStore store;
    private final Missions missions;
    private final Decisions decisions;
    private final ChildNames names;
    private final ApplicationEventPublisher events;

    MemberRemovals(
            MissionStore store,
            Missions missions,
            Decisions decisions,
            ChildNames names,
            ApplicationEventPublisher events) {
        this.names = names;
        this.store = store;
        this.missions = missions;
        this.decisions = decisions;
        this.events = events;
    }

    Answer<Mission> ask(Actor actor, String code, String member, TakeOffMember input) {
        return missions.onDraft(actor, code, of -> {
            String account = member.strip().toUpperCase(Locale.ROOT);
            if (!of.takenOffByTwo(account, actor.code())) return new Answer.NotFound<>();
            if (store.removalsWaiting(of.id()).containsKey(account))
                return Answer.Refused.because("main", "evaluation.removal-waits");
            Answer<Mission> named =
                    names.refusal(actor, "mission", of.code(), ChildNames.texts("reason", input.reason()));
            if (named != null) return named;
            MissionStore.Member one = store.member(of.id(), account).orElseThrow();
            decisions.propose(
                    actor,
                    Proposal.of(KIND, one.id(), one.version())
                            .with(input.asked())
                            .writing(input.asked()));
            note(actor, "evaluation.member-removal-asked", of);
            return new Answer.Done<>(of);
        });
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Set<String> needs() {
        return Set.of("left_why");
    }

    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        return store.member(decision.subject())
                .flatMap(one -> missions.find(actor, one.mission())
                        .map(of -> new Shown(of.code(), "/evaluations/" + of.code(), fields(one, of, decision))));
    }

    private static List<Shown.Field> fields(MissionStore.Member one, Mission of, Decision decision) {
        return List.of(
                Shown.Field.codes("evaluation.mission.team", Shown.PERSON, of.team(), of.team()),
                Shown.Field.code("evaluation.removal.member", Shown.PERSON, null, one.account()),
                Shown.Field.text("evaluation.removal.reason", null, why(decision)));
    }

    private static String why(Decision decision) {
        return String.valueOf(decision.fields().get("left_why"));
    }

    @Override
    public Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        MissionStore.Member one = store.member(decision.subject()).orElse(null);
        Mission of = one == null ? null : missions.find(actor, one.mission()).orElse(null);
        if (one == null || of == null) return new Verdict.NotFound();
        if (agreed && (!of.isDraft() || !of.isOpen())) return Verdict.Refused.because("agreed", "evaluation.released");
        Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (!(verdict instanceof Verdict.Done)) return verdict;
        if (agreed) {
            store.takeOff(one.id(), why(decision));
            Notification.others(Set.of(one.person()), actor.personId(), Notification.TASK)
                    .ifPresent(events::publishEvent);
        }
        note(actor, agreed ? "evaluation.member-removed" : "evaluation.member-removal-refused", of);
        return verdict;
    }

    @Override
    public Optional<String> again(Actor actor, Decision decision) {
        return store.member(decision.subject())
                .flatMap(one -> missions.find(actor, one.mission())
                        .map(of -> "/evaluations/" + of.code() + "/team/" + one.account() + "/removal-request"));
    }

    private void note(Actor actor, String act, Mission mission) {
        events.publishEvent(new Acted(actor, act, Map.of("mission", mission.code())));
    }
}
