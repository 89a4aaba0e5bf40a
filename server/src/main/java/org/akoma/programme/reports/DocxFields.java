package org.akoma.programme.reports;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
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

    private final Map<String, Integer> pages;
    private int marks;

    /** @param pages of places, by their id */
    DocxFields(Map<String, Integer> pages) {
        this.pages = pages;
    }

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

    /** A list that a program may make anew, filled with what it holds now. */
    void listOf(XWPFDocument document, String instruction, List<Entry> entries) {
        for (int at = 0; at < entries.size(); at++) {
            Entry entry = entries.get(at);
            XWPFParagraph line = document.createParagraph();
            line.setStyle(entry.style());
            if (at == 0) begin(line, instruction);
            CTHyperlink link = line.getCTP().addNewHyperlink();
            link.setAnchor("_" + entry.id());
            link.addNewR().addNewT().setStringValue(entry.text());
            link.addNewR().addNewTab();
            pageOf(link, entry.id());
            if (at == entries.size() - 1) character(line.getCTP().addNewR(), STFldCharType.END);
        }
    }

    private static void begin(XWPFParagraph line, String instruction) {
        CTFldChar begins = character(line.getCTP().addNewR(), STFldCharType.BEGIN);
        begins.setDirty(true);
        CTR said = line.getCTP().addNewR();
        said.addNewInstrText().setStringValue(" " + instruction + " ");
        character(line.getCTP().addNewR(), STFldCharType.SEPARATE);
    }

    private void pageOf(CTHyperlink link, String id) {
        character(link.addNewR(), STFldCharType.BEGIN).setDirty(true);
        link.addNewR().addNewInstrText().setStringValue(" PAGEREF _" + id + " \\h ");
        character(link.addNewR(), STFldCharType.SEPARATE);
        link.addNewR().addNewT().setStringValue(String.valueOf(pages.getOrDefault(id, 1)));
        character(link.addNewR(), STFldCharType.END);
    }

    private static CTFldChar character(CTR run, STFldCharType.Enum type) {
        CTFldChar one = run.addNewFldChar();
        one.setFldCharType(type);
        return one;
    }
}
