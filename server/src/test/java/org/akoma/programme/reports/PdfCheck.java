package org.akoma.programme.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.font.PDFont;

/** What a PDF needs so that a screen reader reads it (PDF/UA): title, language, structure with headings and heads of tables, texts of pictures, fonts inside. */
final class PdfCheck {

    private PdfCheck() {}

    /** @param tag of its language */
    static void isTagged(byte[] pdf, String tag) {
        try (PDDocument paper = Loader.loadPDF(pdf)) {
            PDDocumentCatalog catalog = paper.getDocumentCatalog();
            assertThat(catalog.getLanguage()).isEqualTo(tag);
            assertThat(catalog.getMarkInfo().isMarked()).isTrue();
            assertThat(catalog.getViewerPreferences().displayDocTitle()).isTrue();
            assertThat(paper.getDocumentInformation().getTitle()).isNotBlank();
            assertThat(catalog.getDocumentOutline().getFirstChild())
                    .as("bookmarks")
                    .isNotNull();
            List<PDStructureElement> all = new ArrayList<>();
            collect(catalog.getStructureTreeRoot(), all);
            assertThat(all.stream().map(PDStructureElement::getStructureType))
                    .contains("H1", "H2", "H3", "P", "L", "LI", "Table", "TR", "TH", "TD");
            assertThat(all.stream().filter(one -> one.getStructureType().equals("Figure")))
                    .allSatisfy(one -> assertThat(one.getAlternateDescription()).isNotBlank());
            for (PDPage page : paper.getPages()) fontsInside(page);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void collect(PDStructureNode node, List<PDStructureElement> all) {
        for (Object kid : node.getKids()) {
            if (!(kid instanceof PDStructureElement element)) continue;
            all.add(element);
            collect(element, all);
        }
    }

    private static void fontsInside(PDPage page) throws IOException {
        for (COSName name : page.getResources().getFontNames()) {
            PDFont font = page.getResources().getFont(name);
            assertThat(font.isEmbedded()).as(font.getName()).isTrue();
        }
    }
}
