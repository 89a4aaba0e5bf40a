package org.akoma.exchange.htcds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.akoma.exchange.scenario.Workbooks;
import org.akoma.ground.pages.TableFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a file has become on its way, reading answers with rows and problems and never with an exception. */
class MutatedFileTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void damagedFilesAreAnsweredNotThrown(int seed) throws IOException {
        var random = new Random(seed);
        var rows = RoundTripTest.rows(random, 5);
        var csv = new ByteArrayOutputStream();
        var xlsx = new ByteArrayOutputStream();
        RoundTripTest.WRITER.write(TableFormat.CSV, rows.iterator(), csv);
        RoundTripTest.WRITER.write(TableFormat.XLSX, rows.iterator(), xlsx);
        for (int i = 0; i < 150; i++) {
            assertThat(HtcdsBookTest.read(damaged(csv.toByteArray(), random))).isNotNull();
            assertThat(HtcdsBookTest.read(damaged(xlsx.toByteArray(), random))).isNotNull();
            assertThat(HtcdsBookTest.read(Workbooks.of(Map.of("xl/worksheets/sheet1.xml", damagedSheet(random)), "")))
                    .isNotNull();
        }
    }

    @Test
    void aWorkbookCutShortIsRefused() throws IOException {
        byte[] whole = HtcdsBookTest.resource("HTCDS Excel Spreadsheet v2.0.xlsx");
        for (int length = 2; length < whole.length; length += 997) {
            Reading reading = HtcdsBookTest.read(Arrays.copyOf(whole, length));
            assertThat(reading.isSound()).isFalse();
        }
    }

    private static byte[] damaged(byte[] file, Random random) {
        for (int n = 1 + random.nextInt(6); n > 0; n--) file[random.nextInt(file.length)] = (byte) random.nextInt(256);
        return file;
    }

    private static String damagedSheet(Random random) {
        String sheet =
                Workbooks.sheet("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>prs_FirstName</t></is></c></row>"
                        + "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\"><f>1</f><v>1.5E3</v></c></row>");
        var damaged = new StringBuilder(sheet);
        for (int n = 1 + random.nextInt(3); n > 0; n--)
            damaged.setCharAt(100 + random.nextInt(sheet.length() - 100), (char) (32 + random.nextInt(95)));
        return damaged.toString();
    }
}
