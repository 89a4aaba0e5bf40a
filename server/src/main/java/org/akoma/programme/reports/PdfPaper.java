package org.akoma.programme.reports;

import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.akoma.ground.pages.Formats;
import org.akoma.ground.paper.TaggedPdf;
import org.akoma.programme.reports.Content.Block;
import org.akoma.programme.reports.Content.Grid;
import org.akoma.programme.reports.Content.Heading;
import org.akoma.programme.reports.Content.Picture;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;

/** A report as a tagged PDF (PDF/UA): page numbers, bookmarks, contents with pages, fonts inside, pictures with their text. */
@Component
class PdfPaper {

    /** Letters of a fingerprint on every page. */
    private static final int SHORT = 16;

    private final SpringTemplateEngine templates;
    private final Formats words;

    PdfPaper(SpringTemplateEngine templates, Formats words) {
        this.templates = templates;
        this.words = words;
    }

    byte[] of(Content content, Mark mark) {
        String fingerprint = content.fingerprint();
        Context page = new Context(Locale.forLanguageTag(content.tag()));
        page.setVariable("content", content);
        page.setVariable("mark", mark);
        page.setVariable("words", words);
        page.setVariable("short", fingerprint.substring(0, SHORT));
        page.setVariable("grouped", fingerprint.replaceAll("(.{8})(?=.)", "$1 "));
        page.setVariable("pictures", pictures(content.blocks()));
        page.setVariable(
                "contents",
                all(content, Heading.class).stream()
                        .filter(one -> one.level() < 3)
                        .toList());
        page.setVariable("tables", all(content, Grid.class));
        page.setVariable("figures", all(content, Picture.class));
        page.setVariable("bookmarks", bookmarks(all(content, Heading.class)));
        return TaggedPdf.of(templates.process("reports/paper", page));
    }

    static <B extends Block> List<B> all(Content content, Class<B> kind) {
        return content.blocks().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private static Map<String, String> pictures(List<Block> blocks) {
        Map<String, String> found = new HashMap<>();
        for (Block block : blocks)
            if (block instanceof Picture one)
                found.put(
                        one.id(), "data:image/png;base64," + Base64.getEncoder().encodeToString(one.png()));
        return found;
    }

    /** Chapters; the sections of each are found from its page. */
    private static List<String> bookmarks(List<Heading> headings) {
        return headings.stream()
                .filter(one -> one.level() == 1)
                .map(one -> "<bookmark name=\"" + HtmlUtils.htmlEscape(one.text(), "UTF-8") + "\" href=\"#" + one.id()
                        + "\"/>")
                .toList();
    }
}
