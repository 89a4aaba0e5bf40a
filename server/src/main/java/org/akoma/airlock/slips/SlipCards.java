package org.akoma.airlock.slips;

import java.time.LocalDate;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.HomeCard;
import org.akoma.ground.pages.HomeCards;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On the home page of the police: slips that nobody signed yet, that nobody received yet, and that were sent back. */
@Component
@Order(40)
class SlipCards implements HomeCards {

    private static final int MOST = 200;

    private final Slips slips;
    private final Formats words;

    SlipCards(Slips slips, Formats words) {
        this.slips = slips;
        this.words = words;
    }

    @Override
    public List<HomeCard> cardsFor(Actor actor, LocalDate today) {
        if (!actor.may(Verb.SLIP_WRITE) && !actor.is(Role.LE_COORDINATOR)) return List.of();
        return List.of(HomeCard.summary(
                "slips",
                List.of(
                        figure(actor, SlipStatus.OPEN),
                        figure(actor, SlipStatus.SIGNED_BY_OFFICER),
                        figure(actor, SlipStatus.REFUSED)),
                "/slips"));
    }

    private HomeCard.Figure figure(Actor actor, SlipStatus status) {
        int count = slips.list(actor, null, status, null, MOST).size();
        String value = count == MOST ? words.text("card.more-than", MOST - 1) : words.number(count);
        return new HomeCard.Figure(
                words.text("card.slips." + status), value, null, count == 0 ? null : "/slips?status=" + status);
    }
}
