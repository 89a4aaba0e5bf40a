package org.akoma.protection.assistance;

import java.util.ArrayList;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Services for those who find them in no file, providers for those who plan; behind the payments. */
@Component
@Order(61)
class AidNav implements NavItems {

    /** Those who find services in no file, or only their own; the others come by the child, or from the providers. */
    private static boolean byTheList(Actor actor) {
        return actor.may(Verb.SERVICE_READ)
                && (Services.budgetsOnly(actor) || actor.is(Role.PROVIDER) || actor.is(Role.SHELTER_MANAGER));
    }

    @Override
    public List<NavItem> navFor(Actor actor) {
        List<NavItem> items = new ArrayList<>();
        if (byTheList(actor)) items.add(NavItem.of("services", "/services", "hand"));
        if (actor.may(Verb.PROVIDER_READ)) items.add(NavItem.of("providers", "/services/providers", "hand"));
        return items;
    }
}
