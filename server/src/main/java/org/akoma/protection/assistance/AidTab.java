package org.akoma.protection.assistance;

import java.util.List;
import org.akoma.ground.access.Section;
import org.akoma.ground.pages.NavItem;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileTabs;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What is done for the child, among the pages of the file. A shelter and a provider find what they give themselves. */
@Component
@Order(10)
class AidTab implements FileTabs {

    @Override
    public List<NavItem> tabsFor(FileFrame frame) {
        boolean sees = frame.least() || frame.holds(Section.ASSISTANCE) || frame.holds(Section.HEALTH);
        return frame.worksOnIt() && sees
                ? List.of(NavItem.of("aid", "/cases/" + frame.code() + "/aid", "hand")
                        .in("care"))
                : List.of();
    }
}
