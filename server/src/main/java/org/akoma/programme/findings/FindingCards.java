package org.akoma.programme.findings;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.HomeCard;
import org.akoma.ground.pages.HomeCards;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On the home page of evaluators and project managers how the plan of action advances; on that of every owner the actions that are not yet tasks. */
@Component
@Order(70)
class FindingCards implements HomeCards {

    private static final int LINES = 4;
    private static final int YEARS = 10;

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
        List<HomeCard> cards = new ArrayList<>();
        List<HomeCard.Line> later = later(actor, today);
        if (!later.isEmpty())
            cards.add(HomeCard.work("own-actions", List.of(), later, "/actions?state=OPEN&owner=" + actor.code()));
        if (actor.may(Verb.EVALUATION_WRITE)) cards.add(plan(actor));
        return cards;
    }

    /** The reader's own actions whose day is further away than that of a task. */
    private List<HomeCard.Line> later(Actor actor, LocalDate today) {
        return actions.own(actor, today.plusYears(YEARS), Actions.MOST).stream()
                .filter(one -> one.dueOn().isAfter(today.plusDays(FindingTasks.AHEAD_DAYS)))
                .limit(LINES)
                .map(this::line)
                .toList();
    }

    private HomeCard.Line line(Action one) {
        List<String> why = List.of(one.words(), words.text("card.own-actions.due", words.shortDate(one.dueOn())));
        return new HomeCard.Line(one.code(), null, why, "/actions/" + one.id());
    }

    private HomeCard plan(Actor actor) {
        int unanswered =
                transactions.as(actor, () -> store.unanswered(Actions.MOST)).size();
        List<Action> open = actions.list(actor, new ActionFilter(null, null, null, null, true), Actions.MOST);
        long late =
                open.stream().filter(one -> one.state() == Action.State.OVERDUE).count();
        return HomeCard.brief(
                "evaluation",
                List.of(
                        figure("unanswered", unanswered, "/evaluations"),
                        figure("open", open.size(), "/actions?state=OPEN"),
                        figure("late", late, "/actions?state=OVERDUE")),
                "/evaluations");
    }

    private HomeCard.Figure figure(String what, long count, String where) {
        return new HomeCard.Figure(
                words.text("card.evaluation." + what), words.number(count), null, count == 0 ? null : where);
    }
}
