package org.akoma.programme.workshops;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.search.Finder;
import org.akoma.ground.search.FoundGroup;
import org.akoma.ground.search.SearchText;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Workshops in the one search box, by their code, a part of it, or their place. */
@Component
@Order(220)
class WorkshopsFound implements Finder {

    private final Workshops workshops;
    private final Formats words;

    WorkshopsFound(Workshops workshops, Formats words) {
        this.workshops = workshops;
        this.words = words;
    }

    @Override
    public List<FoundGroup> find(Actor actor, SearchText text) {
        if (!actor.may(Verb.WORKSHOP_READ)) return List.of();
        return FoundGroup.of(
                "workshops",
                workshops.list(actor, null).stream()
                        .filter(one ->
                                text.means(one.mission(), one.code()) || text.isWithinTitles(one.code(), one.place()))
                        .map(one -> new FoundGroup.Hit(
                                one.code(),
                                "/workshops/" + one.code(),
                                one.mission() + ", " + words.date(one.heldOn()),
                                text.means(one.mission(), one.code())))
                        .toList());
    }
}
