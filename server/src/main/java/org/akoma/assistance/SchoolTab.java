package org.akoma.assistance;

import java.util.List;
import org.akoma.access.Actor;
import org.akoma.access.Section;
import org.akoma.access.Verb;
import org.akoma.cases.FileFrame;
import org.akoma.cases.FileTabs;
import org.akoma.pages.NavItem;
import org.akoma.pages.NavItems;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** "École et métier" in a child's file, and the attendance of all one's pupils in the main navigation. */
@Component
@Order(45)
class SchoolTab implements FileTabs, NavItems {

    @Override
    public List<NavItem> tabsFor(FileFrame frame) {
        return frame.worksOnIt() && !frame.least() && frame.holds(Section.ASSISTANCE)
                ? List.of(NavItem.of("schooling", "/cases/" + frame.code() + "/schooling", "book")
                        .in("care"))
                : List.of();
    }

    @Override
    public List<NavItem> navFor(Actor actor) {
        return actor.may(Verb.SCHOOL_READ) ? List.of(NavItem.of("attendance", "/attendance", "book")) : List.of();
    }
}
