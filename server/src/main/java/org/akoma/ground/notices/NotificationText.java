package org.akoma.ground.notices;

import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The text of every notice: that something waits, and how many. The same for every kind, so that it reveals nothing. A trial, for which nothing waits, says that it is one. */
@Component
class NotificationText {

    private final MessageSource texts;

    NotificationText(MessageSource texts) {
        this.texts = texts;
    }

    String subject(OutgoingNotice notice) {
        return text("notices.out.subject", notice);
    }

    String body(OutgoingNotice notice) {
        return text(notice.waiting() == 0 ? "notices.out.trial" : "notices.out.body", notice);
    }

    private String text(String key, OutgoingNotice notice) {
        return texts.getMessage(
                key, new Object[] {notice.waiting()}, notice.language().equals("en") ? Locale.ENGLISH : Locale.FRENCH);
    }
}
