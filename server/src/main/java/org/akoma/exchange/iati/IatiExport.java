package org.akoma.exchange.iati;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Verb;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.reference.Places;
import org.akoma.ground.reference.Policies;
import org.akoma.programme.publication.ReleasedFigures;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The activity file: only of facts that two people confirmed, and of figures of agreed releases. It is journalled before it leaves. */
@Component
class IatiExport {

    private final ProjectFacts facts;
    private final FactStore store;
    private final ReleasedFigures released;
    private final Policies policies;
    private final Places places;
    private final MessageSource texts;
    private final ActorTransactions transactions;
    private final Journal journal;
    private final Clock clock;

    IatiExport(
            ProjectFacts facts,
            FactStore store,
            ReleasedFigures released,
            Policies policies,
            Places places,
            MessageSource texts,
            ActorTransactions transactions,
            Journal journal,
            Clock clock) {
        this.facts = facts;
        this.store = store;
        this.released = released;
        this.policies = policies;
        this.places = places;
        this.texts = texts;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    static boolean allowed(Actor actor) {
        return actor.may(Verb.SUMMARY_READ);
    }

    /** Empty as long as nothing said of the project is confirmed. */
    Optional<ActivityFile> file(Actor actor) {
        FactsVersion confirmed = facts.confirmed(actor).orElse(null);
        if (confirmed == null) return Optional.empty();
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        int least = policies.count("statistics.public.min-cell");
        List<Paid> paid = Paid.withoutSmall(transactions.forStatistics(() -> store.paid(today)), least);
        ActivityFile file = new ActivityFile(
                confirmed.facts(), paid, ResultFigure.all(released.forEverybody(today)), places, texts, now);
        transactions.doAs(
                actor,
                () -> journal.noteOwn(
                        actor, "exchange.activity-exported", Map.of("facts", confirmed.id(), "day", today.toString())));
        return Optional.of(file);
    }
}
