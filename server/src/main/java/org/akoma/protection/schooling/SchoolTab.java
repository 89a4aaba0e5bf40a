package org.akoma.protection.schooling;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileTabs;
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
