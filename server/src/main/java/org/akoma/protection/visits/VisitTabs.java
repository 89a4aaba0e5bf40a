package org.akoma.protection.visits;

import java.util.List;
import org.akoma.ground.access.Section;
import org.akoma.ground.pages.NavItem;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileTabs;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Visits in the side navigation of a file. */
@Component
@Order(40)
class VisitTabs implements FileTabs {

    @Override
    public List<NavItem> tabsFor(FileFrame frame) {
        if (!frame.worksOnIt() || !frame.holds(Section.FOLLOW_UP)) return List.of();
        return List.of(NavItem.of("visits", "/cases/" + frame.code() + "/visits", "calendar")
                .in("care"));
    }
}
