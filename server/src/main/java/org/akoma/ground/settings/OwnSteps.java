package org.akoma.ground.settings;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.pages.HomeCard;
import org.akoma.ground.pages.HomeCards;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The steps of the first day that are the reader's own, first of the cards on their home page, until they are taken. */
@Component
@Order(1)
class OwnSteps implements HomeCards {

    private final FirstDay day;
    private final Formats words;

    OwnSteps(FirstDay day, Formats words) {
        this.day = day;
        this.words = words;
    }

    @Override
    public List<HomeCard> cardsFor(Actor actor, LocalDate today) {
        List<String> steps = day.own(actor);
        if (steps.isEmpty()) return List.of();
        List<HomeCard.Line> lines = steps.stream()
                .map(step -> new HomeCard.Line(
                        Objects.requireNonNullElseGet(
                                words.written("settings.first-day." + step + ".own-title"),
                                () -> words.text("settings.first-day." + step)),
                        null,
                        List.of(words.text("settings.first-day." + step + ".own")),
                        page(actor, step)))
                .toList();
        return List.of(HomeCard.work("first-day", List.of(), lines, null));
    }

    private static String page(Actor actor, String step) {
        return switch (step) {
            case "telephones" -> "/colleagues/" + actor.code();
            case "shelters" -> "/shelters/new";
            case "contacts" -> "/directory/" + actor.organisation() + "/edit";
            case "mail" -> "/notices/choices";
            case "agreements", "authorities" -> "/agreements/new";
            case "first-file" -> "/cases/new";
            default -> throw new IllegalStateException(step);
        };
    }
}
