package org.akoma.exchange.spreadsheets;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The tables of a workbook or of a text file of separated values. What a file is, its content says, not its name. */
public final class AnyTable {
    /** In the first bytes of a file of LibreOffice, whose first part is its kind. */
    private static final String OPEN_DOCUMENT = "application/vnd.oasis.opendocument";

    private static final byte[] OLE = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
    private static final byte[] ZIP = {'P', 'K'};
    private static final byte[] PDF = {'%', 'P', 'D', 'F'};

    private AnyTable() {}

    /** @param fileName of the table of a text file, which has no sheet; nothing else depends on it */
    public static List<Table> of(byte[] file, String fileName, Limits limits, FindingList findings) {
        if (file.length == 0) throw RefusedFile.because("exchange.empty-file");
        if (starts(file, OLE)) throw oldOrEncrypted(file);
        if (starts(file, PDF)) throw RefusedFile.because("exchange.not-a-workbook");
        String begins = new String(file, 0, Math.min(file.length, 200), StandardCharsets.ISO_8859_1);
        if (starts(file, ZIP) && begins.contains(OPEN_DOCUMENT)) throw RefusedFile.because("exchange.open-document");
        if (starts(file, ZIP)) return XlsxFile.tables(file, limits);
        String text = FileText.of(file, findings::add);
        if (text.stripLeading().startsWith("<") && text.contains("urn:oasis:names:tc:opendocument"))
            throw RefusedFile.because("exchange.open-document");
        if (text.stripLeading().startsWith("<"))
            throw RefusedFile.because(
                    text.contains("/xforms") ? "exchange.form-definition" : "exchange.not-a-workbook");
        return List.of(CsvFile.table(text, limits).named(fileName));
    }

    /** Excel puts an encrypted workbook into the same container as the workbooks of before 2007. */
    private static RefusedFile oldOrEncrypted(byte[] file) {
        String raw = new String(file, StandardCharsets.ISO_8859_1);
        String marker = new String("EncryptedPackage".getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1);
        return RefusedFile.because(raw.contains(marker) ? "exchange.encrypted" : "exchange.old-excel");
    }

    private static boolean starts(byte[] file, byte[] magic) {
        return file.length >= magic.length && Arrays.equals(file, 0, magic.length, magic, 0, magic.length);
    }
}
