package org.akoma.protection.messages;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Whoever reads messages finds them in the main navigation, with how many conversations wait. */
@Component
@Order(25)
class MessageNav implements NavItems {

    private final Conversations conversations;

    MessageNav(Conversations conversations) {
        this.conversations = conversations;
    }

    @Override
    public List<NavItem> navFor(Actor actor) {
        return actor.may(Verb.MESSAGE_READ)
                ? List.of(new NavItem("messages", "/messages", "message", conversations.waiting(actor)))
                : List.of();
    }
}
