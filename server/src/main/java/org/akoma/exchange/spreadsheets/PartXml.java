package org.akoma.exchange.spreadsheets;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** One XML part, read forward only. A document type is refused before any entity in it can matter; nothing is ever fetched. */
final class PartXml implements AutoCloseable {
    private static final XMLInputFactory FACTORY = factory();

    private final InputStream in;
    private final XMLStreamReader xml;

    PartXml(InputStream in) throws XMLStreamException {
        this.in = in;
        xml = FACTORY.createXMLStreamReader(in);
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> InputStream.nullInputStream());
        // The JDK counts the whole text of a document as one entity; with no document type, our own Limits bound it.
        for (String limit : List.of("maxGeneralEntitySizeLimit", "totalEntitySizeLimit", "entityReplacementLimit"))
            factory.setProperty("jdk.xml." + limit, "0");
        factory.setXMLReporter((message, type, info, at) -> {}); // else the JDK prints to standard error
        return factory;
    }

    /** The next start or end of an element; false at the end of the document. */
    boolean next() throws XMLStreamException {
        while (xml.hasNext()) {
            int event = xml.next();
            refuseEntities(event);
            if (event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT) return true;
        }
        return false;
    }

    boolean starts(String name) {
        return xml.isStartElement() && xml.getLocalName().equals(name);
    }

    boolean ends(String name) {
        return xml.isEndElement() && xml.getLocalName().equals(name);
    }

    @Nullable
    String attribute(String name) {
        return xml.getAttributeValue(null, name);
    }

    /** The {@code r:id} that leads from a sheet's name to its part. */
    @Nullable
    String relation() {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals("id")
                    && !xml.getAttributeNamespace(i).isEmpty()) return xml.getAttributeValue(i);
        }
        return null;
    }

    /** Text of the element just started, up to its end; refused when longer than {@code most} characters. */
    String text(int most) throws XMLStreamException {
        var out = new StringBuilder();
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            refuseEntities(event);
            if (event == XMLStreamConstants.START_ELEMENT)
                throw RefusedFile.because("exchange.broken-workbook", xml.getLocalName());
            append(event, out, most);
        }
        return out.toString();
    }

    /** Text of the element just started and of those inside it. */
    String deepText(String element, int most) throws XMLStreamException {
        var out = new StringBuilder();
        while (!ends(element)) {
            int event = xml.next();
            refuseEntities(event);
            append(event, out, most);
        }
        return out.toString();
    }

    private void append(int event, StringBuilder out, int most) {
        if (event == XMLStreamConstants.CHARACTERS
                || event == XMLStreamConstants.CDATA
                || event == XMLStreamConstants.SPACE)
            out.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
        if (out.length() > most) throw RefusedFile.because("exchange.cell-too-long", most);
    }

    private static void refuseEntities(int event) {
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE)
            throw RefusedFile.because("exchange.xml-entities");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
