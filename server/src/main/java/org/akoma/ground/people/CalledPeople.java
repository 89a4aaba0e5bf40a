package org.akoma.ground.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.akoma.FieldError;
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

    /** So long a changed number gives way to the one before. */
    private static final Duration SETTLED = Duration.ofDays(7);

    private static final long LIFE = Duration.ofSeconds(30).toNanos();

    private static final int MOST_CARDS = 20_000;

    /** Of a number that are compared: with the code of the country or without it. */
    private static final int DIGITS = 8;

    private static final Set<Compartment> MARKED = EnumSet.of(Compartment.PROTECTION, Compartment.ENFORCEMENT);

    private static final String NAME_TAKEN = "access.person-name-taken";

    private final PersonCardStore store;
    private final Vault vault;
    private final ActorTransactions transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Map<Compartment, Known> known = new ConcurrentHashMap<>();

    CalledPeople(
            PersonCardStore store,
            Vault vault,
            ActorTransactions transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.vault = vault;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    /** A name and a function. */
    public record Called(String name, @Nullable String job) {}

    /** What an operator writes on a card. */
    public record Card(Called called, @Nullable String telephone) {}

    private record Known(Map<String, Called> byCode, long readAt) {}

    /**
     * How a colleague is called; empty for somebody of another side, for who is outside and asks about another, and where nobody told.
     *
     * @param code as people write it: {@code SW-01}
     */
    public Optional<Called> find(Actor reader, String code) {
        return reads(reader, code)
                ? Optional.ofNullable(names(reader.compartment()).get(code))
                : Optional.empty();
    }

    private static boolean reads(Actor reader, String code) {
        return !reader.isOutside() || reader.code().equals(code);
    }

    /** The codes of colleagues whose name is meant, in order; none for who reads no names of a side. */
    public List<String> named(Actor reader, Predicate<String> meant) {
        return names(reader.compartment()).entrySet().stream()
                .filter(one -> reads(reader, one.getKey()))
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

    /** The card of a colleague, without what PostgreSQL does not show the actor; empty for somebody of another side. */
    Optional<PersonCard> card(Actor actor, String code) {
        return transactions.as(
                actor,
                () -> store.find(TypedCode.of(code).toLowerCase(Locale.ROOT))
                        .filter(one -> oversees(actor) || one.card().compartment() == actor.compartment())
                        .map(this::opened));
    }

    /**
     * Of whom somebody decides about accounts, of whichever side.
     *
     * @param organisation the code of their structure
     */
    public record Account(String name, @Nullable String job, String organisation) {}

    /** Empty for who keeps and approves no accounts, and where nobody wrote a name. */
    public Optional<Account> account(Actor actor, String code) {
        if (!oversees(actor)) return Optional.empty();
        return transactions.as(
                actor,
                () -> store.find(TypedCode.of(code).toLowerCase(Locale.ROOT))
                        .map(PersonCardStore.Sealed::card)
                        .flatMap(card -> Optional.ofNullable(card.name())
                                .map(name -> new Account(name, card.job(), card.organisation()))));
    }

    /** The number at which the actor tells this person the second half of a password; as {@link #number}. */
    public Optional<Telephone> telephone(Actor actor, String code) {
        return transactions.as(actor, () -> card(actor, code).flatMap(card -> number(card.code())));
    }

    /** The key of what stands where a card says nothing: nobody wrote it, or PostgreSQL does not show the actor this card. */
    String untold(Actor actor, String code) {
        boolean shown =
                transactions.as(actor, () -> store.isShown(TypedCode.of(code).toLowerCase(Locale.ROOT)));
        return shown ? "access.card.untold" : "access.card.not-shown";
    }

    /**
     * Whether name or telephone are missing, so that nothing says whether this person has another account; false for who may not know. Call inside an
     * actor's transaction.
     */
    boolean isUnnamed(Actor actor, String code) {
        return oversees(actor)
                && store.find(TypedCode.of(code).toLowerCase(Locale.ROOT))
                        .filter(one -> one.telephone() != null)
                        .isEmpty();
    }

    /**
     * Codes of other people with the name or the telephone of this one, in order: who decides about an account asks whether they are one person. Call
     * inside an actor's transaction.
     */
    List<String> alike(Actor actor, String code) {
        return likenesses(actor, List.of(code)).values().stream()
                .findFirst()
                .map(Likeness::alike)
                .orElse(List.of());
    }

    /**
     * Whether somebody may have another account.
     *
     * @param alike codes of the others with the same name or telephone, in order
     * @param nameless name or telephone are missing, so that nothing says it
     */
    record Likeness(List<String> alike, boolean nameless) {
        static final Likeness UNKNOWN = new Likeness(List.of(), false);

        Likeness {
            alike = List.copyOf(alike);
        }
    }

    private record Reached(UUID personId, String code, String digits) {}

    /** The same of several people by their codes, each card opened once; of nobody for who may not know. Call inside an actor's transaction. */
    Map<String, Likeness> likenesses(Actor actor, Collection<String> codes) {
        if (!oversees(actor) || codes.isEmpty()) return Map.of();
        List<Reached> all = store.withTelephones(MOST_CARDS).stream()
                .map(one -> new Reached(
                        one.card().personId(), one.card().code(), digits(opened(one.card(), one.telephone()))))
                .toList();
        Map<String, Likeness> found = new LinkedHashMap<>();
        for (String code : codes) found.computeIfAbsent(code, typed -> likeness(typed, all));
        return found;
    }

    /** The same, in a transaction of its own. */
    Map<String, Likeness> likenessesOf(Actor actor, Collection<String> codes) {
        return transactions.as(actor, () -> likenesses(actor, codes));
    }

    private Likeness likeness(String code, List<Reached> all) {
        PersonCardStore.Sealed one =
                store.find(TypedCode.of(code).toLowerCase(Locale.ROOT)).orElse(null);
        if (one == null) return new Likeness(List.of(), true);
        Set<String> alike = new TreeSet<>();
        store.namesakes(one.card().personId()).forEach(other -> alike.add(other.code()));
        String telephone = digits(opened(one.card(), one.telephone()));
        if (!telephone.isEmpty())
            all.stream()
                    .filter(other -> !other.personId().equals(one.card().personId()))
                    .filter(other -> other.digits().equals(telephone))
                    .forEach(other -> alike.add(other.code()));
        return new Likeness(List.copyOf(alike), one.telephone() == null);
    }

    private static String digits(@Nullable String telephone) {
        return telephone == null ? "" : telephone.replaceAll("\\D", "");
    }

    private static boolean oversees(Actor actor) {
        return actor.may(Verb.PEOPLE_READ);
    }

    /**
     * The number at which somebody is called.
     *
     * @param changedAt when it became another, within the week; null = before
     * @param former whether this is the one before that change
     */
    public record Telephone(String telephone, @Nullable Instant changedAt, boolean former) {}

    /**
     * The number on the card of a colleague, for who calls about a child in danger: one that is younger than a week gives way to the one before, for its
     * person may not have written it. Empty where there is none. Call inside an actor's transaction.
     */
    public Optional<Telephone> number(String code) {
        return store.find(TypedCode.of(code).toLowerCase(Locale.ROOT)).flatMap(one -> {
            Instant at = one.telephoneAt();
            boolean young = at != null && clock.instant().isBefore(at.plus(SETTLED));
            String before = young ? opened(one.card(), one.telephoneBefore()) : null;
            String telephone = before == null ? opened(one.card(), one.telephone()) : before;
            return Optional.ofNullable(telephone).map(it -> new Telephone(it, young ? at : null, before != null));
        });
    }

    private @Nullable String opened(PersonCard card, byte @Nullable [] telephone) {
        if (telephone == null || !vault.serves(card.compartment())) return null;
        return vault.readOfHouse(card.compartment(), place(card), telephone, String.class);
    }

    private PersonCard opened(PersonCardStore.Sealed one) {
        PersonCard card = one.card();
        return new PersonCard(
                card.personId(),
                card.code(),
                card.organisation(),
                card.compartment(),
                card.name(),
                card.job(),
                opened(card, one.telephone()),
                card.version());
    }

    /** Whether the actor keeps this card: their own, or an administrator that of an account whose person has not come in yet. */
    boolean keeps(Actor actor, PersonCard card) {
        return transactions.as(actor, () -> store.keeps(card.personId()));
    }

    /** What is wrong with a card, which PostgreSQL would refuse: the name of a colleague, or nothing (null). */
    @Nullable
    FieldError fault(Actor actor, String code, KeepCard wanted) {
        return transactions.as(
                actor,
                () -> card(actor, code)
                        .filter(before -> !Objects.equals(wanted.name(), before.name()))
                        .filter(before -> store.isAnothers(before.personId(), wanted.name()))
                        .map(before -> FieldError.of("name", NAME_TAKEN))
                        .orElse(null));
    }

    ChangeOutcome keep(Actor actor, String code, KeepCard wanted) {
        return transactions.as(actor, () -> {
            PersonCard before = card(actor, code).orElse(null);
            if (before == null) return ChangeOutcome.NOT_FOUND;
            if (!store.keeps(before.personId())) return ChangeOutcome.FORBIDDEN;
            if (!Objects.equals(wanted.version(), before.version())) return ChangeOutcome.CHANGED;
            boolean renumbered = !Objects.equals(before.telephone(), wanted.telephone());
            if (!save(before, wanted, renumbered)) return ChangeOutcome.CHANGED;
            events.publishEvent(new Acted(actor, "access.card-kept", Map.of("person", before.code())));
            if (renumbered)
                events.publishEvent(new Acted(actor, "access.card-number-changed", Map.of("person", before.code())));
            return ChangeOutcome.DONE;
        });
    }

    private boolean save(PersonCard card, KeepCard wanted, boolean renumbered) {
        String telephone = wanted.telephone();
        // sealed anew, the same number would count as another
        byte[] same = renumbered
                ? null
                : store.find(card.code().toLowerCase(Locale.ROOT)).orElseThrow().telephone();
        boolean saved = store.save(
                card.personId(),
                card.compartment(),
                wanted.name(),
                wanted.job(),
                renumbered && telephone != null ? vault.sealForHouse(card.compartment(), place(card), telephone) : same,
                mark(card, telephone),
                card.version());
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                known.clear();
            }
        });
        return saved;
    }

    /**
     * Writes the cards of those of these people who exist.
     *
     * @param owner of the tables, for a command of the operator
     * @param cards by user name
     */
    void found(DataSource owner, Map<String, Card> cards) {
        PersonCardStore all = PersonCardStore.of(owner);
        cards.forEach((username, card) -> all.find(username)
                .map(PersonCardStore.Sealed::card)
                .ifPresent(one -> all.save(
                        one.personId(),
                        one.compartment(),
                        card.called().name(),
                        card.called().job(),
                        sealed(one, card.telephone()),
                        mark(one, card.telephone()),
                        one.version())));
        known.clear();
    }

    private byte @Nullable [] sealed(PersonCard card, @Nullable String telephone) {
        return telephone == null || !vault.serves(card.compartment())
                ? null
                : vault.sealForHouse(card.compartment(), place(card), telephone);
    }

    /** The same number, however it is written, has the same mark on the care side, or on that of the police; the others have no key of marks. */
    private byte @Nullable [] mark(PersonCard card, @Nullable String telephone) {
        String digits = digits(telephone);
        return digits.length() < DIGITS || !MARKED.contains(card.compartment()) || !vault.serves(card.compartment())
                ? null
                : vault.mark(card.compartment(), "access.person_card", digits.substring(digits.length() - DIGITS));
    }

    private static String place(PersonCard card) {
        return "access.person_card/" + card.personId();
    }
}
