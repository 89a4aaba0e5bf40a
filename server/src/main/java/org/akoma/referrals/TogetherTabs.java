package org.akoma.referrals;

import java.util.List;
import org.akoma.access.Actor;
import org.akoma.access.Verb;
import org.akoma.cases.FileFrame;
import org.akoma.cases.FileTabs;
import org.akoma.pages.NavItem;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** In a file's side navigation: its conversations, for whoever holds a section that one may be for. */
@Component
@Order(60)
class TogetherTabs implements FileTabs {

    @Override
    public List<NavItem> tabsFor(Actor actor, FileFrame frame) {
        if (!actor.may(Verb.MESSAGE_READ)
                || !frame.worksOnIt()
                || Conversation.CIRCLES.stream().noneMatch(frame::holds)) return List.of();
        return List.of(NavItem.of("file-messages", "/cases/" + frame.code() + "/messages", "message")
                .in("together"));
    }
}
