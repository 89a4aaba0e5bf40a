package org.akoma.exchange.htcds;

import static org.akoma.exchange.htcds.HtcdsBookTest.codes;
import static org.akoma.exchange.htcds.HtcdsBookTest.csv;
import static org.akoma.exchange.htcds.HtcdsBookTest.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.akoma.exchange.scenario.Workbooks;
import org.akoma.exchange.spreadsheets.Finding;
import org.akoma.exchange.spreadsheets.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files made to do harm, or broken: each is refused with a reason, before it costs much. */
@Timeout(30)
class HostileFileTest {
    static final String HEADER = Workbooks.row("case_id", "prs_FirstName", "prs_Birthdate");

    @Test
    void inflatingBeyondMeasureIsRefused() throws IOException {
        assertThat(codes(read(zipOfZeros("xl/worksheets/sheet1.xml", 60 << 20))))
                .containsExactly("exchange.bomb");
        assertThat(codes(read(zipOfZeros("xl/media/image1.png", 200 << 20))))
                .containsExactly("exchange.too-large-inflated");
        Limits tight = new Limits(1 << 20, 3_000, 200, 20, 5, 10, 10, 100, 100, 300, 5);
        byte[] wordy = Workbooks.of(HEADER + Workbooks.row("C-1", "<!-- " + "é".repeat(4_000) + " -->"));
        assertThat(codes(readWithin(wordy, tight))).containsExactly("exchange.too-large-inflated");
    }

    @Test
    void aSizeThatLiesIsFoundOutWhileInflating() throws IOException {
        byte[] bomb = Workbooks.of(HEADER + "<row/>".repeat(400_000));
        byte[] lying = bomb.clone();
        for (int i = 0; i + 46 < lying.length; i++) {
            boolean entry = lying[i] == 'P' && lying[i + 1] == 'K' && lying[i + 2] == 1 && lying[i + 3] == 2;
            if (entry) for (int b = 24; b < 28; b++) lying[i + b] = b == 24 ? (byte) 100 : 0;
        }
        assertThat(codes(read(bomb))).containsExactly("exchange.bomb");
        assertThat(read(lying).isSound()).isFalse();
        assertThat(read(lying).rows()).isEmpty();
    }

    @Test
    void entitiesAndDocumentTypesAreRefused() {
        String laughs = "<!DOCTYPE l [<!ENTITY a \"haha\"><!ENTITY b \"&a;&a;&a;&a;&a;\">]>";
        String outside = "<!DOCTYPE l [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>";
        for (String dtd : List.of(laughs, outside, "<!DOCTYPE l SYSTEM \"http://127.0.0.1:9/x.dtd\">")) {
            String sheet = dtd + Workbooks.sheet(HEADER + Workbooks.row("C-1", "&a;", ""));
            assertThat(codes(read(Workbooks.of(Map.of("xl/worksheets/sheet1.xml", sheet), ""))))
                    .containsExactly("exchange.xml-entities");
        }
    }

    @Test
    void tooWideTooLongTooMuchIsRefused() {
        String far = "<c r=\"ZZZ1\" t=\"inlineStr\"><is><t>x</t></is></c>";
        assertThat(codes(read(Workbooks.of(Workbooks.row("prs_FirstName", far)))))
                .containsExactly("exchange.too-many-columns");
        assertThat(codes(read(Workbooks.of(Workbooks.row("<c r=\"ZZZZZZZZ1\"><v>1</v></c>")))))
                .containsExactly("exchange.too-many-columns");
        assertThat(codes(csv("a,".repeat(100_000)))).containsExactly("exchange.too-many-columns");
        assertThat(codes(csv("prs_FirstName," + ",".repeat(600) + "x"))).containsExactly("exchange.too-many-columns");
        assertThat(codes(csv("prs_FirstName\n" + "Awa\n".repeat(20_001)))).containsExactly("exchange.too-many-rows");
        assertThat(codes(csv("prs_FirstName\n" + "x".repeat(40_000)))).containsExactly("exchange.cell-too-long");
        assertThat(codes(read(new byte[(20 << 20) + 1]))).containsExactly("exchange.too-large");
        String strings = "<sst>" + ("<si><t>" + "w".repeat(30_000) + "</t></si>").repeat(600) + "</sst>";
        assertThat(codes(readWithin(
                        Workbooks.of(
                                Map.of(
                                        "xl/sharedStrings.xml",
                                        strings,
                                        "xl/worksheets/sheet1.xml",
                                        Workbooks.sheet("")),
                                ""),
                        new Limits(20 << 20, 128L << 20, 100_000, 10, 5, 10, 10, 100, 32_767, 16_000_000, 5))))
                .containsExactly("exchange.too-much-text");
    }

    @Test
    void tooManyPartsAreRefusedBeforeTheyAreListed() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (int i = 0; i < 1_001; i++) zip.putNextEntry(new ZipEntry("p" + i));
        }
        assertThat(codes(read(out.toByteArray()))).containsExactly("exchange.too-many-parts");
    }

    @Test
    void aComputedCellIsNeverTrusted() {
        Reading reading = read(Workbooks.of(HEADER
                + Workbooks.row("C-1", "Awa", "<c><f>TODAY()-4000</f><v>38000</v></c>")
                + Workbooks.row(
                        "<c t=\"str\"><f>HYPERLINK(\"http://x\")</f><v>C-2</v></c>",
                        "Ama",
                        "<c t=\"e\"><v>#N/A</v></c>")
                + Workbooks.row("C-3", "=1+1", "<c t=\"d\"><v>2003-06-08T00:00:00</v></c>")));
        assertThat(codes(reading)).containsExactly("exchange.formula", "exchange.cell-error", "exchange.formula-text");
        assertThat(reading.isSound()).isFalse();
        assertThat(reading.rows().get(0).values()).containsOnlyKeys("prs_FirstName");
        assertThat(reading.rows().get(2).values()).containsEntry("prs_Birthdate", List.of("2003-06-08"));
    }

    @Test
    void datesCountFromWhereTheWorkbookSays() {
        String sheet = Workbooks.sheet(HEADER
                + Workbooks.row("C-1", "Awa", "<c><v>37412.75</v></c>")
                + Workbooks.row("C-2", "<c><v>2.25070700E11</v></c>", "<c><v>60</v></c>")
                + Workbooks.row("C-3", "<c><v>1E999999999</v></c>", "<c><v>59</v></c>"));
        Reading from1900 = read(Workbooks.of(Map.of("xl/worksheets/sheet1.xml", sheet), ""));
        assertThat(births(from1900)).containsExactly("2002-06-05", "", "1900-02-28");
        assertThat(codes(from1900)).containsExactly("exchange.bad-date");
        assertThat(from1900.rows().get(1).values()).containsEntry("prs_FirstName", List.of("225070700000"));
        Reading from1904 =
                read(Workbooks.of(Map.of("xl/worksheets/sheet1.xml", sheet), "<workbookPr date1904=\"1\"/>"));
        assertThat(births(from1904)).containsExactly("2006-06-06", "1904-03-01", "1904-02-29");
    }

    @Test
    void aYearIsNotADay() {
        Reading reading = read(Workbooks.of(HEADER + Workbooks.row("C-1", "Awa", "<c><v>2003</v></c>")));
        assertThat(codes(reading)).containsExactly("exchange.bad-date");
    }

    @Test
    void linksToOutsideAreNotFollowed() {
        for (String target : List.of("mailto:x@y", "http://127.0.0.1:9/s.xml", "../../../etc/hostname", "%zz", "")) {
            Reading reading = read(Workbooks.of(
                    Map.of(
                            "xl/_rels/workbook.xml.rels",
                            "<Relationships><Relationship Id=\"rId1\" Target=\"" + target + "\"/></Relationships>"),
                    ""));
            assertThat(reading.isSound()).isFalse();
            assertThat(reading.rows()).isEmpty();
        }
    }

    @Test
    void otherKindsOfFileAreNamed() {
        byte[] ole = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0};
        assertThat(codes(read(ole))).containsExactly("exchange.old-excel");
        var encrypted = new ByteArrayOutputStream();
        encrypted.writeBytes(ole);
        encrypted.writeBytes("EncryptedPackage".getBytes(StandardCharsets.UTF_16LE));
        assertThat(codes(read(encrypted.toByteArray()))).containsExactly("exchange.encrypted");
        assertThat(codes(read(new byte[0]))).containsExactly("exchange.empty-file");
        assertThat(codes(read("%PDF-1.7".getBytes(StandardCharsets.UTF_8)))).containsExactly("exchange.not-a-workbook");
        assertThat(codes(read("PK\3\4 not really".getBytes(StandardCharsets.UTF_8))))
                .containsExactly("exchange.broken-workbook");
        assertThat(codes(csv("<html><table></table></html>"))).containsExactly("exchange.not-a-workbook");
        assertThat(codes(csv("nom de plante,couleur", "cacao,brun"))).containsExactly("exchange.no-headers");
    }

    @Test
    void charactersAreReadAsTheyWereWritten() {
        String text = "case_id;prs_FirstName\nC-1;Aïcha Œuvré\n";
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            Reading reading = read(("\uFEFF" + text).getBytes(charset));
            assertThat(reading.problems()).isEmpty();
            assertThat(reading.rows().getFirst().values()).containsEntry("prs_FirstName", List.of("Aïcha Œuvré"));
        }
        Reading windows = read(text.getBytes(Charset.forName("windows-1252")));
        assertThat(codes(windows)).containsExactly("exchange.encoding-guessed");
        assertThat(windows.rows().getFirst().values()).containsEntry("prs_FirstName", List.of("Aïcha Œuvré"));
        assertThat(codes(read(text.getBytes(StandardCharsets.UTF_16LE))))
                .isNotEmpty()
                .doesNotContain("exchange.no-case-id");
        assertThat(codes(csv("case_id,prs_FirstName", "C-1,A\0b"))).containsExactly("exchange.nul");
        assertThat(codes(read(new byte[] {'a', ',', (byte) 0x81, (byte) 0xFF}))).containsExactly("exchange.encoding");
    }

    @Test
    void anUnterminatedQuoteIsRefused() {
        assertThat(codes(csv("case_id,prs_FirstName", "C-1,\"Awa", "C-2,Ama"))).containsExactly("exchange.broken-csv");
    }

    @Test
    void errorsStopAtTheLimitAndWarningsAreCounted() {
        assertThat(codes(csv("case_id,prs_Gender\n" + row("C-%d,?", 1_200)))).endsWith("exchange.too-many-problems");
        Reading many = csv("case_id,prs_FirstName,prs_HomePhone\n" + row("C-%d,Awa,0707000000", 1_200));
        assertThat(many.isSound()).isTrue();
        assertThat(many.rows()).hasSize(1_200);
        assertThat(many.problems()).hasSize(1_001);
        assertThat(many.problems().getLast().value()).isEqualTo("200");
    }

    @Test
    void whatIsShownOfAValueCannotHideAnything() {
        assertThat(Finding.shown("a\u0000b\u202Ec\n")).isEqualTo("a\\u0000b\\u202Ec\\u000A");
        assertThat(Finding.shown("x".repeat(500))).hasSize(81).endsWith("…");
    }

    private static String row(String pattern, int times) {
        var rows = new StringBuilder();
        for (int i = 0; i < times; i++) rows.append(pattern.formatted(i)).append('\n');
        return rows.toString();
    }

    private static List<String> births(Reading reading) {
        return reading.rows().stream()
                .map(row ->
                        row.values().getOrDefault("prs_Birthdate", List.of("")).getFirst())
                .toList();
    }

    private static Reading readWithin(byte[] file, Limits limits) {
        try {
            return HtcdsBookTest.BOOK.read(new ByteArrayInputStream(file), "x", limits);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] zipOfZeros(String name, int size) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            zip.putNextEntry(new ZipEntry(name));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < size >> 20; i++) zip.write(zeros);
        }
        return out.toByteArray();
    }
}
