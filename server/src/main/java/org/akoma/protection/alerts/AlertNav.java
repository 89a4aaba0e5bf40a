package org.akoma.protection.alerts;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Alerts for who answers for them, with how many wait. */
@Component
@Order(40)
class AlertNav implements NavItems {

    private final AlertLists alerts;

    AlertNav(AlertLists alerts) {
        this.alerts = alerts;
    }

    @Override
    public List<NavItem> navFor(Actor actor) {
        return actor.may(Verb.ALERT_HANDLE)
                        || actor.may(Verb.ALERT_ACT)
                        || actor.is(Role.SHELTER_MANAGER)
                        || actor.is(Role.PROJECT_MANAGER)
                ? List.of(new NavItem("alerts", "/alerts", "alert", waiting(actor)))
                : List.of();
    }

    private int waiting(Actor actor) {
        return alerts.waiting(actor)
                + alerts.untaken(actor).stream()
                        .mapToInt(one -> one.lines().size())
                        .sum();
    }
}
