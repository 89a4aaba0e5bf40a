package org.akoma.followup;

import java.util.ArrayList;
import java.util.List;
import org.akoma.access.Actor;
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
    private final Complaints complaints;

    AlertNav(Alerts alerts, Complaints complaints) {
        this.alerts = alerts;
        this.complaints = complaints;
    }

    @Override
    public List<NavItem> navFor(Actor actor) {
        List<NavItem> items = new ArrayList<>();
        if (actor.may(Verb.ALERT_HANDLE) || actor.may(Verb.ALERT_ACT))
            items.add(new NavItem("alerts", "/alerts", "alert", alerts.waiting(actor)));
        if (complaints.reads(actor))
            items.add(new NavItem("complaints", "/complaints", "shield", complaints.waiting(actor)));
        return items;
    }
}
