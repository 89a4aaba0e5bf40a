package org.akoma.protection.complaints;

import java.time.LocalDate;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.HomeCard;
import org.akoma.ground.pages.HomeCards;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On the home page of who reads complaints: how many wait, beside what else waits for a second look. */
@Component
@Order(91)
class ComplaintCards implements HomeCards {

    private final Complaints complaints;
    private final Formats words;

    ComplaintCards(Complaints complaints, Formats words) {
        this.complaints = complaints;
        this.words = words;
    }

    @Override
    public List<HomeCard> cardsFor(Actor actor, LocalDate today) {
        if (!complaints.reads(actor)) return List.of();
        int waiting = complaints.waiting(actor);
        return List.of(HomeCard.brief(
                "doors",
                List.of(new HomeCard.Figure(
                        words.text("card.doors.complaints"),
                        words.number(waiting),
                        null,
                        waiting == 0 ? null : "/complaints")),
                null));
    }
}
