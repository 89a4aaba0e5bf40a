package org.akoma.protection.handover;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileTabs;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The hand-over in a child's file, and the board of all in the main navigation. */
@Component
@Order(78)
class HandoverTabs implements FileTabs, NavItems {

    @Override
    public List<NavItem> tabsFor(FileFrame frame) {
        return frame.least()
                ? List.of()
                : List.of(NavItem.of("handover", "/cases/" + frame.code() + "/handover", "hand")
                        .in("record"));
    }

    @Override
    public List<NavItem> navFor(Actor actor) {
        return HandoverBoard.reads(actor) ? List.of(NavItem.of("handovers", "/handovers", "hand")) : List.of();
    }
}
