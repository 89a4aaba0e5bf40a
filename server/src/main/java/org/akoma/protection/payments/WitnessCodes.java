package org.akoma.protection.payments;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.pages.TaskCode;
import org.springframework.stereotype.Component;

/** A witness is asked by the codes of the child and of the payment: they may have seen several given. */
@Component
class WitnessCodes implements TaskCode {

    private final Decisions decisions;
    private final ActorTransactions transactions;

    WitnessCodes(Decisions decisions, ActorTransactions transactions) {
        this.decisions = decisions;
        this.transactions = transactions;
    }

    @Override
    public String decision() {
        return Witnesses.KIND;
    }

    @Override
    public Map<UUID, String> of(Actor actor, Collection<UUID> asked) {
        return transactions.as(actor, () -> {
            Map<UUID, String> codes = new HashMap<>();
            for (UUID id : asked)
                decisions
                        .find(id)
                        .ifPresent(one ->
                                codes.put(id, Witnesses.text(one, "child") + ", " + Witnesses.text(one, "payment")));
            return codes;
        });
    }
}
