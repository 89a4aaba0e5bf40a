package org.akoma.ground.notices;

import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The text of every notice: that something waits, and how many. The same for every kind, so that it reveals nothing. */
@Component
class DoorbellText {

    private final MessageSource texts;

    DoorbellText(MessageSource texts) {
        this.texts = texts;
    }

    String subject(Errand errand) {
        return text("notices.out.subject", errand);
    }

    String body(Errand errand) {
        return text("notices.out.body", errand);
    }

    private String text(String key, Errand errand) {
        return texts.getMessage(
                key, new Object[] {errand.waiting()}, errand.language().equals("en") ? Locale.ENGLISH : Locale.FRENCH);
    }
}
