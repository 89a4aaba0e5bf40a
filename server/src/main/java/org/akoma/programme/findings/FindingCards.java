package org.akoma.programme.findings;

import java.time.LocalDate;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.HomeCard;
import org.akoma.ground.pages.HomeCards;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On the home page of evaluators and project managers: what is still to be answered, and how the plan of action stands. */
@Component
@Order(70)
class FindingCards implements HomeCards {

    private final FindingStore store;
    private final Actions actions;
    private final ActorTransactions transactions;
    private final Formats words;

    FindingCards(FindingStore store, Actions actions, ActorTransactions transactions, Formats words) {
        this.store = store;
        this.actions = actions;
        this.transactions = transactions;
        this.words = words;
    }

    @Override
    public List<HomeCard> cardsFor(Actor actor, LocalDate today) {
        if (!actor.may(Verb.EVALUATION_WRITE)) return List.of();
        int unanswered =
                transactions.as(actor, () -> store.unanswered(Actions.MOST)).size();
        List<Action> open = actions.list(actor, new ActionFilter(null, null, null, null, true), Actions.MOST);
        long late =
                open.stream().filter(one -> one.state() == Action.State.OVERDUE).count();
        return List.of(HomeCard.summary(
                "evaluation",
                List.of(
                        figure("unanswered", unanswered, "/evaluations"),
                        figure("open", open.size(), "/actions?state=OPEN"),
                        figure("late", late, "/actions?state=OVERDUE")),
                "/evaluations"));
    }

    private HomeCard.Figure figure(String what, long count, String where) {
        return new HomeCard.Figure(
                words.text("card.evaluation." + what), words.number(count), null, count == 0 ? null : where);
    }
}
