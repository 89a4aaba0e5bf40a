package org.akoma.protection.wellbeing;

import java.time.LocalDate;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.HomeCard;
import org.akoma.ground.pages.HomeCards;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On a supervisor's home page: how many children of the team show signs of being forgotten, the first three and why, and the way to all. */
@Component
@Order(25)
class ForgottenCard implements HomeCards {

    private static final String PAGE = "/forgotten";
    private static final int FIRST = 3;

    private final ForgottenChildren children;
    private final Formats words;

    ForgottenCard(ForgottenChildren children, Formats words) {
        this.children = children;
        this.words = words;
    }

    @Override
    public List<HomeCard> cardsFor(Actor actor, LocalDate today) {
        return children.of(actor, null).stream()
                .map(all -> HomeCard.work(
                        "forgotten",
                        List.of(new HomeCard.Figure(
                                words.text("card.forgotten.children"), words.number(all.size()), null, PAGE)),
                        all.stream().limit(FIRST).map(this::file).toList(),
                        PAGE))
                .toList();
    }

    private HomeCard.Line file(Forgotten child) {
        String code = child.facts().code();
        return new HomeCard.Line(
                code,
                child.facts().risk(),
                child.reasons().stream()
                        .filter(reason ->
                                reason.sign() != Forgotten.Sign.HIGH_RISK) // the risk is shown beside the code
                        .map(reason ->
                                words.text("followup.forgotten." + reason.sign(), reason.number(), reason.other()))
                        .toList(),
                "/cases/" + code + (child.isSomewhereUnknown() ? "/placement" : "/visits"));
    }
}
