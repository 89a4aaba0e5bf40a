package org.akoma.protection.drafts;

import java.time.LocalDate;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.HomeCard;
import org.akoma.ground.pages.HomeCards;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On the home page: the forms that were begun last, by file and kind, without a word of what was typed. */
@Component
@Order(20)
class DraftCard implements HomeCards {

    private static final int MOST = 5;

    private final Drafts drafts;
    private final Formats words;

    DraftCard(Drafts drafts, Formats words) {
        this.drafts = drafts;
        this.words = words;
    }

    @Override
    public List<HomeCard> cardsFor(Actor actor, LocalDate today) {
        if (!actor.may(Verb.CASE_WRITE)) return List.of();
        List<HomeCard.Line> begun =
                drafts.all(actor).stream().limit(MOST).map(this::line).toList();
        return begun.isEmpty() ? List.of() : List.of(HomeCard.work("drafts", List.of(), begun, null));
    }

    private HomeCard.Line line(Draft.Line one) {
        String file = one.begun().file();
        String form = words.text("drafts.form." + one.begun().form());
        String at = words.moment(one.keptAt());
        return file == null
                ? new HomeCard.Line(form, null, List.of(at), one.resuming())
                : new HomeCard.Line(file, null, List.of(form, at), one.resuming());
    }
}
