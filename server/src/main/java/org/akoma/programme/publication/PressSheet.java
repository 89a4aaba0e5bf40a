package org.akoma.programme.publication;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.akoma.ground.pages.Contacts;
import org.akoma.ground.pages.Formats;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;

/** What is public of the project on paper, for the press: a tagged PDF of one or two pages. */
@Component
class PressSheet {

    private static final String FAMILY = "Akoma";
    private static final Map<String, Integer> FONTS = Map.of(
            "atkinson-next-latin-400.ttf", 400,
            "atkinson-next-latin-700.ttf", 700,
            "atkinson-next-latin-ext-400.ttf", 400,
            "atkinson-next-latin-ext-700.ttf", 700);

    private final SpringTemplateEngine templates;
    private final Formats words;
    private final Contacts contacts;

    PressSheet(SpringTemplateEngine templates, Formats words, Contacts contacts) {
        this.templates = templates;
        this.words = words;
        this.contacts = contacts;
    }

    byte[] of(PublicSide.Shown shown, Locale language) {
        Context page = new Context(language);
        page.setVariable("shown", shown);
        page.setVariable("tb", new TableWords(words));
        page.setVariable("words", words);
        page.setVariable("contacts", contacts);
        return printed(templates.process("publication/press-sheet", page));
    }

    private static byte[] printed(String html) {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        PdfRendererBuilder builder = new PdfRendererBuilder();
        FONTS.forEach((file, weight) -> builder.useFont(
                () -> font(file),
                file.contains("latin-ext") ? FAMILY + "Ext" : FAMILY,
                weight,
                FontStyle.NORMAL,
                true));
        builder.usePdfUaAccessibility(true);
        builder.withProducer("Akoma");
        builder.withHtmlContent(html, null);
        builder.toStream(pdf);
        try {
            builder.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pdf.toByteArray();
    }

    private static InputStream font(String file) {
        return Objects.requireNonNull(PressSheet.class.getResourceAsStream("/paper/" + file), file);
    }
}
