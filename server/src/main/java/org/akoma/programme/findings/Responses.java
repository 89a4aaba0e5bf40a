package org.akoma.programme.findings;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.Ids;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Notification;
import org.akoma.ground.access.SentCommands;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.decisions.Shown;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.pages.Formats;
import org.akoma.programme.evaluation.ChildNames;
import org.akoma.programme.evaluation.Missions;
import org.akoma.programme.findings.ProposeResponse.Planned;
import org.akoma.programme.findings.Recommendation.Response;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * What is answered to a recommendation, within thirty days (T23), by whom it is for: the structure that it names, or the management of the project where it names
 * none or one that has no account here which answers. One person proposes it with its actions, another one who answers for the same addressee, or the data
 * protection officer, confirms both together ({@code trust.md 2}). What was proposed is not changed: it is taken back or refused, and proposed anew.
 */
@Service
public class Responses implements Decidable {

    static final String KIND = "RESPONSE";

    private final FindingStore store;
    private final ActionStore actions;
    private final Missions missions;
    private final Decisions decisions;
    private final ActorTransactions transactions;
    private final SentCommands sent;
    private final ChildNames names;
    private final ApplicationEventPublisher events;
    private final Formats words;

    Responses(
            FindingStore store,
            ActionStore actions,
            Missions missions,
            Decisions decisions,
            ActorTransactions transactions,
            SentCommands sent,
            ChildNames names,
            ApplicationEventPublisher events,
            Formats words) {
        this.words = words;
        this.store = store;
        this.actions = actions;
        this.missions = missions;
        this.decisions = decisions;
        this.transactions = transactions;
        this.sent = sent;
        this.names = names;
        this.events = events;
    }

    public Answer<Recommendation> propose(Actor actor, UUID recommendation, ProposeResponse input) {
        if (!actor.may(Verb.FINDING_READ)) return new Answer.NotFound<>();
        return transactions.as(actor, () -> {
            Recommendation to = store.recommendation(recommendation).orElse(null);
            if (to == null) return new Answer.NotFound<>();
            if (!actor.may(Verb.RESPONSE_PROPOSE)) return new Answer.Forbidden<>();
            Response there = to.response();
            if (there != null && there.id().equals(input.id())) return again(to, input);
            List<FieldError> wrong = wrong(to, input);
            if (!wrong.isEmpty()) return new Answer.Refused<>(wrong);
            Answer<Recommendation> named = names.refusal(actor, "mission", to.mission(), texts(input));
            if (named != null) return named;
            store.insert(to.id(), input);
            for (Planned one : input.actions()) actions.insert(Ids.next(), input.id(), one);
            sent.keep(input.id(), input);
            decisions.propose(actor, Proposal.of(KIND, input.id(), 1));
            note(actor, "evaluation.response-proposed", to);
            return new Answer.Done<>(store.recommendation(to.id()).orElseThrow());
        });
    }

    private Answer<Recommendation> again(Recommendation to, ProposeResponse input) {
        FieldError other = sent.refusal(input.id(), input);
        return other == null ? new Answer.Done<>(to) : new Answer.Refused<>(List.of(other));
    }

    private static Map<String, @Nullable String> texts(ProposeResponse input) {
        Map<String, @Nullable String> texts = ChildNames.texts("reason", input.reason());
        for (int i = 0; i < input.actions().size(); i++) {
            texts.put("actions[" + i + "].words", input.actions().get(i).words());
            texts.put("actions[" + i + "].means", input.actions().get(i).means());
        }
        return texts;
    }

    private List<FieldError> wrong(Recommendation to, ProposeResponse input) {
        Response there = to.response();
        if (!to.mine())
            return List.of(FieldError.of(
                    "main", to.answersItself() ? "evaluation.answers-itself" : "evaluation.management-answers"));
        if (to.dueOn() == null) return List.of(FieldError.of("main", "evaluation.draft"));
        if (!to.open()) return List.of(FieldError.of("main", "evaluation.closed"));
        if (there != null)
            return List.of(
                    FieldError.of("main", there.waits() ? "evaluation.response-waits" : "evaluation.response-there"));
        List<FieldError> wrong = new ArrayList<>();
        for (int i = 0; i < input.actions().size(); i++) {
            Planned one = input.actions().get(i);
            String owner = "actions[" + i + "].owner";
            store.noOwner(to.id(), one.owner().strip()).ifPresent(code -> wrong.add(FieldError.of(owner, code)));
            if (one.dueOn().isBefore(missions.today()))
                wrong.add(FieldError.of("actions[" + i + "].dueOn", "form.past"));
            LocalDate last = missions.lastDue();
            if (one.dueOn().isAfter(last))
                wrong.add(FieldError.of("actions[" + i + "].dueOn", "evaluation.due-too-late", words.date(last)));
        }
        return wrong;
    }

    /** The second person's word, as from the page of decisions. */
    public Verdict decide(Actor actor, UUID response, boolean agreed, @Nullable String reason) {
        return transactions.as(
                actor,
                () -> decisions
                        .waiting(KIND, response)
                        .map(waiting -> decide(actor, waiting, agreed, reason))
                        .orElseGet(Verdict.NotFound::new));
    }

    /** The request that waits about it; null = none does, or the actor does not decide it. */
    @Nullable
    UUID toDecide(Actor actor, Response response) {
        return transactions.as(
                actor,
                () -> decisions.waiting(KIND, response.id()).map(Decision::id).orElse(null));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        return store.ofResponse(decision.subject())
                .map(to -> new Shown(to.mission() + " " + to.code(), "/recommendations/" + to.id(), fields(to)));
    }

    /** What is answered is shown beside the answer, as if it were new: what stays as it is would be folded away. */
    private List<Shown.Field> fields(Recommendation to) {
        Response response = to.response();
        if (response == null) return List.of();
        List<Object> planned = actions.ofResponse(response.id(), missions.today()).stream()
                .<Object>map(this::line)
                .toList();
        return List.of(
                Shown.Field.text("evaluation.recommendation.words", null, to.words()),
                Shown.Field.code("evaluation.recommendation.structure", Shown.STRUCTURE, null, to.structure()),
                Shown.Field.code(
                        "evaluation.recommendation.priority",
                        "evaluation.level",
                        null,
                        to.priority().name()),
                Shown.Field.code(
                        "evaluation.response.answer",
                        "evaluation.reply",
                        null,
                        response.answer().name()),
                Shown.Field.text("evaluation.response.reason", null, response.reason()),
                Shown.Field.code("evaluation.response.answered-by", Shown.STRUCTURE, null, response.by()),
                new Shown.Field("evaluation.actions", null, List.of(), planned));
    }

    private Shown.Line line(Action one) {
        List<Shown.Part> parts = new ArrayList<>();
        parts.add(new Shown.Part(null, one.words()));
        parts.add(new Shown.Part(Shown.PERSON, one.owner()));
        parts.add(new Shown.Part(null, words.date(one.dueOn())));
        String means = one.means();
        if (means != null) parts.add(new Shown.Part(null, means));
        return new Shown.Line(parts);
    }

    @Override
    public Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        Recommendation to = store.ofResponse(decision.subject()).orElse(null);
        if (to == null) return new Verdict.NotFound();
        Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (!(verdict instanceof Verdict.Done)) return verdict;
        if (agreed) {
            store.confirm(decision.subject());
            Notification.others(actions.owners(decision.subject()), actor.personId(), Notification.TASK)
                    .map(ring -> ring.of(to.id()))
                    .ifPresent(events::publishEvent);
        } else store.end(decision.subject());
        note(actor, agreed ? "evaluation.response-confirmed" : "evaluation.response-refused", to);
        return verdict;
    }

    @Override
    public void withdrawn(Actor actor, Decision decision) {
        store.end(decision.subject());
    }

    private void note(Actor actor, String act, Recommendation to) {
        events.publishEvent(new Acted(actor, act, Map.of("mission", to.mission(), "recommendation", to.code())));
    }
}
