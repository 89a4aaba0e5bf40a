package org.akoma.ground.journal;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Verb;
import org.akoma.ground.database.Compartment;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
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
    private final ActorTransactions transactions;
    private final ChainNameStore names;
    private final ObjectProvider<ChainNames> rooms;

    Readings(
            ReadingStore store,
            RootStore roots,
            Verifier verifier,
            ActorTransactions transactions,
            ChainNameStore names,
            ObjectProvider<ChainNames> rooms) {
        this.store = store;
        this.roots = roots;
        this.verifier = verifier;
        this.transactions = transactions;
        this.names = names;
        this.rooms = rooms;
    }

    /**
     * @param chain the file, operation or person that it is about
     * @param about the code of that, as far as the reader may know it
     * @param ofPerson whether it is about a person, and no part of a file
     */
    public record Line(
            Instant at,
            UUID chain,
            int seq,
            String person,
            String act,
            int section,
            @Nullable String about,
            boolean ofPerson) {
        /** Acts whose author is left out on purpose. */
        private static final Set<String> UNNAMED = Set.of("followup.complaint-raised", "oversight.incident-reported");

        /** Whether the house did it by its clock, and no person. */
        public boolean byHouse() {
            return person.isEmpty() && !UNNAMED.contains(act);
        }

        Line named(Map<UUID, String> codes) {
            return about != null ? this : new Line(at, chain, seq, person, act, section, codes.get(chain), false);
        }

        JournalQuery.Cursor cursor() {
            return new JournalQuery.Cursor(at, chain, seq);
        }
    }

    /**
     * @param next where the next page begins; null when this is the last
     * @param unknown whether nobody and nothing that the reader may read has a code that was asked for: then the empty list says nothing about who read it
     */
    record Page(List<Line> lines, @Nullable String next, boolean unknown) {}

    static boolean mayRead(Actor actor) {
        return actor.may(Verb.JOURNAL_READ);
    }

    /** Roots and the check are the custodian's. */
    static boolean keeps(Actor actor) {
        return mayRead(actor) && actor.compartment() == Compartment.CUSTODY;
    }

    Page page(Actor actor, JournalQuery query) {
        if (!mayRead(actor)) return new Page(List.of(), null, false);
        List<Line> found = transactions.as(actor, () -> find(actor, query));
        boolean more = found.size() > query.limit();
        return new Page(
                found.stream().limit(query.limit()).toList(),
                more ? found.get(query.limit() - 1).cursor().text() : null,
                found.isEmpty() && transactions.as(actor, () -> isUnknown(actor, query)));
    }

    /** The same answer where there is none and where the reader may not know of it. */
    private boolean isUnknown(Actor actor, JournalQuery query) {
        return query.person() != null && store.person(query.person()).isEmpty()
                || query.about() != null && chain(actor, query.about()) == null;
    }

    private List<Line> find(Actor actor, JournalQuery query) {
        UUID chain = query.about() == null ? query.chain() : chain(actor, query.about());
        if (query.about() != null && chain == null) return List.of();
        List<Line> lines = store.page(query, chain);
        Set<UUID> unnamed = new HashSet<>();
        for (Line line : lines) if (line.about() == null) unnamed.add(line.chain());
        Map<UUID, String> codes = new HashMap<>();
        if (!unnamed.isEmpty()) rooms.forEach(room -> codes.putAll(names.codes(room, actor, unnamed)));
        return lines.stream().map(line -> line.named(codes)).toList();
    }

    private @Nullable UUID chain(Actor actor, String code) {
        return store.person(code)
                .or(() -> rooms.stream()
                        .flatMap(room -> names.find(room, actor, code).stream())
                        .findFirst())
                .orElse(null);
    }

    /** Newest first. */
    List<Root> roots(Actor actor) {
        return keeps(actor) ? transactions.as(actor, () -> roots.newest(ROOTS)) : List.of();
    }

    /** One check at a time: it reads everything. */
    synchronized Verification verify() {
        return verifier.verify();
    }
}
