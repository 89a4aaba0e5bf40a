package org.akoma.protection.messages;

import java.time.LocalDate;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.HomeCard;
import org.akoma.ground.pages.HomeCards;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * On the home page of who works on the case from another structure: the conferences to which they are asked, however far ahead. Who follows the child has
 * them among their tasks.
 */
@Component
@Order(67)
class ConferenceCard implements HomeCards {

    private static final int FEW = 3;

    private static final List<Role> ASKED = List.of(Role.MINISTRY_OFFICER, Role.PROVIDER, Role.SHELTER_MANAGER);

    private final Conferences conferences;
    private final Formats words;

    ConferenceCard(Conferences conferences, Formats words) {
        this.conferences = conferences;
        this.words = words;
    }

    @Override
    public List<HomeCard> cardsFor(Actor actor, LocalDate today) {
        if (ASKED.stream().noneMatch(actor::is)) return List.of();
        List<HomeCard.Line> lines = conferences.mine(actor, false, null, FEW).stream()
                .map(one -> new HomeCard.Line(
                        one.fileCode(),
                        null,
                        List.of(words.moment(one.plannedFor())),
                        "/cases/" + one.fileCode() + "/conferences/" + one.id()))
                .toList();
        return lines.isEmpty() ? List.of() : List.of(HomeCard.work("conferences", List.of(), lines, "/conferences"));
    }
}
