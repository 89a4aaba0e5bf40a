package org.akoma.ground.people;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.akoma.TypedCode;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.ChangeOutcome;
import org.akoma.ground.access.Verb;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.CompartmentContext;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Names, functions and telephones of people, for colleagues of their own side: the police know who receives a child by the code alone, and the reverse. The
 * names of a side are kept for half a minute, for the pages that show a code.
 */
@Service
public class CalledPeople {

    private static final long LIFE = Duration.ofSeconds(30).toNanos();

    private final PersonCardStore store;
    private final Vault vault;
    private final ActorTransactions transactions;
    private final ApplicationEventPublisher events;
    private final Map<Compartment, Known> known = new ConcurrentHashMap<>();

    CalledPeople(PersonCardStore store, Vault vault, ActorTransactions transactions, ApplicationEventPublisher events) {
        this.store = store;
        this.vault = vault;
        this.transactions = transactions;
        this.events = events;
    }

    /** A name and a function. */
    public record Called(String name, @Nullable String job) {}

    private record Known(Map<String, Called> byCode, long readAt) {}

    /**
     * How a colleague is called; empty for somebody of another side, and where nobody told.
     *
     * @param reader's side
     * @param code as people write it: {@code SW-01}
     */
    public Optional<Called> find(Compartment reader, String code) {
        return Optional.ofNullable(names(reader).get(code));
    }

    /** The codes of colleagues whose name is meant, in order; none for who reads no names of a side. */
    public List<String> named(Compartment reader, Predicate<String> meant) {
        return names(reader).entrySet().stream()
                .filter(one -> meant.test(one.getValue().name()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private Map<String, Called> names(Compartment reader) {
        if (reader == Compartment.CUSTODY || reader == Compartment.ADMINISTRATION) return Map.of();
        Known now = known.get(reader);
        if (now == null || System.nanoTime() - now.readAt > LIFE) {
            now = CompartmentContext.through(reader, () -> new Known(store.names(), System.nanoTime()));
            known.put(reader, now);
        }
        return now.byCode;
    }

    /** The card of a colleague; empty for somebody of another side. */
    Optional<PersonCard> card(Actor actor, String code) {
        return transactions.as(
                actor,
                () -> store.find(TypedCode.of(code).toLowerCase(Locale.ROOT))
                        .filter(one -> oversees(actor) || one.card().compartment() == actor.compartment())
                        .map(this::opened));
    }

    private static boolean oversees(Actor actor) {
        return actor.may(Verb.PEOPLE_READ);
    }

    private PersonCard opened(PersonCardStore.Sealed one) {
        PersonCard card = one.card();
        boolean opens = one.telephone() != null && vault.serves(card.compartment());
        return new PersonCard(
                card.personId(),
                card.code(),
                card.organisation(),
                card.compartment(),
                card.name(),
                card.job(),
                opens
                        ? vault.readOfHouse(
                                card.compartment(), place(card), Objects.requireNonNull(one.telephone()), String.class)
                        : null);
    }

    /** Whether the actor keeps this card: their own, or an administrator that of an account whose person has not come in yet. */
    boolean keeps(Actor actor, PersonCard card) {
        return transactions.as(actor, () -> store.keeps(card.personId()));
    }

    ChangeOutcome keep(Actor actor, String code, KeepCard wanted) {
        return transactions.as(actor, () -> {
            PersonCard before = card(actor, code).orElse(null);
            if (before == null) return ChangeOutcome.NOT_FOUND;
            if (!store.keeps(before.personId())) return ChangeOutcome.FORBIDDEN;
            save(before, wanted);
            events.publishEvent(new Acted(actor, "access.card-kept", Map.of("person", before.code())));
            return ChangeOutcome.DONE;
        });
    }

    private void save(PersonCard card, KeepCard wanted) {
        String telephone = wanted.telephone();
        store.save(
                card.personId(),
                card.compartment(),
                wanted.name(),
                wanted.job(),
                telephone == null ? null : vault.sealForHouse(card.compartment(), place(card), telephone));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                known.clear();
            }
        });
    }

    /**
     * Writes the cards of those of these people who exist.
     *
     * @param owner of the tables, for a command of the operator
     * @param cards by user name
     */
    void found(DataSource owner, Map<String, Called> cards) {
        PersonCardStore all = PersonCardStore.of(owner);
        cards.forEach((username, called) -> all.find(username)
                .map(PersonCardStore.Sealed::card)
                .ifPresent(one -> all.save(one.personId(), one.compartment(), called.name(), called.job(), null)));
        known.clear();
    }

    private static String place(PersonCard card) {
        return "access.person_card/" + card.personId();
    }
}
