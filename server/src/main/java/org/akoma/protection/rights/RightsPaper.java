package org.akoma.protection.rights;

import java.time.Instant;
import java.util.List;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.paper.TaggedPdf;
import org.akoma.protection.cases.CaseFile;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;

/** The answer to a request as people read it: a tagged PDF in the language that who asked chose. */
@Component
class RightsPaper {

    private final SpringTemplateEngine templates;
    private final Formats words;

    RightsPaper(SpringTemplateEngine templates, Formats words) {
        this.templates = templates;
        this.words = words;
    }

    byte[] of(CaseFile file, AccessRequest request, List<WhatIsHeld.Told> told, Instant now) {
        LocaleContext before = LocaleContextHolder.getLocaleContext();
        LocaleContextHolder.setLocale(request.language().locale());
        try {
            Context page = new Context(request.language().locale());
            page.setVariable("words", words);
            page.setVariable("code", file.code());
            page.setVariable("request", request);
            page.setVariable("told", told);
            page.setVariable("madeAt", now);
            return TaggedPdf.of(templates.process("rights/paper", page));
        } finally {
            LocaleContextHolder.setLocaleContext(before);
        }
    }
}
