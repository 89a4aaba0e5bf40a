package org.akoma.protection.assistance;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.HomeCard;
import org.akoma.ground.pages.HomeCards;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On the home page: services for who gives them or agrees to them by the list. */
@Component
@Order(61)
class AidCards implements HomeCards {

    private static final int MOST = 1_000;

    private final ServiceLists services;
    private final Formats words;

    AidCards(ServiceLists services, Formats words) {
        this.services = services;
        this.words = words;
    }

    @Override
    public List<HomeCard> cardsFor(Actor actor, LocalDate today) {
        List<HomeCard> cards = new ArrayList<>();
        if (actor.is(Role.PROJECT_MANAGER)) cards.add(services(actor, "services.to-approve", null, true));
        if (actor.is(Role.PROVIDER) || actor.is(Role.SHELTER_MANAGER))
            cards.add(services(actor, "services.running", Service.State.STARTED, false));
        return cards;
    }

    private HomeCard services(Actor actor, String key, Service.@Nullable State state, boolean waiting) {
        int count = services.count(actor, new ListServices(state, waiting, MOST, null));
        String href = waiting ? "/services?waiting=true" : "/services?state=" + state;
        return HomeCard.brief("services", List.of(figure(key, count, href)), "/services");
    }

    private HomeCard.Figure figure(String key, int count, String href) {
        String value = count >= MOST ? words.text("card.more-than", MOST - 1) : words.number(count);
        return new HomeCard.Figure(words.text("card." + key), value, null, count == 0 ? null : href);
    }
}
