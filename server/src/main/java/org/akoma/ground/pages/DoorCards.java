package org.akoma.ground.pages;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.emergencies.BreakGlasses;
import org.akoma.ground.people.PendingAccounts;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Cards of the home page for those who decide about access: emergencies to judge and roles to approve, also when there are none. For who keeps
 * accounts: what nobody answered, and who never came in.
 */
@Component
@Order(90)
class DoorCards implements HomeCards {

    private static final int FEW = 8;

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
        if (actor.may(Verb.PEOPLE_WRITE)) figures.add(figure("unanswered", waiting.unanswered(actor), "/approvals"));
        List<HomeCard> cards = new ArrayList<>();
        if (actor.may(Verb.PEOPLE_WRITE)) cards.add(neverIn(actor));
        // that no emergency waits is a line among others, and no card of its own
        boolean nothingElse = figures.size() == 1
                && actor.may(Verb.BREAK_GLASS_REVIEW)
                && figures.getFirst().href() == null;
        if (!figures.isEmpty() && !nothingElse) cards.add(HomeCard.brief("doors", figures, null));
        return cards;
    }

    private HomeCard neverIn(Actor actor) {
        List<HomeCard.Line> lines = waiting.neverIn(actor, FEW).stream()
                .map(code -> new HomeCard.Line(
                        code,
                        null,
                        List.of(words.text("card.never-in.why")),
                        "/people/" + code.toLowerCase(Locale.ROOT)))
                .toList();
        return HomeCard.work("never-in", List.of(), lines, "/people");
    }

    private HomeCard.Figure figure(String key, int count, String href) {
        return new HomeCard.Figure(
                words.text("card.doors." + key), words.number(count), null, count == 0 ? null : href);
    }
}
