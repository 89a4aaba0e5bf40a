package org.akoma.exchange.scenario;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Workbooks made by hand, so that they can hold what no spreadsheet program would write. */
public final class Workbooks {
    private Workbooks() {}

    /** A real workbook with some cells of its first sheet filled in; a value beginning with # is a number. */
    public static byte[] filled(byte[] workbook, Map<String, String> cells) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var in = new ZipInputStream(new ByteArrayInputStream(workbook));
                var zip = new ZipOutputStream(out)) {
            for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
                byte[] part = in.readAllBytes();
                zip.putNextEntry(new ZipEntry(e.getName()));
                zip.write(e.getName().equals("xl/worksheets/sheet1.xml") ? fill(part, cells) : part);
            }
        }
        return out.toByteArray();
    }

    private static byte[] fill(byte[] sheet, Map<String, String> cells) {
        String xml = new String(sheet, StandardCharsets.UTF_8);
        for (var cell : cells.entrySet()) {
            String ref = "r=\"" + cell.getKey() + "\"";
            String content = cell.getValue().startsWith("#")
                    ? "<c " + ref + "><v>" + cell.getValue().substring(1) + "</v></c>"
                    : "<c " + ref + " t=\"inlineStr\"><is><t>" + cell.getValue() + "</t></is></c>";
            String before = xml;
            xml = xml.replaceFirst("<c " + ref + "[^>]*/>", content);
            if (xml.equals(before)) xml = xml.replaceFirst("(<row r=\"3\".*?)(</row>)", "$1" + content + "$2");
            if (xml.equals(before)) throw new AssertionError("no place for " + cell.getKey());
        }
        return xml.getBytes(StandardCharsets.UTF_8);
    }

    /** A workbook with one sheet of the given rows. */
    public static byte[] of(String sheetData) {
        return of(Map.of("xl/worksheets/sheet1.xml", sheet(sheetData)), "");
    }

    public static String sheet(String sheetData) {
        return "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>" + sheetData
                + "</sheetData></worksheet>";
    }

    public static byte[] of(Map<String, String> parts, String bookProperties) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            add(zip, "xl/workbook.xml", """
                    <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
                      xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">%s
                      <sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>""".formatted(bookProperties));
            if (!parts.containsKey("xl/_rels/workbook.xml.rels")) add(zip, "xl/_rels/workbook.xml.rels", """
                    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                      <Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>""");
            for (var part : parts.entrySet()) add(zip, part.getKey(), part.getValue());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    /** A row of texts; a text beginning with &lt; goes in as it is. */
    public static String row(String... texts) {
        var row = new StringBuilder("<row>");
        for (String text : texts)
            row.append(text.startsWith("<") ? text : "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>");
        return row.append("</row>").toString();
    }

    private static void add(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
    }
}
