package org.akoma.exchange.spreadsheets;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamException;

/** An .xlsx or .xlsm workbook taken apart into tables. Macros, links to other files and formulas are never followed or run. */
public final class XlsxFile {
    private static final String BOOK = "xl/workbook.xml";

    private final WorkbookParts parts;
    private final Limits limits;
    private final Map<String, String> sheets = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final List<String> strings = new ArrayList<>();
    private boolean epoch1904;

    private XlsxFile(WorkbookParts parts, Limits limits) {
        this.parts = parts;
        this.limits = limits;
    }

    /** Tables that may hold rows: lists that other sheets choose their values from are left out. */
    public static List<Table> tables(byte[] file, Limits limits) {
        try (WorkbookParts parts = WorkbookParts.open(file, limits)) {
            if (!parts.has(BOOK)) throw RefusedFile.because("exchange.not-a-workbook");
            return new XlsxFile(parts, limits).read();
        } catch (IOException | XMLStreamException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw RefusedFile.because("exchange.broken-workbook", Finding.shown(String.valueOf(e.getMessage())));
        }
    }

    private List<Table> read() throws IOException, XMLStreamException {
        readBook();
        readStrings();
        List<Table> tables = new ArrayList<>();
        Set<String> lists = new HashSet<>();
        var budget = new XlsxSheet.Budget(limits);
        for (String name : names) {
            String part = sheets.get(name);
            if (part == null || !parts.has(part)) continue;
            try (var xml = new PartXml(parts.part(part))) {
                var sheet = new XlsxSheet(xml, strings, budget);
                tables.add(new Table(name, epoch1904, sheet.lines(), sheet.merged()));
                lists.addAll(sheet.lists());
            }
        }
        return tables.stream().filter(table -> !lists.contains(table.name())).toList();
    }

    private void readBook() throws IOException, XMLStreamException {
        Map<String, String> targets = relations();
        try (var xml = new PartXml(parts.part(BOOK))) {
            while (xml.next()) {
                if (xml.starts("workbookPr")) epoch1904 = XlsxSheet.isTrue(xml.attribute("date1904"));
                if (xml.starts("sheet")) addSheet(xml, targets);
            }
        }
    }

    private void addSheet(PartXml xml, Map<String, String> targets) {
        String name = xml.attribute("name");
        String target = targets.get(String.valueOf(xml.relation()));
        if (name == null || target == null) return;
        if (names.size() >= limits.sheets()) throw RefusedFile.because("exchange.too-many-sheets", limits.sheets());
        names.add(name);
        sheets.put(name, target);
    }

    private Map<String, String> relations() throws IOException, XMLStreamException {
        Map<String, String> targets = new HashMap<>();
        try (var xml = new PartXml(parts.part("xl/_rels/workbook.xml.rels"))) {
            while (xml.next()) {
                String id = xml.starts("Relationship") ? xml.attribute("Id") : null;
                String target = id == null ? null : xml.attribute("Target");
                if (id == null || target == null || "External".equals(xml.attribute("TargetMode"))) continue;
                String path = URI.create("/" + BOOK).resolve(target).getPath();
                if (path != null && path.startsWith("/")) targets.put(id, path.substring(1));
            }
        }
        return targets;
    }

    private void readStrings() throws IOException, XMLStreamException {
        String part = "xl/sharedStrings.xml";
        if (!parts.has(part)) return;
        try (var xml = new PartXml(parts.part(part))) {
            int total = 0;
            while (xml.next()) {
                if (!xml.starts("si")) continue;
                String text = XlsxSheet.richText(xml, "si", limits.cellChars());
                total += text.length() + 1;
                if (total > limits.sharedChars())
                    throw RefusedFile.because("exchange.too-much-text", limits.sharedChars());
                strings.add(text);
            }
        }
    }
}
