package org.akoma.protection.caseload;

import java.util.List;
import java.util.Map;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.journal.Journal;
import org.akoma.ground.vault.NameParts;
import org.akoma.ground.vault.NameTokens;
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
        /** The likeliest first. */
        record Found(List<CaseLine> items) implements Result {
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
            List<CaseLine> found = find(actor, scopes, NameTokens.toSearch(NameParts.of(name)), limit);
            journal.noteOwn(actor, "cases.searched", Map.of("found", found.size()));
            return new Result.Found(found);
        });
    }

    private List<CaseLine> find(Actor actor, List<Scope> scopes, NameTokens.Wanted wanted, int limit) {
        if (wanted.sounds().isEmpty()) return List.of();
        return store.find(scopes, question(actor, wanted, limit)).stream()
                .filter(line -> !line.reader().least() || identities.showsNamesLike(line.id(), wanted.sounds()))
                .map(CaseLine::shown)
                .toList();
    }

    /** What the database is asked. Call inside an actor's transaction. */
    CaseSearchStore.Question question(Actor actor, NameTokens.Wanted wanted, int limit) {
        List<Long> sounds = vault.blind(wanted.sounds().stream().limit(PARTS).toList());
        return new CaseSearchStore.Question(
                actor.personId(),
                actor.organisationId(),
                lead(wanted, sounds),
                sounds,
                vault.blind(wanted.all()),
                limit);
    }

    /** A pair is on far fewer files than a part; where two parts sound alike, there is no pair to rely on. */
    private Long lead(NameTokens.Wanted wanted, List<Long> sounds) {
        int parts = wanted.sounds().size();
        boolean allDiffer = parts > 1 && wanted.pairs().size() == parts * (parts - 1) / 2;
        return allDiffer ? vault.blind(wanted.pairs().subList(0, 1)).getFirst() : sounds.getFirst();
    }
}
