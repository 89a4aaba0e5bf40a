package org.akoma.exchange.packages;

import java.util.ArrayList;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.pages.NavItem;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileTabs;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The packages of a file that is handed over, and where a file came from that was made of one. */
@Component
@Order(79)
class PackageTabs implements FileTabs {

    private final CaseWork work;
    private final PackageStore store;

    PackageTabs(CaseWork work, PackageStore store) {
        this.work = work;
        this.store = store;
    }

    @Override
    public List<NavItem> tabsFor(Actor actor, FileFrame frame) {
        if (!frame.worksOnIt() || frame.least()) return List.of();
        return work.peek(actor, frame.code(), Section.STATUS, file -> {
                    List<NavItem> tabs = new ArrayList<>();
                    if (store.isHandedOver(file.id()))
                        tabs.add(NavItem.of("packages", PackagePages.of(frame.code()), "lock")
                                .in("record"));
                    if (store.received(file.id()).isPresent())
                        tabs.add(NavItem.of("origin", "/cases/" + frame.code() + "/origin", "download")
                                .in("record"));
                    if (DossierPages.holdsAll(frame)
                            && store.received(file.id()).isPresent())
                        tabs.add(NavItem.of("received", "/cases/" + frame.code() + DossierPages.RECEIVED, "file")
                                .in("record"));
                    return List.copyOf(tabs);
                })
                .orElse(List.of());
    }
}
