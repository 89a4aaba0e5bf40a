package org.akoma.exchange.packages;

import org.akoma.exchange.dossiers.LegibleDossier;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.paper.TaggedPdf;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import tools.jackson.databind.JsonNode;

/** The record of a package as people read it: a tagged PDF in the language of who makes the package. */
@Component
class PackagePaper {

    private final SpringTemplateEngine templates;
    private final LegibleDossier legible;
    private final Formats words;

    PackagePaper(SpringTemplateEngine templates, LegibleDossier legible, Formats words) {
        this.templates = templates;
        this.legible = legible;
        this.words = words;
    }

    byte[] of(JsonNode record, SentPackage asked) {
        Context page = new Context(LocaleContextHolder.getLocale());
        page.setVariable("words", words);
        page.setVariable("code", record.path("code").asString());
        page.setVariable("package", asked);
        page.setVariable("leftOut", record.path("leftOut").asInt(0));
        page.setVariable("parts", legible.parts(record));
        return TaggedPdf.of(templates.process("packages/paper", page));
    }
}
