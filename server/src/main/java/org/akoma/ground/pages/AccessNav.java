package org.akoma.ground.pages;

import java.util.ArrayList;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.emergencies.BreakGlasses;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The way to accounts, structures, approvals and the journal, which lie on floors below the shell. */
@Component
@Order(900)
class AccessNav implements NavItems {

    private final BreakGlasses glasses;

    AccessNav(BreakGlasses glasses) {
        this.glasses = glasses;
    }

    @Override
    public List<NavItem> navFor(Actor actor) {
        List<NavItem> items = new ArrayList<>();
        if (actor.may(Verb.PEOPLE_WRITE)) items.add(NavItem.of("people", "/people", "users"));
        if (actor.may(Verb.SETTINGS_WRITE)) items.add(NavItem.of("organisations", "/organisations", "home"));
        if (actor.may(Verb.BREAK_GLASS_REVIEW))
            items.add(new NavItem(
                    "break-glass",
                    "/break-glass",
                    "alert",
                    glasses.waiting(actor).count()));
        if (actor.may(Verb.JOURNAL_READ)) items.add(NavItem.of("journal", "/journal", "book"));
        return items;
    }
}
