package org.akoma.ground.notices;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.People;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.Bells;
import org.akoma.ground.pages.Formats;
import org.springframework.stereotype.Component;

/** Accounts to which notifications lead: one's own, or that of somebody whose account the reader answers for. */
@Component
class PersonTargets implements Bells.Room {

    private final People people;
    private final Formats words;
    private final ActorTransactions transactions;

    PersonTargets(People people, Formats words, ActorTransactions transactions) {
        this.people = people;
        this.words = words;
        this.transactions = transactions;
    }

    @Override
    public Map<UUID, Bells.Target> targets(Actor actor, Collection<UUID> ids) {
        List<Person> found = transactions.as(actor, () -> people.find(ids));
        Map<UUID, Bells.Target> targets = new HashMap<>();
        for (Person one : found) targets.put(one.id(), target(actor, one));
        return targets;
    }

    private Bells.Target target(Actor actor, Person one) {
        if (one.id().equals(actor.personId()))
            return Bells.Target.about("/account#changes", null, words.text("notices.what.yours"));
        String code = one.code().toLowerCase(Locale.ROOT);
        return Bells.Target.about((actor.may(Verb.PEOPLE_READ) ? "/people/" : "/colleagues/") + code, null, one.code());
    }
}
