package org.akoma.protection.registration;

import java.util.Collection;
import java.util.Set;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Entry;
import org.akoma.ground.access.Verb;
import org.springframework.stereotype.Service;

/** Which rows of imported files became a child's file already. Tells nothing of those files. */
@Service
public class Sources {

    private final SourceStore store;
    private final Entry entry;

    Sources(SourceStore store, Entry entry) {
        this.store = store;
        this.entry = entry;
    }

    /** @param digests in hexadecimal. @return those among them that are known; none to who may not import */
    public Set<String> known(Actor actor, Collection<String> digests) {
        return actor.may(Verb.IMPORT_FILES) ? entry.as(actor, () -> store.known(digests)) : Set.of();
    }

    /** @param codes as files of this house have them. @return those among them that are files which the actor sees */
    public Set<String> knownCodes(Actor actor, Collection<String> codes) {
        return codes.isEmpty() || !actor.may(Verb.IMPORT_FILES)
                ? Set.of()
                : entry.as(actor, () -> store.knownCodes(codes));
    }
}
