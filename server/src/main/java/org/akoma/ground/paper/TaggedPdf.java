package org.akoma.ground.paper;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FSFontUseCase;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Prints a page as PDF/UA: tagged by its own elements, in the language that it names, with the families {@code Akoma} and {@code AkomaExt}. */
public final class TaggedPdf {

    private static final String FAMILY = "Akoma";
    private static final Map<String, Integer> FONTS = Map.of(
            "atkinson-next-latin-400.ttf", 400,
            "atkinson-next-latin-700.ttf", 700,
            "atkinson-next-latin-ext-400.ttf", 400,
            "atkinson-next-latin-ext-700.ttf", 700);

    private static final Map<String, Integer> MORE = Map.of("dejavu-more-400.ttf", 400, "dejavu-more-700.ttf", 700);

    private TaggedPdf() {}

    /** @param xhtml well-formed, with lang, title and a description; pictures only as data inside it */
    public static byte[] of(String xhtml) {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        PdfRendererBuilder builder = new PdfRendererBuilder();
        // letters of West African names, arrows and signs that the house's own font lacks
        MORE.forEach((file, weight) -> builder.useFont(
                () -> font(file),
                FAMILY + "More",
                weight,
                FontStyle.NORMAL,
                true,
                Set.of(FSFontUseCase.FALLBACK_FINAL)));
        FONTS.forEach((file, weight) -> builder.useFont(
                () -> font(file),
                file.contains("latin-ext") ? FAMILY + "Ext" : FAMILY,
                weight,
                FontStyle.NORMAL,
                true));
        builder.usePdfUaAccessibility(true);
        builder.withProducer("Akoma");
        builder.useUnicodeLineBreaker(new LineBreaks());
        builder.withHtmlContent(xhtml, null);
        builder.toStream(pdf);
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
            renderer.layout();
            renderer.createPDF();
            return pdf.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream font(String file) {
        return Objects.requireNonNull(TaggedPdf.class.getResourceAsStream("/paper/" + file), file);
    }
}
