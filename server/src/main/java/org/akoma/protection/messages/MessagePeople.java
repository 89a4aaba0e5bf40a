package org.akoma.protection.messages;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The people whose codes a page of messages shows. */
final class MessagePeople {

    private MessagePeople() {}

    static List<UUID> in(List<Message> messages) {
        return messages.stream()
                .flatMap(one -> Stream.concat(
                        Stream.of(one.author()),
                        Stream.concat(Stream.ofNullable(one.about()), one.mentions().stream())))
                .distinct()
                .toList();
    }
}
