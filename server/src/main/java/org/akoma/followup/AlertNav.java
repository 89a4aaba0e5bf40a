package org.akoma.followup;

import java.util.ArrayList;
import java.util.List;
import org.akoma.access.Actor;
import org.akoma.access.FocalPoints;
import org.akoma.access.Verb;
import org.akoma.pages.NavItem;
import org.akoma.pages.NavItems;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Alerts for who answers for them, complaints for whom they are meant. */
@Component
@Order(40)
class AlertNav implements NavItems {

    private final Alerts alerts;
    private final FocalPoints guards;

    AlertNav(Alerts alerts, FocalPoints guards) {
        this.alerts = alerts;
        this.guards = guards;
    }

    @Override
    public List<NavItem> navFor(Actor actor) {
        List<NavItem> items = new ArrayList<>();
        if (actor.may(Verb.ALERT_HANDLE) || actor.may(Verb.ALERT_ACT))
            items.add(new NavItem("alerts", "/alerts", "alert", alerts.waiting(actor)));
        if (actor.may(Verb.COMPLAINT_JUDGE) || guards.is(actor))
            items.add(NavItem.of("complaints", "/complaints", "shield"));
        return items;
    }
}
