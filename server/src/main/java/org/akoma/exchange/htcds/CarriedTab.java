package org.akoma.exchange.htcds;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.pages.NavItem;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileTabs;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The entry in the side navigation of a file that was imported with values for which Akoma has no field. */
@Component
@Order(90)
class CarriedTab implements FileTabs {

    private final CaseWork work;
    private final CarriedStore store;

    CarriedTab(CaseWork work, CarriedStore store) {
        this.work = work;
        this.store = store;
    }

    @Override
    public List<NavItem> tabsFor(Actor actor, FileFrame frame) {
        if (!frame.worksOnIt() || frame.least() || !frame.holds(Section.IDENTITY)) return List.of();
        boolean some = work.peek(actor, frame.code(), Section.IDENTITY, file -> store.has(file.id()))
                .orElse(false);
        return some
                ? List.of(NavItem.of("carried", "/cases/" + frame.code() + "/carried", "file")
                        .in("record"))
                : List.of();
    }
}
