package org.akoma.programme.findings;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.akoma.FieldError;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.SentCommands;
import org.akoma.ground.access.Verb;
import org.akoma.ground.forms.Answer;
import org.akoma.programme.evaluation.ChildNames;
import org.akoma.programme.evaluation.Mission;
import org.akoma.programme.evaluation.Missions;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Findings and recommendations: drafts of a mission's team, unchanged once they are released ({@link FindingReleases}). */
@Service
public class Findings {

    /** What an evaluator wrote is rewritten by no project manager: the management is what is evaluated. */
    private static final String OF_AN_EVALUATOR = "evaluation.of-an-evaluator";

    private final FindingStore store;
    private final FindingFigureStore figures;
    private final ActionStore actions;
    private final Missions missions;
    private final Organisations organisations;
    private final ActorTransactions transactions;
    private final SentCommands sent;
    private final ChildNames names;
    private final ApplicationEventPublisher events;

    Findings(
            FindingStore store,
            FindingFigureStore figures,
            ActionStore actions,
            Missions missions,
            Organisations organisations,
            ActorTransactions transactions,
            SentCommands sent,
            ChildNames names,
            ApplicationEventPublisher events) {
        this.store = store;
        this.figures = figures;
        this.actions = actions;
        this.missions = missions;
        this.organisations = organisations;
        this.transactions = transactions;
        this.sent = sent;
        this.names = names;
        this.events = events;
    }

    /** Those of a mission that the actor may read: none before the release for who is not of its team. */
    public List<Finding> of(Actor actor, Mission mission) {
        if (!actor.may(Verb.FINDING_READ)) return List.of();
        missions.read(actor, mission);
        return transactions.as(actor, () -> store.ofMission(mission.id()));
    }

    /** What a finding may cite, code to guide; only what the actor reads of it. */
    Map<String, String> citable(Actor actor, Mission mission) {
        return mission.member() ? transactions.as(actor, () -> store.citable(mission.id())) : Map.of();
    }

    Optional<Finding> find(Actor actor, UUID id) {
        if (!actor.may(Verb.FINDING_READ)) return Optional.empty();
        Optional<Finding> found = transactions.as(actor, () -> store.find(id));
        found.ifPresent(one -> read(actor, one.mission()));
        return found;
    }

    public List<Recommendation> recommendations(Actor actor, Mission mission) {
        return actor.may(Verb.FINDING_READ)
                ? transactions.as(actor, () -> store.recommendations(mission.id()))
                : List.of();
    }

    Optional<Recommendation> recommendation(Actor actor, UUID id) {
        if (!actor.may(Verb.FINDING_READ)) return Optional.empty();
        Optional<Recommendation> found = transactions.as(actor, () -> store.recommendation(id));
        found.ifPresent(one -> read(actor, one.mission()));
        return found;
    }

    private void read(Actor actor, String mission) {
        missions.find(actor, mission).ifPresent(one -> missions.read(actor, one));
    }

    /** A response that held, with its actions. */
    record Earlier(Recommendation.Response response, List<Action> actions) {}

    /** Responses that ended when their last action was cancelled, the newest first. */
    List<Earlier> earlier(Actor actor, UUID recommendation) {
        if (!actor.may(Verb.FINDING_READ)) return List.of();
        return transactions.as(
                actor,
                () -> store.earlier(recommendation).stream()
                        .map(one -> new Earlier(one, actions.ofResponse(one.id(), missions.today())))
                        .toList());
    }

    /** Counts of all missions today, also for who reads no finding. */
    Optional<FindingFigures> figures(Actor actor) {
        if (!actor.may(Verb.FINDING_READ) && !actor.may(Verb.FINDING_FIGURES)) return Optional.empty();
        var day = missions.today();
        return Optional.of(transactions.forStatistics(() -> figures.on(day)));
    }

    public Answer<Finding> write(Actor actor, String mission, WriteFinding input) {
        Answer<Finding> again = again(actor, input.id(), input, store::find);
        if (again != null) return again;
        return cited(() -> missions.onWords(actor, mission, of -> {
            if (!of.criteria().contains(input.criterion()))
                return Answer.Refused.because("criterion", "evaluation.no-criterion", of.criteriaSet());
            FieldError other = sent.refusal(input.id(), input);
            if (other != null) return new Answer.Refused<>(List.of(other));
            Answer<Finding> named = named(actor, of, input.words(), input.evidence());
            if (named != null) return named;
            if (store.insert(of.id(), input)) {
                sent.keep(input.id(), input);
                note(actor, "evaluation.finding-written", of.code());
            }
            return new Answer.Done<>(store.find(input.id()).orElseThrow());
        }));
    }

    public Answer<Finding> change(Actor actor, UUID id, ChangeFinding input) {
        Finding before = find(actor, id).orElse(null);
        if (before == null) return new Answer.NotFound<>();
        return Answer.unless(OF_AN_EVALUATOR, "words", () -> changed(actor, before, input));
    }

    private Answer<Finding> changed(Actor actor, Finding before, ChangeFinding input) {
        UUID id = before.id();
        return cited(() -> missions.onWords(actor, before.mission(), of -> {
            if (!of.criteria().contains(input.criterion()))
                return Answer.Refused.because("criterion", "evaluation.no-criterion", of.criteriaSet());
            Answer<Finding> named = named(actor, of, input.words(), input.evidence());
            if (named != null) return named;
            Integer version = input.version();
            if (!store.update(id, input, version == null ? before.version() : version)) return new Answer.Overtaken<>();
            note(actor, "evaluation.finding-changed", of.code());
            return new Answer.Done<>(store.find(id).orElseThrow());
        }));
    }

    public Answer<Recommendation> recommend(Actor actor, UUID finding, Recommend input) {
        Finding from = find(actor, finding).orElse(null);
        if (from == null) return new Answer.NotFound<>();
        Answer<Recommendation> again = again(actor, input.id(), input, store::recommendation);
        if (again != null) return again;
        return missions.onWords(actor, from.mission(), of -> {
            String code = input.structure();
            Organisation structure = code == null
                    ? null
                    : organisations.findToday(code.toUpperCase(Locale.ROOT)).orElse(null);
            if (code != null && structure == null)
                return Answer.Refused.because("structure", "evaluation.no-structure");
            FieldError other = sent.refusal(input.id(), input);
            if (other != null) return new Answer.Refused<>(List.of(other));
            Answer<Recommendation> named =
                    names.refusal(actor, "mission", of.code(), ChildNames.texts("words", input.words()));
            if (named != null) return named;
            if (store.insert(finding, input, structure == null ? null : structure.id())) {
                sent.keep(input.id(), input);
                note(actor, "evaluation.recommended", of.code());
            }
            return new Answer.Done<>(store.recommendation(input.id()).orElseThrow());
        });
    }

    /** Other words of a recommendation that is not released, or was taken back. */
    public Answer<Recommendation> correct(Actor actor, UUID id, CorrectRecommendation input) {
        Recommendation before = recommendation(actor, id).orElse(null);
        if (before == null) return new Answer.NotFound<>();
        return Answer.unless(
                OF_AN_EVALUATOR,
                "words",
                () -> missions.onWords(actor, before.mission(), of -> {
                    Answer<Recommendation> named =
                            names.refusal(actor, "mission", of.code(), ChildNames.texts("words", input.words()));
                    if (named != null) return named;
                    Integer version = input.version();
                    if (!store.correct(id, input.words(), version == null ? before.version() : version))
                        return new Answer.Overtaken<>();
                    note(actor, "evaluation.recommendation-corrected", of.code());
                    return new Answer.Done<>(store.recommendation(id).orElseThrow());
                }));
    }

    /** What was sent before under this id, also when it changes no more; null = nothing was. */
    private <T> @Nullable Answer<T> again(Actor actor, UUID id, Object input, Function<UUID, Optional<T>> find) {
        if (!actor.may(Verb.EVALUATION_WRITE)) return null;
        return transactions.as(actor, () -> {
            T there = find.apply(id).orElse(null);
            if (there == null) return null;
            FieldError other = sent.refusal(id, input);
            return other == null ? new Answer.Done<>(there) : new Answer.Refused<>(List.of(other));
        });
    }

    /** The end of a mission: every recommendation is answered, and no action is open that nobody was given. */
    public Answer<Mission> close(Actor actor, String mission, @Nullable Integer version) {
        return Answer.unless(
                "evaluation.still-open",
                "main",
                () -> missions.onOpen(actor, mission, of -> {
                    if (version != null && version != of.version()) return new Answer.Overtaken<>();
                    missions.close(of);
                    note(actor, "evaluation.closed", of.code());
                    return new Answer.Done<>(missions.find(actor, of.id()).orElseThrow());
                }));
    }

    /** What a finding cites is there, ended, and no interview in which a child told of harm. */
    private static <T> Answer<T> cited(Supplier<Answer<T>> act) {
        return Answer.unless("evaluation.cites-nothing", "evidence", act);
    }

    private @Nullable Answer<Finding> named(Actor actor, Mission of, String words, List<Finding.Evidence> evidence) {
        Map<String, @Nullable String> texts = ChildNames.texts("words", words);
        for (int i = 0; i < evidence.size(); i++)
            texts.put("evidence[" + i + "].note", evidence.get(i).note());
        return names.refusal(actor, "mission", of.code(), texts);
    }

    private void note(Actor actor, String act, String mission) {
        events.publishEvent(new Acted(actor, act, Map.of("mission", mission)));
    }
}
