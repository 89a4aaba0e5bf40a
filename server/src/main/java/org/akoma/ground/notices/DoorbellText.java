package org.akoma.ground.notices;

import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** All that ever leaves the house: that something waits, and how many. The same words whatever it is. */
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
