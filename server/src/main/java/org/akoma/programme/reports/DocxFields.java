package org.akoma.programme.reports;

import java.math.BigInteger;
import java.util.List;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTBookmark;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTFldChar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTHyperlink;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTR;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSimpleField;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STFldCharType;

/** Fields of a DOCX: page numbers, numbers of captions, lists that lead to places of the document. */
final class DocxFields {

    /** Stands for a page until the program that opens the file has counted. */
    private static final String NOT_COUNTED = "–";

    private int marks;

    /** @param id of the place, set by {@link #marked} */
    record Entry(String style, String id, String text) {}

    void simple(XWPFParagraph in, String instruction, String shown) {
        CTSimpleField field = in.getCTP().addNewFldSimple();
        field.setInstr(" " + instruction + " ");
        field.addNewR().addNewT().setStringValue(shown);
    }

    /** Words that a list leads to. */
    void marked(XWPFParagraph in, String id, String text) {
        BigInteger number = BigInteger.valueOf(++marks);
        CTBookmark begins = in.getCTP().addNewBookmarkStart();
        begins.setId(number);
        begins.setName("_" + id);
        in.createRun().setText(text);
        in.getCTP().addNewBookmarkEnd().setId(number);
    }

    /**
     * Lines that lead to their places, each with its page. It is no field of contents as a whole: LibreOffice keeps what stands inside such a field when it
     * opens the file, and counts the page of a single place by itself. Word counts both.
     */
    void listOf(XWPFDocument document, List<Entry> entries) {
        for (Entry entry : entries) {
            XWPFParagraph line = document.createParagraph();
            line.setStyle(entry.style());
            CTHyperlink link = line.getCTP().addNewHyperlink();
            link.setAnchor("_" + entry.id());
            link.addNewR().addNewT().setStringValue(entry.text());
            link.addNewR().addNewTab();
            pageOf(link, entry.id());
        }
    }

    private static void pageOf(CTHyperlink link, String id) {
        character(link.addNewR(), STFldCharType.BEGIN).setDirty(true);
        link.addNewR().addNewInstrText().setStringValue(" PAGEREF _" + id + " \\h ");
        character(link.addNewR(), STFldCharType.SEPARATE);
        link.addNewR().addNewT().setStringValue(NOT_COUNTED);
        character(link.addNewR(), STFldCharType.END);
    }

    private static CTFldChar character(CTR run, STFldCharType.Enum type) {
        CTFldChar one = run.addNewFldChar();
        one.setFldCharType(type);
        return one;
    }
}
