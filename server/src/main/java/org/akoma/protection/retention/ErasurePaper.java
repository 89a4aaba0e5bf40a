package org.akoma.protection.retention;

import java.util.Locale;
import org.akoma.ground.journal.SignedStatement;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.paper.TaggedPdf;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;

/** The certificate of an erasure as people keep it: a tagged PDF in the reader's language, with the statement and its signature. */
@Component
class ErasurePaper {

    private final SpringTemplateEngine templates;
    private final Formats words;

    ErasurePaper(SpringTemplateEngine templates, Formats words) {
        this.templates = templates;
        this.words = words;
    }

    ResponseEntity<byte[]> answer(Retained.Tombstone stone, SignedStatement certificate) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment(stone, "pdf"))
                .body(of(stone, certificate));
    }

    static String attachment(Retained.Tombstone stone, String ending) {
        return ContentDisposition.attachment()
                .filename("erasure-" + stone.code().toLowerCase(Locale.ROOT) + "." + ending)
                .build()
                .toString();
    }

    private byte[] of(Retained.Tombstone stone, SignedStatement certificate) {
        Context page = new Context(LocaleContextHolder.getLocale());
        page.setVariable("words", words);
        page.setVariable("stone", stone);
        page.setVariable("certificate", certificate);
        return TaggedPdf.of(templates.process("retention/certificate", page));
    }
}
