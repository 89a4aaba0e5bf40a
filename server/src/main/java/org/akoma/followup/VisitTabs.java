package org.akoma.followup;

import java.util.List;
import org.akoma.access.Section;
import org.akoma.cases.FileFrame;
import org.akoma.cases.FileTabs;
import org.akoma.pages.NavItem;
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
