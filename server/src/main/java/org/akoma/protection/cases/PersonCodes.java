package org.akoma.protection.cases;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.People;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The codes by which people are shown: {@code SW-01}. */
@Component
public class PersonCodes {

    private final ActorTransactions transactions;
    private final People people;

    PersonCodes(ActorTransactions transactions, People people) {
        this.transactions = transactions;
        this.people = people;
    }

    /**
     * A list as JSON, in which people are named by their codes.
     *
     * @param who of a record
     * @param view of a record and the codes of all
     */
    public <T, V> ItemList<V> items(
            Actor actor, List<T> all, Function<T, UUID> who, BiFunction<T, Map<UUID, String>, V> view) {
        Map<UUID, String> codes = of(actor, all.stream().map(who).toList());
        return ItemList.of(all, one -> view.apply(one, codes));
    }

    /** By id; nothing for whom the actor may not know. */
    public Map<UUID, String> of(Actor actor, Collection<UUID> ids) {
        Set<UUID> wanted = new HashSet<>(ids);
        wanted.remove(null); // a record that names nobody
        Map<UUID, String> known = people.knownCodes(actor, wanted);
        return known.size() == wanted.size() ? known : transactions.as(actor, () -> people.codes(wanted));
    }

    /** One of them; null where the actor may not know them. */
    public @Nullable String of(Actor actor, @Nullable UUID id) {
        return id == null ? null : of(actor, List.of(id)).get(id);
    }
}
