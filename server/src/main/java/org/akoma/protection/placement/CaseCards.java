package org.akoma.protection.placement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.HomeCard;
import org.akoma.ground.pages.HomeCards;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.shelters.Shelters;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On the home page: how many files a person follows, oversees or may see, and how full the shelters are. */
@Component
@Order(30)
class CaseCards implements HomeCards {

    private final CaseCardStore store;
    private final Shelters shelters;
    private final ActorTransactions transactions;
    private final Policies policies;
    private final Formats words;

    CaseCards(
            CaseCardStore store, Shelters shelters, ActorTransactions transactions, Policies policies, Formats words) {
        this.store = store;
        this.shelters = shelters;
        this.transactions = transactions;
        this.policies = policies;
        this.words = words;
    }

    @Override
    public List<HomeCard> cardsFor(Actor actor, LocalDate today) {
        List<HomeCard> cards = new ArrayList<>();
        if (actor.may(Verb.CASE_LIST)) cards.add(transactions.as(actor, () -> files(actor)));
        if (actor.is(Role.SHELTER_MANAGER)) cards.add(beds(actor));
        return cards;
    }

    private HomeCard files(Actor actor) {
        if (actor.is(Role.CASE_SUPERVISOR)) return counted("team", store.ofSupervisor(actor.personId()), null);
        if (actor.is(Role.CASE_WORKER))
            return counted(
                    "mine", store.ofWorker(actor.personId()), words.text("card.of", policies.count("caseload.max")));
        String key = actor.is(Role.PROJECT_MANAGER) ? "open" : "seen";
        return new HomeCard("files", List.of(figure(key, store.seen(actor), null, "/cases")), "/cases");
    }

    private HomeCard counted(String key, CaseCardStore.Counts counts, @Nullable String limit) {
        return new HomeCard(
                key,
                List.of(
                        figure("open", counts.open(), limit, "/cases"),
                        figure("high", counts.high(), null, "/cases?risk=HIGH"),
                        figure("lost", counts.lost(), null, null)),
                "/cases");
    }

    private HomeCard.Figure figure(String key, long count, @Nullable String quiet, @Nullable String href) {
        String value =
                count > CaseCardStore.MOST ? words.text("card.more-than", CaseCardStore.MOST) : words.number(count);
        return new HomeCard.Figure(words.text("card.files." + key), value, quiet, count == 0 ? null : href);
    }

    private HomeCard beds(Actor actor) {
        return new HomeCard(
                "shelters",
                shelters.of(actor).stream()
                        .map(one -> new HomeCard.Figure(
                                one.code(),
                                words.number(one.occupied()),
                                words.text("card.of", one.capacity()),
                                "/shelters"))
                        .toList(),
                "/shelters");
    }
}
