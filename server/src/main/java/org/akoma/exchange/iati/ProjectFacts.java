package org.akoma.exchange.iati;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.SentCommands;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.decisions.Shown;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.reference.Places;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What is said of the project in its activity file: proposed as a whole by a project manager, confirmed by another one or by the data protection officer
 * ({@code trust.md 2}). What was proposed is not changed: it is taken back or refused, and proposed anew.
 */
@Service
public class ProjectFacts implements Decidable {

    static final String KIND = "PROJECT_FACTS";

    private static final int REGION = 1;

    private final FactStore store;
    private final Decisions decisions;
    private final ActorTransactions transactions;
    private final SentCommands sent;
    private final Journal journal;
    private final Places places;
    private final Clock clock;

    ProjectFacts(
            FactStore store,
            Decisions decisions,
            ActorTransactions transactions,
            SentCommands sent,
            Journal journal,
            Places places,
            Clock clock) {
        this.store = store;
        this.decisions = decisions;
        this.transactions = transactions;
        this.sent = sent;
        this.journal = journal;
        this.places = places;
        this.clock = clock;
    }

    static boolean reads(Actor actor) {
        return actor.may(Verb.SUMMARY_READ);
    }

    public Answer<UUID> propose(Actor actor, ProposeFacts facts) {
        if (!reads(actor)) return new Answer.Forbidden<>();
        return transactions.as(actor, () -> {
            if (store.find(facts.id()).isPresent()) {
                FieldError other = sent.refusal(facts.id(), facts);
                return other == null ? new Answer.Done<>(facts.id()) : new Answer.Refused<>(List.of(other));
            }
            List<FieldError> wrong = wrong(facts);
            if (store.waiting().isPresent()) wrong.add(FieldError.of("main", "iati.facts-wait"));
            if (!wrong.isEmpty()) return new Answer.Refused<>(wrong);
            store.insert(facts);
            sent.keep(facts.id(), facts);
            decisions.propose(actor, Proposal.of(KIND, facts.id(), 1));
            journal.noteOwn(actor, "exchange.facts-proposed", Map.of("facts", facts.id()));
            return new Answer.Done<>(facts.id());
        });
    }

    /** What depends on the day, and on the regions that there are. */
    private List<FieldError> wrong(ProposeFacts facts) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        List<FieldError> wrong = new ArrayList<>();
        if (facts.actualStart() != null && facts.actualStart().isAfter(today))
            wrong.add(FieldError.of("actualStart", "form.future"));
        if (facts.actualEnd() != null && facts.actualEnd().isAfter(today))
            wrong.add(FieldError.of("actualEnd", "form.future"));
        if (!facts.places().stream().allMatch(this::isRegionOrCountry))
            wrong.add(FieldError.of("places", "iati.place"));
        return wrong;
    }

    private boolean isRegionOrCountry(String pcode) {
        return places.find(pcode).filter(place -> place.level() <= REGION).isPresent();
    }

    /** What a version says, in words. */
    List<Shown.Field> said(FactsVersion version) {
        return ShownFacts.of(places, null, version.facts());
    }

    Optional<FactsVersion> confirmed(Actor actor) {
        return reads(actor) ? transactions.as(actor, store::confirmed) : Optional.empty();
    }

    Optional<FactsVersion> waiting(Actor actor) {
        return reads(actor) ? transactions.as(actor, store::waiting) : Optional.empty();
    }

    /** The request that waits about it. */
    @Nullable
    UUID request(Actor actor, FactsVersion waiting) {
        return transactions.as(
                actor,
                () -> decisions.waiting(KIND, waiting.id()).map(Decision::id).orElse(null));
    }

    /** The second person's word, as from the page of decisions. */
    public Verdict decide(Actor actor, UUID facts, boolean agreed, @Nullable String reason) {
        return transactions.as(
                actor,
                () -> decisions
                        .waiting(KIND, facts)
                        .map(waiting -> decide(actor, waiting, agreed, reason))
                        .orElseGet(Verdict.NotFound::new));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        return store.find(decision.subject())
                .map(version -> new Shown(
                        version.facts().activityRef(),
                        reads(actor) ? FactPages.HERE : null,
                        ShownFacts.of(
                                places,
                                store.confirmed().map(FactsVersion::facts).orElse(null),
                                version.facts())));
    }

    @Override
    public Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        if (store.find(decision.subject()).isEmpty()) return new Verdict.NotFound();
        Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (!(verdict instanceof Verdict.Done)) return verdict;
        if (agreed) store.confirm(decision.subject());
        else store.end(decision.subject());
        journal.noteOwn(
                actor,
                agreed ? "exchange.facts-confirmed" : "exchange.facts-refused",
                Map.of("facts", decision.subject()));
        return verdict;
    }

    @Override
    public Optional<String> again(Actor actor, Decision decision) {
        return Optional.of(FactPages.FORM + "?again=" + decision.subject());
    }

    Optional<FactsVersion> find(Actor actor, UUID id) {
        return reads(actor) ? transactions.as(actor, () -> store.find(id)) : Optional.empty();
    }

    @Override
    public void withdrawn(Actor actor, Decision decision) {
        store.end(decision.subject());
    }
}
