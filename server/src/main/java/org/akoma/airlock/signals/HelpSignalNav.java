package org.akoma.airlock.signals;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.akoma.ground.pages.WayOn;
import org.akoma.ground.pages.WaysOn;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Signals in the main navigation of people who may raise one. */
@Component
@Order(58)
class HelpSignalNav implements NavItems, WaysOn {

    @Override
    public List<NavItem> navFor(Actor actor) {
        return actor.may(Verb.HELP_SIGNAL)
                ? List.of(NavItem.of("help-signals", HelpSignalPages.HERE, "hand"))
                : List.of();
    }

    @Override
    public List<WayOn> waysOn() {
        return List.of(WayOn.to("done.signals.given", "#h-own", Verb.HELP_SIGNAL));
    }
}
