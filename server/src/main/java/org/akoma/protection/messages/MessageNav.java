package org.akoma.protection.messages;

import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.pages.NavItem;
import org.akoma.ground.pages.NavItems;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The entry of the messages in the main navigation with the number of unread conversations, for actors who read messages. */
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
