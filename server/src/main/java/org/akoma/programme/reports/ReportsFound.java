package org.akoma.programme.reports;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.search.Finder;
import org.akoma.ground.search.FoundGroup;
import org.akoma.ground.search.SearchText;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Reports in the one search box, by their code: those that the list shows the actor. */
@Component
@Order(280)
class ReportsFound implements Finder {

    private static final int MOST = 200;

    private final ReportStore store;
    private final Formats words;

    ReportsFound(ReportStore store, Formats words) {
        this.store = store;
        this.words = words;
    }

    @Override
    public List<FoundGroup> find(Actor actor, SearchText text) {
        if (!Reports.uses(actor)) return List.of();
        return FoundGroup.of(
                "reports",
                store.list(MOST).stream()
                        .filter(one -> text.means(one.code()))
                        .map(one -> new FoundGroup.Hit(
                                one.code(),
                                "/reports/" + one.id(),
                                words.code("reports.kind", one.kind()) + ", " + words.date(one.askedAt()),
                                true))
                        .toList());
    }
}
