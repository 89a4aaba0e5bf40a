package org.akoma.protection.messages;

/** A conversation as it lies in somebody's inbox. */
record InboxLine(Conversation conversation, int unread, boolean mentioned) {

    public boolean waits() {
        return unread > 0;
    }

    InboxCursor place() {
        return new InboxCursor(waits() ? 1 : 0, conversation.lastAt(), conversation.id());
    }
}
