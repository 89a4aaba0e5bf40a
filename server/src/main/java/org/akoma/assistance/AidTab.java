package org.akoma.assistance;

import java.util.List;
import org.akoma.access.Section;
import org.akoma.cases.FileFrame;
import org.akoma.cases.FileTabs;
import org.akoma.pages.NavItem;
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
