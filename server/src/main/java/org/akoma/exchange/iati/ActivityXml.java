package org.akoma.exchange.iati;

import java.io.OutputStream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** Elements of IATI, written one after the other: French first, the language of the file, then English. */
final class ActivityXml implements AutoCloseable {

    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

    private final XMLStreamWriter out;

    /** Leaves the stream open. */
    ActivityXml(OutputStream stream) throws XMLStreamException {
        out = FACTORY.createXMLStreamWriter(stream, "UTF-8");
        out.writeStartDocument("UTF-8", "1.0");
        out.writeCharacters("\n");
    }

    /** An element of an element. */
    @FunctionalInterface
    interface Inside {
        void write() throws XMLStreamException;
    }

    /** @param attributes names and values in turn; one whose value is null is left out */
    void element(String name, Inside inside, @Nullable String... attributes) throws XMLStreamException {
        out.writeStartElement(name);
        attributes(attributes);
        inside.write();
        out.writeEndElement();
        out.writeCharacters("\n");
    }

    void empty(String name, @Nullable String... attributes) throws XMLStreamException {
        out.writeEmptyElement(name);
        attributes(attributes);
        out.writeCharacters("\n");
    }

    private void attributes(@Nullable String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            String value = attributes[i + 1];
            if (value != null) out.writeAttribute(attributes[i], plain(value));
        }
    }

    void text(String name, String text) throws XMLStreamException {
        element(name, () -> characters(text));
    }

    void characters(String text) throws XMLStreamException {
        out.writeCharacters(plain(text));
    }

    /** The same words in both languages, such as a name. */
    void narrative(String words) throws XMLStreamException {
        text("narrative", words);
    }

    /** @param english null = the same */
    void named(String french, @Nullable String english) throws XMLStreamException {
        if (english == null) narrative(french);
        else narratives(french, english);
    }

    void narratives(String french, String english) throws XMLStreamException {
        narrative(french);
        element("narrative", () -> characters(english), "xml:lang", "en");
    }

    void said(String name, String french, String english, @Nullable String... attributes) throws XMLStreamException {
        element(name, () -> narratives(french, english), attributes);
    }

    /** What XML 1.0 has no place for is left out. */
    private static String plain(String text) {
        return text.codePoints()
                .filter(sign -> sign >= ' ' && sign != 0xFFFE && sign != 0xFFFF && (sign < 0xD800 || sign > 0xDFFF)
                        || sign == '\n'
                        || sign == '\t')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Override
    public void close() throws XMLStreamException {
        out.writeEndDocument();
        out.flush();
    }
}
