package org.akoma.protection.retention;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileTabs;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** How long a file is kept, in the file and in the main navigation. */
@Component
@Order(95)
class RetentionTabs implements FileTabs, NavItems {

    @Override
    public List<NavItem> tabsFor(FileFrame frame) {
        return frame.worksOnIt() && !frame.least()
                ? List.of(NavItem.of("retention", "/cases/" + frame.code() + "/retention", "clock")
                        .in("record"))
                : List.of();
    }

    @Override
    public List<NavItem> navFor(Actor actor) {
        return Retention.reads(actor) ? List.of(NavItem.of("retentions", "/retention", "clock")) : List.of();
    }
}
