package org.akoma.exchange.exports;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The entry of import and export in the main navigation, for actors who import, export or approve. */
@Component
@Order(80)
class ExchangeNav implements NavItems {

    private static final List<Verb> VERBS =
            List.of(Verb.IMPORT_FILES, Verb.EXPORT_PSEUDONYMOUS, Verb.EXPORT_REQUEST, Verb.EXPORT_APPROVE);

    static boolean uses(Actor actor) {
        return VERBS.stream().anyMatch(actor::may);
    }

    @Override
    public List<NavItem> navFor(Actor actor) {
        return uses(actor) ? List.of(NavItem.of("exchange", "/exchange", "swap")) : List.of();
    }
}
