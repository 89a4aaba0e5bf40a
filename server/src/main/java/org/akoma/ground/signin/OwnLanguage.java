package org.akoma.ground.signin;

import java.util.List;
import java.util.Map;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * The language in which Akoma writes to a person, of notices and letters, whatever a browser shows; and what others changed of the account.
 */
@Service
class OwnLanguage {

    private static final int CHANGES = 20;

    private final SignInStore store;
    private final ActorTransactions transactions;
    private final ApplicationEventPublisher events;

    OwnLanguage(SignInStore store, ActorTransactions transactions, ApplicationEventPublisher events) {
        this.store = store;
        this.transactions = transactions;
        this.events = events;
    }

    String of(Actor actor) {
        return transactions.as(actor, () -> store.language(actor.personId()));
    }

    /** What others changed of this account lately, the newest first. */
    List<AccountChange> changes(Actor actor) {
        return transactions.as(actor, () -> store.changes(CHANGES));
    }

    void choose(Actor actor, String language) {
        transactions.as(actor, () -> {
            if (store.language(actor.personId()).equals(language)) return false;
            store.keepLanguage(actor.personId(), language);
            events.publishEvent(
                    new Acted(actor, "access.language-set", Map.of("person", actor.code(), "language", language)));
            return true;
        });
    }
}
