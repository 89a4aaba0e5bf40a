package org.akoma.protection.attachments;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.NavItem;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.FileTabs;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The entry in a file's side navigation, for readers who hold a section that an attachment may belong to. */
@Component
@Order(70)
class AttachmentTabs implements FileTabs {

    static final String KEY = "attachments";

    @Override
    public List<NavItem> tabsFor(Actor actor, FileFrame frame) {
        boolean any = Attachment.SECTIONS.stream().anyMatch(frame::holds);
        if (!actor.may(Verb.ATTACHMENT_READ) || !frame.worksOnIt() || !any) return List.of();
        return List.of(NavItem.of(KEY, "/cases/" + frame.code() + "/attachments", "clip")
                .in("record"));
    }
}
