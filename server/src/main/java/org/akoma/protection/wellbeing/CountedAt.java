package org.akoma.protection.wellbeing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.protection.overview.FollowupFigures;
import org.springframework.stereotype.Component;

/** Until when the records behind the kept figures on follow-up were counted; null before the first count. */
@Component
class CountedAt implements FollowupFigures {

    private final CsiStore store;
    private final ActorTransactions transactions;

    CountedAt(CsiStore store, ActorTransactions transactions) {
        this.store = store;
        this.transactions = transactions;
    }

    @Override
    public String block() {
        return "countedAt";
    }

    @Override
    public Optional<Instant> asOf(LocalDate day) {
        return transactions.forStatistics(store::countedAt);
    }
}
