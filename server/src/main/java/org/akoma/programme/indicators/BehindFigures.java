package org.akoma.programme.indicators;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.springframework.stereotype.Service;

/**
 * Which files are behind a figure: for who works on them or supervises them, as the database lets them read each file as a whole. Nobody else has a list
 * here: the code of a child who was exploited again is no figure.
 */
@Service
class BehindFigures {

    private final BehindStore store;
    private final ActorTransactions transactions;
    private final Clock clock;

    BehindFigures(BehindStore store, ActorTransactions transactions, Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
    }

    static boolean mayList(Actor actor) {
        return actor.may(Verb.INDICATOR_READ)
                && actor.may(Verb.CASE_LIST)
                && (actor.is(Role.CASE_WORKER) || actor.is(Role.CASE_SUPERVISOR));
    }

    AskBehind.Result list(Actor actor, AskBehind asked) {
        if (!mayList(actor)) return new AskBehind.Result.Forbidden();
        Indicator indicator =
                Definitions.find(asked.indicator()).filter(Indicator::files).orElse(null);
        if (indicator == null) return new AskBehind.Result.NotFound();
        LocalDate day = asked.asOf() == null ? today() : asked.asOf();
        return new AskBehind.Result.Read(
                indicator, day, transactions.as(actor, () -> store.files(indicator, day, asked.side())));
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
