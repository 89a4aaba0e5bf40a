package org.akoma.protection.messages;

import java.util.ArrayList;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.NavItem;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileTabs;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** In a file's side navigation: its conversations and conferences, for readers who hold a section that one may be about. */
@Component
@Order(60)
class TogetherTabs implements FileTabs {

    @Override
    public List<NavItem> tabsFor(Actor actor, FileFrame frame) {
        if (!frame.worksOnIt() || Conversation.CIRCLES.stream().noneMatch(frame::holds)) return List.of();
        String file = "/cases/" + frame.code();
        List<NavItem> tabs = new ArrayList<>();
        if (actor.may(Verb.MESSAGE_READ))
            tabs.add(NavItem.of("file-messages", file + "/messages", "message").in("together"));
        if (actor.may(Verb.CONFERENCE_READ))
            tabs.add(NavItem.of("file-conferences", file + "/conferences", "users")
                    .in("together"));
        return tabs;
    }
}
