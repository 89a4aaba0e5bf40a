package org.akoma.followup;

import java.util.ArrayList;
import java.util.List;
import org.akoma.access.Section;
import org.akoma.cases.FileFrame;
import org.akoma.cases.FileTabs;
import org.akoma.pages.NavItem;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** How the child is, in the side navigation of a file. */
@Component
@Order(45)
class CsiTabs implements FileTabs {

    @Override
    public List<NavItem> tabsFor(FileFrame frame) {
        if (!frame.worksOnIt() || frame.least() || !frame.holds(Section.FOLLOW_UP)) return List.of();
        String file = "/cases/" + frame.code();
        List<NavItem> tabs = new ArrayList<>();
        tabs.add(NavItem.of("csi", file + "/csi", "chart").in("care"));
        return tabs;
    }
}
