package org.akoma.programme.evaluation;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.search.Finder;
import org.akoma.ground.search.FoundGroup;
import org.akoma.ground.search.SearchText;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Missions in the one search box, by their code, a part of it, or their town. */
@Component
@Order(200)
class MissionsFound implements Finder {

    private final Missions missions;
    private final Formats words;

    MissionsFound(Missions missions, Formats words) {
        this.missions = missions;
        this.words = words;
    }

    @Override
    public List<FoundGroup> find(Actor actor, SearchText text) {
        if (!actor.may(Verb.FINDING_READ)) return List.of();
        return FoundGroup.of(
                "missions",
                missions.list(actor).stream()
                        .filter(one -> text.means(one.code())
                                || text.isWithinTitles(one.code(), one.plan().town()))
                        .map(one -> hit(one, text))
                        .toList());
    }

    private FoundGroup.Hit hit(Mission one, SearchText text) {
        String label = words.text(
                "evaluation.found.mission",
                words.code("evaluation.kind", one.plan().kind()),
                words.date(one.plan().firstDay()));
        return new FoundGroup.Hit(one.code(), "/evaluations/" + one.code(), label, text.means(one.code()));
    }
}
