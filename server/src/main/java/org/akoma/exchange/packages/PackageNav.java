package org.akoma.exchange.packages;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.akoma.ground.pages.WayOn;
import org.akoma.ground.pages.WaysOn;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Keys of partners in the main navigation, for who enters and confirms them; packages of several children, for who makes them. */
@Component
@Order(82)
class PackageNav implements NavItems, WaysOn {

    @Override
    public List<NavItem> navFor(Actor actor) {
        if (PackageArchives.makes(actor))
            return List.of(NavItem.of("packages-together", PackageArchivePages.HERE, "lock"));
        if (CallBacks.watches(actor))
            return List.of(
                    NavItem.of("partner-keys", PartnerKeyPages.HERE, "key"),
                    NavItem.of("packages-left", PackageArchivePages.LEFT, "lock"));
        return PartnerKeys.ends(actor) ? List.of(NavItem.of("partner-keys", PartnerKeyPages.HERE, "key")) : List.of();
    }

    @Override
    public List<WayOn> waysOn() {
        return List.of(
                WayOn.to("done.packages.packed", "#b-made", null),
                WayOn.to("done.packages.arrived", "/handovers", null),
                WayOn.to("done.packages.call-back-answered", "/handovers", null),
                WayOn.to("done.packages.key-ended", "#k-new", null));
    }
}
