package org.akoma.ground.access;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.CompartmentContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The structures that take part, with their lives and successors. Everybody signed in may read them. Call inside an actor's transaction. */
@Service
public class Organisations {

    private final OrganisationStore store;
    private final StructureNames names;
    private final Clock clock;
    private final RememberedCodes codes;

    Organisations(OrganisationStore store, StructureNames names, Clock clock) {
        this.store = store;
        this.names = names;
        this.clock = clock;
        this.codes = new RememberedCodes(store::codes);
    }

    public List<Organisation> all() {
        return store.all();
    }

    /** Those that exist today: one that begins later or has ended is not chosen. */
    public List<Organisation> allToday() {
        LocalDate today = today();
        return store.all().stream().filter(one -> one.existsOn(today)).toList();
    }

    /** The structure of this code, if it exists today. */
    public Optional<Organisation> findToday(String code) {
        LocalDate today = today();
        return store.find(code).filter(one -> one.existsOn(today));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** @param code such as {@code NGO-A} */
    public Optional<Organisation> find(String code) {
        return store.find(code);
    }

    /**
     * The structure of this code, as it was called at most half a minute ago; asks without a transaction, for pages that are drawn after theirs.
     *
     * @param login on which it is asked for
     */
    public Optional<Organisation> called(Compartment login, String code) {
        return names.find(login, code);
    }

    /** The codes of the structures that exist today, in order, as {@link #called(Compartment, String)} knows them. */
    public List<String> calledToday(Compartment login) {
        LocalDate today = today();
        return names.codes(login).stream()
                .filter(code -> names.find(login, code)
                        .filter(one -> one.existsOn(today))
                        .isPresent())
                .toList();
    }

    /** The code of the structure with this id. */
    public Optional<String> code(UUID id) {
        return Optional.ofNullable(
                codes.get(CompartmentContext.current(), List.of(id)).get(id));
    }

    /** Those after this code, in the order of codes. */
    public List<Organisation> page(String after, int limit) {
        return store.page(after, limit);
    }

    /**
     * Whether it would end under open files.
     *
     * @param until the first day on which it no longer exists
     */
    public boolean isAtWork(Organisation structure, LocalDate until) {
        return store.isAtWork(structure.id(), until);
    }

    /** Whether it answers for children, or follows an authority that does: then no administrator ends it alone. */
    public boolean isAnswering(Organisation structure) {
        return store.isAnswering(structure.id());
    }

    /** False when the code is taken, or the caller may not. */
    public boolean make(Actor actor, Organisation made) {
        forgetNamesOnceCommitted();
        return actor.may(Verb.SETTINGS_WRITE) && store.insert(made);
    }

    /** Whether the actor keeps its name: one of its own people or its deputy, an administrator, or the project where it has nobody here. */
    public boolean keepsNames(Actor actor, Organisation structure) {
        return (actor.compartment() == Compartment.PROTECTION || actor.compartment() == Compartment.ADMINISTRATION)
                && store.keepsNames(structure.id());
    }

    /** Whether another structure bears this name already, in whatever capitals or accents. */
    public boolean isAnothers(UUID structure, String name) {
        return store.isAnothers(structure, name);
    }

    /** What the structure was called before, newest first. */
    public List<FormerName> formerNames(Organisation structure) {
        return store.formerNames(structure.id());
    }

    /** Other names that wait for a second person, by structure. Call inside an actor's transaction. */
    public Map<UUID, NameAsked> namesAsked() {
        return store.namesAsked();
    }

    /** Renames a structure. False when the actor does not keep its name. */
    public boolean correct(Actor actor, Organisation structure) {
        forgetNamesOnceCommitted();
        return keepsNames(actor, structure) && store.correct(structure);
    }

    private void forgetNamesOnceCommitted() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                names.forget();
            }
        });
    }

    /** Of its names, town and kind. */
    public int version(Organisation structure) {
        return store.version(structure.id());
    }

    /** Until the end of the transaction nobody else corrects it. False when somebody did since this version. */
    public boolean isStill(Organisation structure, int version) {
        return store.isStill(structure.id(), version);
    }

    /** Whether anything relies on it, such as an account, an agreement, a key or what was or will be sent there: another name is then one of two people. */
    public boolean isUsed(Organisation structure) {
        return store.isUsed(structure.id());
    }

    /** Writes the names that were asked for. False when the actor did not agree to them in this transaction. */
    public boolean confirmName(Organisation structure, int version) {
        forgetNamesOnceCommitted();
        return store.confirmName(structure.id(), version);
    }

    /** False where anything relies on it: rules ask what kind such a structure is. */
    public boolean correctKind(Actor actor, Organisation structure, Organisation.Kind kind) {
        forgetNamesOnceCommitted();
        return actor.may(Verb.SETTINGS_WRITE)
                && !store.isUsed(structure.id())
                && store.correctKind(structure.id(), kind);
    }

    /** Whether children live by the law of its country already, which then stays. */
    public boolean isCountryReliedOn(Organisation structure) {
        return store.isCountryReliedOn(structure.id());
    }

    /** Of a structure that nobody has used; else two people correct it with its names. */
    public boolean correctCountry(Actor actor, Organisation structure, String country) {
        forgetNamesOnceCommitted();
        return actor.may(Verb.SETTINGS_WRITE) && store.correctCountry(structure.id(), country);
    }

    /**
     * @param until the first day on which it no longer exists
     * @param successor code of who takes over; null = nobody
     */
    public void end(Actor actor, String code, LocalDate until, @Nullable String successor) {
        if (!actor.may(Verb.SETTINGS_WRITE)) return;
        store.end(code, until);
        if (successor != null) store.succeed(code, successor);
    }

    /**
     * Gives those of these structures that exist their names and towns.
     *
     * @param owner of the tables, for a command of the operator
     */
    public static void name(DataSource owner, Map<String, StructureName> names) {
        OrganisationStore store = OrganisationStore.of(owner);
        names.forEach((code, name) -> store.find(code)
                .ifPresent(one -> store.correct(one.named(name.french(), name.english(), name.town()))));
    }

    /**
     * What a structure is called.
     *
     * @param town of its office
     */
    public record StructureName(
            String french,
            @Nullable String english,
            @Nullable String town) {}

    /**
     * Makes structures that do not exist yet, then says who succeeds whom.
     *
     * @param owner of the tables, for a command of the operator
     * @return the id of each by its code: one that was there before keeps its own
     */
    public static Map<String, UUID> found(DataSource owner, List<Organisation> made) {
        OrganisationStore store = OrganisationStore.of(owner);
        made.forEach(store::insert);
        made.forEach(one -> one.successors().forEach(next -> store.succeed(one.code(), next)));
        Map<String, UUID> ids = new HashMap<>();
        for (Organisation one : made)
            ids.put(one.code(), store.find(one.code()).orElseThrow().id());
        return ids;
    }
}
