package org.akoma.enforcement.operations;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.search.Finder;
import org.akoma.ground.search.FoundGroup;
import org.akoma.ground.search.SearchText;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Operations in the one search box, by their code or a part of it. */
@Component
@Order(20)
class OperationsFound implements Finder {

    /** The newest that are looked through. */
    private static final int LOOKED_AT = 200;

    private final Operations operations;

    OperationsFound(Operations operations) {
        this.operations = operations;
    }

    @Override
    public List<FoundGroup> find(Actor actor, SearchText text) {
        List<FoundGroup.Hit> hits = operations.list(actor, null, LOOKED_AT).stream()
                .map(Operation::code)
                .filter(code -> text.means(code) || text.isWithin(code))
                .map(code -> new FoundGroup.Hit(code, "/operations/" + code, null, text.means(code)))
                .toList();
        return FoundGroup.of("operations", hits);
    }
}
