package org.akoma.airlock.slips;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.database.Compartment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of what the officer who signed has read: that care received the child. */
@Repository
class ReceiptStore {

    private final JdbcClient jdbc;
    private final ActorTransactions transactions;

    ReceiptStore(JdbcClient jdbc, ActorTransactions transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** By who signed it; of anybody else's slip nothing is kept. */
    void see(Actor actor, Slip slip) {
        boolean news = slip.status() == SlipStatus.ACCEPTED
                && actor.compartment() == Compartment.ENFORCEMENT
                && slip.officerId().equals(actor.personId());
        if (news)
            transactions.doAs(
                    actor,
                    () -> jdbc.sql("select slips.see_receipt(:slip)")
                            .param("slip", slip.id())
                            .query((row, n) -> true)
                            .list());
    }

    /** Of these slips those that the actor opened since. */
    Set<UUID> seen(Actor actor, Collection<UUID> slips) {
        return transactions.as(
                actor,
                () -> Set.copyOf(jdbc.sql("select slip_id from slips.receipt_seen where slip_id = any (:slips)")
                        .param("slips", slips.toArray(UUID[]::new))
                        .query(UUID.class)
                        .list()));
    }
}
