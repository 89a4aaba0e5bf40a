package org.akoma.protection.wellbeing;

import java.util.ArrayList;
import java.util.List;
import org.akoma.ground.access.Section;
import org.akoma.ground.pages.NavItem;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileTabs;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** How the child is, in the side navigation of a file. */
@Component
@Order(45)
class CsiTabs implements FileTabs {

    @Override
    public List<NavItem> tabsFor(FileFrame frame) {
        if (!frame.worksOnIt()) return List.of();
        String file = "/cases/" + frame.code();
        List<NavItem> tabs = new ArrayList<>();
        // anyone who works on the case finds the path on the first page
        if (frame.holds(Section.FOLLOW_UP) && frame.least())
            tabs.add(NavItem.of("path", file + "/path", "split").in("care"));
        if (frame.holds(Section.FOLLOW_UP))
            tabs.addAll(List.of(
                    NavItem.of("csi", file + "/csi", "chart").in("care"),
                    NavItem.of("risk", file + "/risk", "flag").in("care")));
        tabs.add(NavItem.of("child-alerts", file + "/alerts", "alert").in("care"));
        return tabs;
    }
}
