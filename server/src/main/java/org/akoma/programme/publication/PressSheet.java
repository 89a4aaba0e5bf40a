package org.akoma.programme.publication;

import java.util.Locale;
import org.akoma.ground.pages.Contacts;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.paper.TaggedPdf;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;

/** What is public of the project on paper, for the press: a tagged PDF of one or two pages. */
@Component
class PressSheet {

    private final SpringTemplateEngine templates;
    private final Formats words;
    private final Contacts contacts;

    PressSheet(SpringTemplateEngine templates, Formats words, Contacts contacts) {
        this.templates = templates;
        this.words = words;
        this.contacts = contacts;
    }

    /** @param here the address at which the house is asked */
    byte[] of(PublicSide.Shown shown, String here, Locale language) {
        Context page = new Context(language);
        page.setVariable("shown", shown);
        page.setVariable("here", here);
        page.setVariable("tb", new TableWords(words));
        page.setVariable("words", words);
        page.setVariable("contacts", contacts);
        return TaggedPdf.of(templates.process("publication/press-sheet", page));
    }
}
