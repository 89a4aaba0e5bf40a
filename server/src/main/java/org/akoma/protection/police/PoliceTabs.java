package org.akoma.protection.police;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.NavItem;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileTabs;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What the police asked about the child, in the file. */
@Component
@Order(79)
class PoliceTabs implements FileTabs {

    @Override
    public List<NavItem> tabsFor(Actor actor, FileFrame frame) {
        return actor.may(Verb.DISCLOSURE_READ) && shown(frame)
                ? List.of(NavItem.of("police", "/cases/" + frame.code() + "/police", "shield")
                        .in("record"))
                : List.of();
    }

    static boolean shown(FileFrame frame) {
        return frame.worksOnIt()
                && !frame.least()
                && !frame.byEmergency()
                && !frame.proposed()
                && frame.holds(Section.FAMILY);
    }
}
