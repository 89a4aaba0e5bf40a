package org.akoma.ground.access;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.akoma.ground.database.CompartmentContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The structures that take part, with their lives and successors. Everybody signed in may read them. Call inside an actor's transaction. */
@Service
public class Organisations {

    private final OrganisationStore store;
    private final RememberedCodes codes;

    Organisations(OrganisationStore store) {
        this.store = store;
        this.codes = new RememberedCodes(store::codes);
    }

    public List<Organisation> all() {
        return store.all();
    }

    /** @param code such as {@code NGO-A} */
    public Optional<Organisation> find(String code) {
        return store.find(code);
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

    /** False when the code is taken, or the caller may not. */
    public boolean make(Actor actor, Organisation made) {
        return actor.may(Verb.SETTINGS_WRITE) && store.insert(made);
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
