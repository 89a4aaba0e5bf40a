package org.akoma.protection.alerts;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Verb;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.pages.Bells;
import org.akoma.ground.pages.Formats;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Alerts to which notifications lead, and that somebody took them on. */
@Component
class AlertTargets implements Bells.Room {

    private final AlertStore store;
    private final ActorTransactions transactions;
    private final Formats words;

    AlertTargets(AlertStore store, ActorTransactions transactions, Formats words) {
        this.store = store;
        this.transactions = transactions;
        this.words = words;
    }

    @Override
    public Map<UUID, Bells.Target> targets(Actor actor, Collection<UUID> ids) {
        if (actor.compartment() == Compartment.ADMINISTRATION) return Map.of();
        return transactions.as(
                actor,
                () -> Bells.Room.found(
                        ids,
                        id -> store.find(id, Alerts.care(actor))
                                .map(one -> new Bells.Target(
                                        "/alerts/" + id,
                                        became(actor, one),
                                        one.file() != null,
                                        about(one),
                                        waits(actor, one)))));
    }

    /** Whether nobody has taken it on, to who may. */
    private static boolean waits(Actor actor, Alert one) {
        return actor.may(Verb.ALERT_HANDLE) && one.acknowledgedAt() == null && one.closedAt() == null;
    }

    /** The last that somebody wrote of it, else that it was taken on. To who handles alerts, one that was taken on is no answer to what they asked. */
    private @Nullable String became(Actor actor, Alert one) {
        boolean concerned =
                one.worker().equals(actor.personId()) || one.raisedBy().equals(actor.personId());
        if (!concerned || one.acknowledgedAt() == null) return null;
        String type = words.code("alert-type", one.shown());
        String code = code(one);
        return store.actions(one).stream()
                .filter(action -> action.kind().says() && !action.takenBy().equals(actor.personId()))
                .reduce((first, last) -> last)
                .map(said -> words.text(
                        "notices.became.alert.said",
                        type,
                        code,
                        words.code("alert-action", said.kind()),
                        words.moment(said.at())))
                .orElseGet(() -> words.text("notices.became.alert", type, code, words.moment(one.acknowledgedAt())));
    }

    private String about(Alert one) {
        return words.code("alert-type", one.shown()) + ", " + code(one);
    }

    private String code(Alert one) {
        return one.code() == null ? words.text("followup.alert.no-file") : one.code();
    }
}
