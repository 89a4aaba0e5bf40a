package org.akoma.access;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** The structures that take part, with their lives and successors. Everybody signed in may read them. Call inside an {@link Entry}. */
@Service
public class Organisations {

    private final OrganisationStore store;

    Organisations(OrganisationStore store) {
        this.store = store;
    }

    public List<Organisation> all() {
        return store.all();
    }

    /** @param code such as {@code NGO-A} */
    public Optional<Organisation> find(String code) {
        return store.find(code);
    }

    /** False when the code is taken, or the caller may not. */
    public boolean make(Actor actor, Organisation made) {
        return actor.may(Verb.SETTINGS_WRITE) && store.insert(made);
    }

    /** Says who takes over when a structure ends. Both must exist. */
    public void succeed(Actor actor, String code, String successor) {
        if (actor.may(Verb.SETTINGS_WRITE)) store.succeed(code, successor);
    }
}
