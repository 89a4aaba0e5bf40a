package org.akoma.protection.visits;

import java.time.LocalDate;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.overview.FollowupFigures;
import org.springframework.stereotype.Component;

/** How punctual the visits were, over all children (I11). */
@Component
class VisitFigures implements FollowupFigures {

    private final VisitFigureStore store;
    private final ActorTransactions transactions;
    private final Policies policies;

    VisitFigures(VisitFigureStore store, ActorTransactions transactions, Policies policies) {
        this.store = store;
        this.transactions = transactions;
        this.policies = policies;
    }

    /**
     * Every visit planned up to a day. What was not done by then in time or late is missed; a late one may still be made, and then
     * counts from that day.
     */
    record Counts(long planned, long onTime, long late, long missed) {}

    @Override
    public String block() {
        return "visits";
    }

    @Override
    public Counts asOf(LocalDate day) {
        int tolerance = policies.days("visit.on-time.tolerance");
        int latest = policies.days("visit.late.max");
        return transactions.forPublication(() -> store.count(day, tolerance, latest));
    }
}
