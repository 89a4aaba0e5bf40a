package org.akoma.ground.notices;

import java.time.LocalDate;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.HomeCard;
import org.akoma.ground.pages.HomeCards;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On everybody's home page: what rang since they came before, by kind, and where it is. Like the bell it says of no child what happened. */
@Component
@Order(22)
class ChangedCard implements HomeCards {

    /** The list of all is one step away. */
    private static final int MOST = 5;

    private final Notices notices;
    private final Formats words;

    ChangedCard(Notices notices, Formats words) {
        this.notices = notices;
        this.words = words;
    }

    @Override
    public List<HomeCard> cardsFor(Actor actor, LocalDate today) {
        List<HomeCard.Line> lines = notices.sinceLastVisit(actor).stream()
                .limit(MOST)
                .map(one -> line(actor, one))
                .toList();
        return lines.isEmpty() ? List.of() : List.of(HomeCard.work("changed", List.of(), lines, "/notices"));
    }

    private HomeCard.Line line(Actor actor, PendingNotices one) {
        String single = notices.single(actor, one);
        String place = single == null ? NoticePages.place(actor, one.kind()) : single;
        return new HomeCard.Line(
                words.text("card.changed." + one.kind(), one.count()),
                null,
                List.of(words.text("card.changed.last", words.moment(one.latest()))),
                place == null || place.equals("/") ? "/notices" : place); // this is the page at "/"
    }
}
