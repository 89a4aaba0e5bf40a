package org.akoma.journal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.akoma.access.Actor;
import org.akoma.access.Entry;
import org.akoma.access.Verb;
import org.akoma.database.Compartment;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Reading the journal: who did what, when, on which chain; what was written stays sealed. The data protection officer sees every entry, a
 * supervisor those of files they hold ({@code requirements.md 9}).
 */
@Service
class Readings {

    private static final int ROOTS = 60;

    private final ReadingStore store;
    private final RootStore roots;
    private final Verifier verifier;
    private final Entry entry;

    Readings(ReadingStore store, RootStore roots, Verifier verifier, Entry entry) {
        this.store = store;
        this.roots = roots;
        this.verifier = verifier;
        this.entry = entry;
    }

    /** @param chain the file, operation or person that it is about */
    record Line(
            Instant at,
            UUID chain,
            int seq,
            String person,
            String act,
            int section,
            @Nullable String chainPerson) {
        JournalQuery.Cursor cursor() {
            return new JournalQuery.Cursor(at, chain, seq);
        }
    }

    /** @param next where the next page begins; null when this is the last */
    record Page(List<Line> lines, @Nullable String next) {}

    static boolean mayRead(Actor actor) {
        return actor.may(Verb.JOURNAL_READ);
    }

    /** Roots and the check are the custodian's. */
    static boolean keeps(Actor actor) {
        return mayRead(actor) && actor.compartment() == Compartment.CUSTODY;
    }

    Page page(Actor actor, JournalQuery query) {
        if (!mayRead(actor)) return new Page(List.of(), null);
        List<Line> found = entry.as(actor, () -> store.page(query));
        boolean more = found.size() > query.limit();
        return new Page(
                found.stream().limit(query.limit()).toList(),
                more ? found.get(query.limit() - 1).cursor().text() : null);
    }

    /** Newest first. */
    List<Root> roots(Actor actor) {
        return keeps(actor) ? entry.as(actor, () -> roots.newest(ROOTS)) : List.of();
    }

    /** One check at a time: it reads everything. */
    synchronized Verification verify() {
        return verifier.verify();
    }
}
