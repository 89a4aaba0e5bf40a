package org.akoma.protection.shelters;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.search.Finder;
import org.akoma.ground.search.FoundGroup;
import org.akoma.ground.search.SearchText;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Shelters in the one search box, by code or name: for who sees them in their list. Where one lies is searched by nobody. */
@Component
@Order(60)
class SheltersFound implements Finder {

    private final Shelters shelters;

    SheltersFound(Shelters shelters) {
        this.shelters = shelters;
    }

    @Override
    public List<FoundGroup> find(Actor actor, SearchText text) {
        List<FoundGroup.Hit> hits = shelters.of(actor).stream()
                .filter(one -> text.means(one.code()) || text.isWithin(one.code(), one.name()))
                .map(one ->
                        new FoundGroup.Hit(one.code(), "/shelters/" + one.code(), one.name(), text.means(one.code())))
                .toList();
        return FoundGroup.of("shelters", hits);
    }
}
