package org.akoma.protection.wellbeing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Role;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.HomeCard;
import org.akoma.ground.pages.HomeCards;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On the home page, beside the counts of files (I12, I13): how many children were seen lately, and how often a child was heard alone. */
@Component
@Order(31)
class SeenCard implements HomeCards {

    private static final int SEEN_DAYS = 30;
    private static final int ALONE_DAYS = 90;

    private final SeenStore store;
    private final ActorTransactions transactions;
    private final Formats words;

    SeenCard(SeenStore store, ActorTransactions transactions, Formats words) {
        this.store = store;
        this.transactions = transactions;
        this.words = words;
    }

    @Override
    public List<HomeCard> cardsFor(Actor actor, LocalDate today) {
        boolean team = actor.is(Role.CASE_SUPERVISOR);
        if (!team && !actor.is(Role.CASE_WORKER)) return List.of();
        SeenStore.Seen seen = transactions.as(
                actor, () -> store.of(actor.personId(), team, today.minusDays(SEEN_DAYS), today.minusDays(ALONE_DAYS)));
        if (seen.children() == 0) return List.of();
        String scope = team ? "TEAM" : "MINE";
        List<HomeCard.Figure> figures = new ArrayList<>();
        figures.add(new HomeCard.Figure(
                words.text("card.files.seen-lately"),
                words.number(seen.seen()),
                words.text("card.of", seen.children()),
                list(seen.seen(), "/cases?scope=" + scope + "&status=OPEN&seenSince=" + today.minusDays(SEEN_DAYS))));
        if (seen.visits() > 0)
            figures.add(new HomeCard.Figure(
                    words.text("card.files.alone"),
                    words.number(seen.alone()),
                    words.text("card.of", seen.visits()),
                    list(
                            seen.alone(),
                            "/visits?scope=" + scope + "&show=DONE&aloneSince=" + today.minusDays(ALONE_DAYS))));
        return List.of(HomeCard.summary(team ? "team" : "mine", figures, null));
    }

    /** The list of those that are counted. */
    private static @Nullable String list(long count, String address) {
        return count == 0 ? null : address;
    }
}
