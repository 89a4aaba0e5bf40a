package org.akoma.programme.reports;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import org.akoma.ground.pages.Formats;
import org.akoma.programme.reports.Content.Block;
import org.akoma.programme.reports.Content.Captions;
import org.akoma.programme.reports.Content.Grid;
import org.akoma.programme.reports.Content.Heading;
import org.akoma.programme.reports.Content.Numbers;
import org.akoma.programme.reports.Content.Paragraph;
import org.akoma.programme.reports.Content.Picture;
import org.akoma.programme.reports.Content.Points;
import org.apache.poi.common.usermodel.PictureType;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.util.Units;
import org.apache.poi.wp.usermodel.HeaderFooterType;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageSz;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTblWidth;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblLayoutType;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblWidth;

/** A report as a DOCX with real styles, captions, page numbers and a table of contents, which Word and LibreOffice open and people go on writing in. */
final class DocxPaper {

    /** Twentieths of a point. */
    private static final int TEXT_WIDTH = 9638;

    private static final int SHORT = 16;
    private static final int PICTURE_POINTS = 470;

    /** So many rows of a table stay with its head. */
    private static final int TOGETHER = 2;

    private final Content content;
    private final Mark mark;
    private final Formats words;
    private final XWPFDocument document;
    private final DocxFields fields;

    DocxPaper(Content content, Mark mark, Formats words) {
        this.content = content;
        this.mark = mark;
        this.words = words;
        this.document = DocxParts.document(content);
        this.fields = new DocxFields();
    }

    byte[] bytes() {
        try (document) {
            page();
            headAndFoot();
            cover();
            contents();
            for (int at = 0; at < content.blocks().size(); at++) write(at);
            colophon();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.write(out);
            return out.toByteArray();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    private void page() {
        CTSectPr section = document.getDocument().getBody().addNewSectPr();
        CTPageSz size = section.addNewPgSz();
        size.setW(BigInteger.valueOf(11_906));
        size.setH(BigInteger.valueOf(16_838));
        CTPageMar margins = section.addNewPgMar();
        margins.setLeft(BigInteger.valueOf(1_134));
        margins.setRight(BigInteger.valueOf(1_134));
        margins.setTop(BigInteger.valueOf(1_361));
        margins.setBottom(BigInteger.valueOf(1_247));
        margins.setHeader(BigInteger.valueOf(567));
        margins.setFooter(BigInteger.valueOf(567));
        margins.setGutter(BigInteger.ZERO);
    }

    private void headAndFoot() {
        XWPFParagraph head = document.createHeader(HeaderFooterType.DEFAULT).createParagraph();
        head.setStyle("Header");
        head.createRun().setText(content.code() + " · " + content.title());
        if (mark != Mark.NONE) {
            XWPFRun said = head.createRun();
            said.addTab();
            said.setBold(true);
            said.setText(words.text("reports.doc.mark." + mark));
        }
        XWPFParagraph foot = document.createFooter(HeaderFooterType.DEFAULT).createParagraph();
        foot.setStyle("Footer");
        foot.createRun()
                .setText(words.text("reports.doc.print", content.fingerprint().substring(0, SHORT)));
        foot.createRun().addTab();
        fields.simple(foot, "PAGE", "1");
        foot.createRun().setText(" / ");
        fields.simple(foot, "NUMPAGES", "1");
    }

    private XWPFParagraph paragraph(String style, String text) {
        XWPFParagraph one = document.createParagraph();
        one.setStyle(style);
        if (!text.isEmpty()) one.createRun().setText(text);
        return one;
    }

    private void cover() {
        paragraph("Title", content.title());
        paragraph("Subtitle", content.subtitle());
        content.cover().forEach(line -> paragraph("Normal", line));
        paragraph("Normal", words.text("reports.doc.number", content.code()));
        if (mark != Mark.NONE) paragraph("Warning", words.text("reports.doc.mark." + mark + ".long"));
    }

    /** Each heading leads to its place, and names its page. */
    private void contents() {
        paragraph("ContentsHeading", words.text("reports.doc.contents")).setPageBreak(true);
        List<Heading> headings = PdfPaper.all(content, Heading.class).stream()
                .filter(one -> one.level() < 3)
                .toList();
        fields.listOf(
                document,
                headings.stream()
                        .map(one -> new DocxFields.Entry("TOC" + one.level(), one.id(), one.text()))
                        .toList());
    }

    private void write(int at) {
        Block block = content.blocks().get(at);
        switch (block) {
            case Heading(int level, String id, String text) -> {
                XWPFParagraph one = paragraph("Heading" + level, "");
                if (id.equals("h1")) one.setPageBreak(true);
                fields.marked(one, id, text);
            }
            case Paragraph(String text, boolean small) ->
                paragraph(small ? "Note" : "Normal", text).setKeepNext(content.leads(at));
            case Points(List<String> lines) -> lines.forEach(line -> paragraph("ListBullet", line));
            case Numbers(var numbers) -> numbers(numbers);
            case Grid grid -> grid(grid);
            case Picture picture -> picture(picture);
            case Captions(boolean tables) -> captions(tables);
        }
    }

    private void captions(boolean tables) {
        List<DocxFields.Entry> entries = tables
                ? PdfPaper.all(content, Grid.class).stream()
                        .map(one -> new DocxFields.Entry("TableofFigures", one.id(), one.caption()))
                        .toList()
                : PdfPaper.all(content, Picture.class).stream()
                        .map(one -> new DocxFields.Entry("TableofFigures", one.id(), one.caption()))
                        .toList();
        fields.listOf(document, entries);
    }

    private String sequence(boolean tables) {
        return words.text(tables ? "reports.doc.sequence.table" : "reports.doc.sequence.figure");
    }

    /** The number in a caption is a field, so that a table that somebody adds is counted. */
    private void caption(String id, String said, boolean table) {
        XWPFParagraph one = paragraph("Caption", "");
        String before = sequence(table) + "\u00a0";
        String number = said.substring(before.length()).replaceAll("^([0-9]+).*$", "$1");
        fields.marked(one, id, before);
        fields.simple(one, "SEQ " + sequence(table) + " \\* ARABIC", number);
        one.createRun().setText(said.substring(before.length() + number.length()));
    }

    private void numbers(List<Numbers.Number> numbers) {
        XWPFTable table = table(1, Collections.nCopies(numbers.size(), TEXT_WIDTH / numbers.size()), "AkomaNumbers");
        for (int at = 0; at < numbers.size(); at++) {
            XWPFTableCell cell = cell(table.getRow(0), at, TEXT_WIDTH / numbers.size());
            XWPFParagraph value = cell.getParagraphs().getFirst();
            value.setStyle("TableText");
            XWPFRun big = value.createRun();
            big.setStyle("BigNumber");
            big.setText(numbers.get(at).value());
            XWPFParagraph label = cell.addParagraph();
            label.setStyle("TableText");
            label.createRun().setText(numbers.get(at).label());
        }
        paragraph("Note", "");
    }

    /** @param widths of the columns, in twentieths of a point */
    private XWPFTable table(int rows, List<Integer> widths, String style) {
        XWPFTable table = document.createTable(rows, widths.size());
        var properties = table.getCTTbl().getTblPr();
        properties.unsetTblBorders();
        table.setStyleID(style);
        table.setWidth(TEXT_WIDTH);
        properties.addNewTblLayout().setType(STTblLayoutType.FIXED);
        properties.addNewTblLook().setFirstRow(true);
        var columns = table.getCTTbl().getTblGrid() == null
                ? table.getCTTbl().addNewTblGrid()
                : table.getCTTbl().getTblGrid();
        widths.forEach(width -> columns.addNewGridCol().setW(BigInteger.valueOf(width)));
        return table;
    }

    private static XWPFTableCell cell(XWPFTableRow row, int at, int width) {
        XWPFTableCell cell = row.getCell(at);
        CTTblWidth wide = cell.getCTTc().addNewTcPr().addNewTcW();
        wide.setType(STTblWidth.DXA);
        wide.setW(BigInteger.valueOf(width));
        return cell;
    }

    private void grid(Grid grid) {
        caption(grid.id(), grid.caption(), true);
        List<Integer> widths =
                grid.widths().stream().map(width -> TEXT_WIDTH * width / 100).toList();
        XWPFTable table = table(1 + grid.rows().size(), widths, "AkomaTable");
        fill(table.getRow(0), grid, grid.heads(), true);
        table.getRow(0).setRepeatHeader(true);
        for (int row = 0; row < grid.rows().size(); row++) {
            table.getRow(row + 1).setCantSplitRow(true);
            fill(table.getRow(row + 1), grid, grid.rows().get(row), row < TOGETHER);
        }
        if (grid.note() != null) paragraph("Note", grid.note());
        else paragraph("Note", "");
    }

    /** @param keeps on the page of the row below */
    private void fill(XWPFTableRow row, Grid grid, List<String> cells, boolean keeps) {
        for (int at = 0; at < cells.size(); at++) {
            XWPFParagraph one = cell(row, at, TEXT_WIDTH * grid.widths().get(at) / 100)
                    .getParagraphs()
                    .getFirst();
            one.setStyle("TableText");
            one.setKeepNext(keeps);
            if (grid.right().contains(at)) one.setAlignment(ParagraphAlignment.RIGHT);
            one.createRun().setText(cells.get(at));
        }
    }

    private void picture(Picture picture) {
        caption(picture.id(), picture.caption(), false);
        XWPFRun run = paragraph("Normal", "").createRun();
        int high = PICTURE_POINTS * picture.height() / picture.width();
        try {
            run.addPicture(
                    new ByteArrayInputStream(picture.png()),
                    PictureType.PNG,
                    picture.id() + ".png",
                    Units.toEMU(PICTURE_POINTS),
                    Units.toEMU(high));
        } catch (IOException | InvalidFormatException inMemory) {
            throw new IllegalStateException(inMemory);
        }
        run.getEmbeddedPictures()
                .getFirst()
                .getCTPicture()
                .getNvPicPr()
                .getCNvPr()
                .setDescr(picture.alternative());
        run.getCTR().getDrawingArray(0).getInlineArray(0).getDocPr().setDescr(picture.alternative());
    }

    private void colophon() {
        paragraph("Note", words.text("reports.doc.colophon"));
        XWPFRun hash = paragraph("Note", "").createRun();
        hash.setBold(true);
        hash.setText(content.fingerprint().replaceAll("(.{8})(?=.)", "$1 "));
        paragraph("Note", words.text("reports.doc.colophon.check"));
    }
}
