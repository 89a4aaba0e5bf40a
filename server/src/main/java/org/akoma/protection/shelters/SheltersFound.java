package org.akoma.protection.shelters;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.search.Finder;
import org.akoma.ground.search.FoundGroup;
import org.akoma.ground.search.SearchText;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Shelters in the one search box, by their code: for who sees them in their list. Where one lies is searched by nobody. */
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
                .map(Shelter::code)
                .filter(code -> text.means(code) || text.isWithin(code))
                .map(code -> new FoundGroup.Hit(code, "/shelters/" + code, null, text.means(code)))
                .toList();
        return FoundGroup.of("shelters", hits);
    }
}
