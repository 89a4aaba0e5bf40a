package org.akoma.programme.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.xmlbeans.XmlError;
import org.apache.xmlbeans.XmlException;
import org.apache.xmlbeans.XmlObject;
import org.apache.xmlbeans.XmlOptions;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.DocumentDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.FtrDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.HdrDocument;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.SettingsDocument;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What a DOCX needs so that Word and LibreOffice open it without a repair, and a screen reader reads it: schema, fields, places, pictures, tables, language. */
final class DocxCheck {

    private static final String W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private static final int LONGEST_NAME = 40;
    private static final int TEXT_WIDTH = 9638;

    private final Map<String, byte[]> parts = new HashMap<>();
    private final Document words;
    private final Document styles;

    private DocxCheck(byte[] docx) throws IOException, SAXException, ParserConfigurationException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(docx))) {
            for (ZipEntry one; (one = zip.getNextEntry()) != null; ) parts.put(one.getName(), zip.readAllBytes());
        }
        words = document("word/document.xml");
        styles = document("word/styles.xml");
    }

    /** @param tag of its language */
    static void isSound(byte[] docx, String tag) {
        try {
            DocxCheck check = new DocxCheck(docx);
            check.schema();
            check.fields();
            check.places();
            check.styles();
            check.pictures();
            check.tables();
            check.headings();
            check.language(tag);
        } catch (IOException | SAXException | ParserConfigurationException | XmlException broken) {
            throw new AssertionError(broken);
        }
    }

    private Document document(String part) throws IOException, SAXException, ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(part(part)));
    }

    private byte[] part(String name) {
        assertThat(parts).containsKey(name);
        return parts.get(name);
    }

    /** Each part against the schema of its kind, but styles and numbering: the schemas that come with POI lack types of theirs. They are files of the program. */
    private void schema() throws IOException, XmlException {
        valid("word/document.xml", DocumentDocument.Factory.parse(in("word/document.xml")));
        valid("word/settings.xml", SettingsDocument.Factory.parse(in("word/settings.xml")));
        for (String part : parts.keySet()) {
            if (part.startsWith("word/header")) valid(part, HdrDocument.Factory.parse(in(part)));
            if (part.startsWith("word/footer")) valid(part, FtrDocument.Factory.parse(in(part)));
        }
    }

    private ByteArrayInputStream in(String part) {
        return new ByteArrayInputStream(part(part));
    }

    private static void valid(String part, XmlObject content) {
        List<XmlError> errors = new ArrayList<>();
        content.validate(new XmlOptions().setErrorListener(errors));
        assertThat(errors.stream().map(XmlError::getMessage).distinct())
                .as(part)
                .isEmpty();
    }

    private static List<Element> all(Document in, String name) {
        return list(in.getElementsByTagNameNS(W, name));
    }

    private static List<Element> all(Element in, String name) {
        return list(in.getElementsByTagNameNS(W, name));
    }

    private static List<Element> list(NodeList nodes) {
        return IntStream.range(0, nodes.getLength())
                .mapToObj(at -> (Element) nodes.item(at))
                .toList();
    }

    private static String value(Element one) {
        return one.getAttributeNS(W, "val");
    }

    /** Every field begins, is divided and ends, one inside the other; contents, pages and captions are fields. */
    private void fields() throws IOException, SAXException, ParserConfigurationException {
        Deque<String> open = new ArrayDeque<>();
        for (Element one : all(words, "fldChar")) {
            String type = one.getAttributeNS(W, "fldCharType");
            if (type.equals("begin")) open.push(type);
            else {
                assertThat(open).as(type).isNotEmpty();
                assertThat(open.pop()).isEqualTo(type.equals("separate") ? "begin" : "separate");
                if (type.equals("separate")) open.push(type);
            }
        }
        assertThat(open).as("fields that do not end").isEmpty();
        assertThat(all(words, "instrText").stream().map(Element::getTextContent))
                .as("a field of contents would keep the pages that stand in it, which are others in each program")
                .isNotEmpty()
                .allMatch(said -> said.contains("PAGEREF"));
        assertThat(all(words, "fldSimple").stream().map(one -> one.getAttributeNS(W, "instr")))
                .allMatch(said -> said.contains("SEQ "));
        assertThat(all(document("word/settings.xml"), "updateFields")).hasSize(1);
        String foot = parts.keySet().stream()
                .filter(one -> one.startsWith("word/footer"))
                .findFirst()
                .orElseThrow();
        assertThat(all(document(foot), "fldSimple").stream()
                        .map(one -> one.getAttributeNS(W, "instr").strip()))
                .containsExactly("PAGE", "NUMPAGES");
    }

    /** What a list leads to is there, once. */
    private void places() {
        List<Element> marks = all(words, "bookmarkStart");
        Set<String> names = new HashSet<>();
        Set<String> ids = new HashSet<>();
        for (Element one : marks) {
            String name = one.getAttributeNS(W, "name");
            assertThat(names.add(name) && ids.add(one.getAttributeNS(W, "id")))
                    .as(name)
                    .isTrue();
            assertThat(name).matches("[A-Za-z_]\\w*").hasSizeLessThanOrEqualTo(LONGEST_NAME);
        }
        assertThat(all(words, "bookmarkEnd").stream().map(one -> one.getAttributeNS(W, "id")))
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(names)
                .containsAll(all(words, "hyperlink").stream()
                        .map(one -> one.getAttributeNS(W, "anchor"))
                        .toList());
    }

    private void styles() {
        Set<String> known = new HashSet<>();
        all(styles, "style").forEach(one -> known.add(one.getAttributeNS(W, "styleId")));
        for (String use : List.of("pStyle", "rStyle", "tblStyle"))
            assertThat(known)
                    .as(use)
                    .containsAll(all(words, use).stream().map(DocxCheck::value).toList());
    }

    /** Each is there, has a text and an id of its own. */
    private void pictures() {
        List<Element> drawings = all(words, "drawing");
        assertThat(parts.keySet().stream().filter(one -> one.startsWith("word/media/")))
                .hasSizeLessThanOrEqualTo(drawings.size());
        Set<String> ids = new HashSet<>();
        for (Element drawing : drawings) {
            Element said =
                    (Element) drawing.getElementsByTagNameNS("*", "docPr").item(0);
            assertThat(said.getAttribute("descr")).isNotBlank();
            assertThat(ids.add(said.getAttribute("id"))).as("its id").isTrue();
        }
    }

    /** Of the width of the text at most, its columns those of its rows, with a first row that is repeated and read as its head. */
    private void tables() {
        for (Element table : all(words, "tbl")) {
            List<Integer> widths = all(table, "gridCol").stream()
                    .map(one -> Integer.parseInt(one.getAttributeNS(W, "w")))
                    .toList();
            assertThat(widths.stream().mapToInt(Integer::intValue).sum()).isBetween(1, TEXT_WIDTH);
            List<Element> rows = all(table, "tr");
            assertThat(rows).allMatch(row -> all(row, "tc").size() == widths.size());
            boolean numbers = value(all(table, "tblStyle").getFirst()).equals("AkomaNumbers");
            assertThat(all(rows.getFirst(), "tblHeader")).hasSize(numbers ? 0 : 1);
        }
    }

    /** One title; no level is left out. */
    private void headings() {
        assertThat(all(words, "pStyle").stream().filter(one -> value(one).equals("Title")))
                .hasSize(1);
        int before = 0;
        for (Element style : all(words, "pStyle")) {
            if (!value(style).startsWith("Heading")) continue;
            int level = Integer.parseInt(value(style).substring("Heading".length()));
            assertThat(level).isLessThanOrEqualTo(before + 1);
            before = level;
        }
        assertThat(before).isPositive();
    }

    private void language(String tag) throws IOException, SAXException, ParserConfigurationException {
        Element usual =
                (Element) styles.getElementsByTagNameNS(W, "docDefaults").item(0);
        assertThat(all(usual, "lang").getFirst().getAttributeNS(W, "val")).isEqualTo(tag);
        Document core = document("docProps/core.xml");
        assertThat(core.getElementsByTagNameNS("*", "title").item(0).getTextContent())
                .isNotBlank();
        assertThat(core.getElementsByTagNameNS("*", "language").item(0).getTextContent())
                .isEqualTo(tag);
    }
}
