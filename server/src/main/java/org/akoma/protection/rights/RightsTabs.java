package org.akoma.protection.rights;

import java.util.List;
import org.akoma.ground.pages.NavItem;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileTabs;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What the child asks of its own data, in the file. */
@Component
@Order(94)
class RightsTabs implements FileTabs {

    @Override
    public List<NavItem> tabsFor(FileFrame frame) {
        return frame.worksOnIt() && !frame.least()
                ? List.of(NavItem.of("rights", RightsPages.of(frame.code()), "shield")
                        .in("record"))
                : List.of();
    }
}
