package org.akoma.protection.caseload;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.vault.NameParts;
import org.akoma.ground.vault.NameTokens;
import org.akoma.ground.vault.NearNames;
import org.akoma.ground.vault.Vault;
import org.akoma.protection.caseload.ListCases.Scope;
import org.akoma.protection.identity.Identities;
import org.springframework.stereotype.Service;

/**
 * Finds files by the child's names or alias, also when they are spelt another way, among the files whose identity the caller may
 * see. The names themselves are never compared or shown: only blind tokens are. Every search is journalled, without its text.
 */
@Service
class CaseSearches {

    /** All must match; further parts only rank. */
    private static final int PARTS = 5;

    /** Of the hand, at most. */
    private static final int SLIPS = 2;

    private final CaseSearchStore store;
    private final ActorTransactions transactions;
    private final Vault vault;
    private final Journal journal;
    private final Identities identities;

    CaseSearches(
            CaseSearchStore store,
            ActorTransactions transactions,
            Vault vault,
            Journal journal,
            Identities identities) {
        this.store = store;
        this.transactions = transactions;
        this.vault = vault;
        this.journal = journal;
        this.identities = identities;
    }

    public sealed interface Result {
        /**
         * The likeliest first.
         *
         * @param near whether no name is spelt or sounds like what was typed, and these differ from it by a slip or two
         */
        record Found(List<CaseLine> items, boolean near) implements Result {
            public Found {
                items = List.copyOf(items);
            }
        }

        record Forbidden() implements Result {}
    }

    /** @param limit at most so many files; further ones need a longer name */
    Result byName(Actor actor, String name, int limit) {
        List<Scope> scopes = CaseLists.scopes(actor);
        if (scopes.isEmpty()) return new Result.Forbidden();
        return transactions.as(actor, () -> {
            Result.Found found = find(actor, scopes, NameParts.of(name), limit);
            journal.noteOwn(
                    actor, "cases.searched", Map.of("found", found.items().size()));
            return found;
        });
    }

    /** Names that are near are asked for only when none is spelt or sounds so: first one slip away, then two. */
    private Result.Found find(Actor actor, List<Scope> scopes, NameParts names, int limit) {
        NameTokens.Wanted wanted = NameTokens.toSearch(names);
        if (wanted.sounds().isEmpty()) return new Result.Found(List.of(), false);
        List<CaseLine> found = find(
                scopes,
                question(actor, wanted, limit),
                wanted.sounds().stream().map(List::of).toList());
        for (int slips = 1; slips <= SLIPS && found.isEmpty(); slips++) {
            List<List<String>> near = NearNames.sounds(names, slips);
            found = find(scopes, near(actor, wanted, near, limit), near);
            if (!found.isEmpty()) return new Result.Found(found, true);
        }
        return new Result.Found(found, false);
    }

    private List<CaseLine> find(List<Scope> scopes, CaseSearchStore.Question question, List<List<String>> sounds) {
        return store.find(scopes, question).stream()
                .filter(line -> !line.reader().least() || identities.showsNamesLike(line.id(), sounds))
                .map(CaseLine::shown)
                .toList();
    }

    /** What the database is asked. Call inside an actor's transaction. */
    CaseSearchStore.Question question(Actor actor, NameTokens.Wanted wanted, int limit) {
        List<Long> sounds = vault.blind(wanted.sounds().stream().limit(PARTS).toList());
        return new CaseSearchStore.Question(
                actor.personId(),
                actor.organisationId(),
                List.of(lead(wanted, sounds)),
                sounds.stream().map(List::of).toList(),
                vault.blind(wanted.all()),
                limit);
    }

    /** Led by the part that is near the fewest sounds. */
    private CaseSearchStore.Question near(Actor actor, NameTokens.Wanted wanted, List<List<String>> near, int limit) {
        List<List<Long>> sounds = near.stream().limit(PARTS).map(vault::blind).toList();
        List<Long> lead =
                sounds.stream().min(Comparator.comparingInt(List::size)).orElseThrow();
        return new CaseSearchStore.Question(
                actor.personId(), actor.organisationId(), lead, sounds, vault.blind(wanted.all()), limit);
    }

    /** A pair is on far fewer files than a part; where two parts sound alike, there is no pair to rely on. */
    private Long lead(NameTokens.Wanted wanted, List<Long> sounds) {
        int parts = wanted.sounds().size();
        boolean allDiffer = parts > 1 && wanted.pairs().size() == parts * (parts - 1) / 2;
        return allDiffer ? vault.blind(wanted.pairs().subList(0, 1)).getFirst() : sounds.getFirst();
    }
}
