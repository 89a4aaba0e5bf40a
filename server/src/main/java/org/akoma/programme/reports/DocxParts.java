package org.akoma.programme.reports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.xmlbeans.XmlException;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.NumberingDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.StylesDocument;

/** An empty DOCX with the styles of the house, its language, its title and no names of people. */
final class DocxParts {

    private DocxParts() {}

    static XWPFDocument document(Content content) {
        XWPFDocument document = new XWPFDocument();
        try {
            document.createStyles()
                    .setStyles(StylesDocument.Factory.parse(
                                    part("report-styles.xml").replace("LANGUAGE", content.tag()))
                            .getStyles());
            document.createNumbering()
                    .setNumbering(NumberingDocument.Factory.parse(part("report-numbering.xml"))
                            .getNumbering());
        } catch (XmlException ownFileIsBroken) {
            throw new IllegalStateException(ownFileIsBroken);
        }
        document.enforceUpdateFields(); // Word counts its own pages as soon as it opens the file
        var properties = document.getProperties().getCoreProperties();
        properties.setTitle(content.title() + " – " + content.subtitle());
        properties.setCreator("Akoma");
        properties.setIdentifier(content.code());
        properties.getUnderlyingProperties().setLanguageProperty(content.tag());
        return document;
    }

    private static String part(String name) {
        try (InputStream in = Objects.requireNonNull(DocxParts.class.getResourceAsStream("/paper/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
