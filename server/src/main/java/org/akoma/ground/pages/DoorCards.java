package org.akoma.ground.pages;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.emergencies.BreakGlasses;
import org.akoma.ground.people.PendingAccounts;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Cards of the home page for those who decide about access: emergencies to judge and roles to approve, also when there are none. */
@Component
@Order(90)
class DoorCards implements HomeCards {

    private final PendingAccounts waiting;
    private final BreakGlasses glasses;
    private final Formats words;

    DoorCards(PendingAccounts waiting, BreakGlasses glasses, Formats words) {
        this.waiting = waiting;
        this.glasses = glasses;
        this.words = words;
    }

    @Override
    public List<HomeCard> cardsFor(Actor actor, LocalDate today) {
        List<HomeCard.Figure> figures = new ArrayList<>();
        if (actor.may(Verb.BREAK_GLASS_REVIEW))
            figures.add(figure("emergencies", glasses.waiting(actor).count(), "/break-glass"));
        if (actor.may(Verb.ROLE_APPROVE)) figures.add(figure("approvals", waiting.approvals(actor), "/approvals"));
        return figures.isEmpty() ? List.of() : List.of(HomeCard.brief("doors", figures, null));
    }

    private HomeCard.Figure figure(String key, int count, String href) {
        return new HomeCard.Figure(
                words.text("card.doors." + key), words.number(count), null, count == 0 ? null : href);
    }
}
