package org.akoma.exchange.htcds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.exchange.spreadsheets.CsvFile;
import org.akoma.exchange.spreadsheets.Finding;
import org.akoma.exchange.spreadsheets.FindingList;
import org.akoma.exchange.spreadsheets.Limits;
import org.akoma.exchange.spreadsheets.Row;
import org.akoma.exchange.spreadsheets.Table;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.pages.TableFile;
import org.akoma.ground.pages.TableFormat;
import org.akoma.ground.reference.HtcdsField;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.identity.Identity;
import org.akoma.protection.overview.Extract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

public class RoundTripTest {
    static final List<HtcdsField> FIELDS = HtcdsBookTest.LISTS.htcdsFields();
    public static final HtcdsWriter WRITER = new HtcdsWriter(FIELDS);
    static final String[] PIECES = {
        "=",
        "+",
        "-",
        "@",
        "\t",
        "\r",
        "\n",
        "\r\n",
        "'",
        "''",
        "\"",
        "\"\"",
        ";",
        ",",
        "|",
        "a",
        "é",
        "Ɔ",
        "😀",
        "\u0001",
        "\u001f",
        "\u007f",
        "\u0085",
        "\u202e",
        "\ufeff",
        "\ufffe",
        "_x0041_",
        "_x005F_",
        "_",
        "&amp;",
        "<b>",
        "]]>",
        "-->",
        "{0}",
        "%s",
        "\\",
        "=HYPERLINK(1)",
        "＝",
        "null",
        "TRUE",
        "#N/A",
        "1E5",
        "007",
        "sep=;",
        "€",
        "œ"
    };

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsWrittenIsReadBack(int seed) throws IOException {
        List<Row> rows = rows(new Random(seed), 60);
        var csv = new ByteArrayOutputStream();
        var xlsx = new ByteArrayOutputStream();
        assertThat(WRITER.write(TableFormat.CSV, rows.iterator(), csv)).isEqualTo(new TableFile.Written(60, 0));
        assertThat(WRITER.write(TableFormat.XLSX, rows.iterator(), xlsx)).isEqualTo(new TableFile.Written(60, 0));
        for (byte[] file : List.of(csv.toByteArray(), xlsx.toByteArray())) {
            Reading reading = HtcdsBookTest.read(file);
            assertThat(reading.problems().stream().filter(Finding::isError)).isEmpty();
            assertThat(reading.rows()).hasSameSizeAs(rows);
            for (int i = 0; i < rows.size(); i++) {
                assertThat(reading.rows().get(i).values()).isEqualTo(rows.get(i).values());
                assertThat(reading.rows().get(i).caseId()).isEqualTo(rows.get(i).caseId());
            }
        }
    }

    /** What nobody sees would hide a child from a search, and make two of one. */
    @Test
    void namesComeInAsTheyAreSeen() {
        Map<String, List<String>> row = Map.of(
                "prs_FirstName",
                List.of("\u200BAwa\uFEFF"),
                "prs_SecondName",
                List.of(" Kone\u0301\u00A0Bam\u00ADba "));
        Row sent = new Row("HTCDS", 2, "NGO-8", 1, row, Map.of("ak_Alias", "Lu\u2060ne\u00A0"));
        Identity read = new RowMapping(HtcdsBookTest.LISTS, LocalDate.parse("2015-11-16"), "CI")
                .map(sent, new FindingList(100))
                .identity();
        assertThat(List.of(
                        String.valueOf(read.givenNames()),
                        String.valueOf(read.familyName()),
                        String.valueOf(read.alias())))
                .containsExactly("Awa", "Koné Bamba", "Lune");
    }

    /** A value of our own columns that says nothing here is not lost in silence. */
    @Test
    void whatIsNotUnderstoodIsCarriedAndSaid() {
        Map<String, String> said = Map.of(
                "ak_AgeAtRescue", "250",
                "ak_AgeEstimated", "peut-être",
                "ak_Sector", "astronaute",
                "ak_BirthCertificate", "perdu",
                "ak_MonthsExploited", "des années",
                "ak_Languages", "fr; chinois");
        Row sent = new Row("HTCDS", 2, "NGO-9", 1, Map.of("prs_FirstName", List.of("Awa")), said);
        FindingList findings = new FindingList(100);
        ChildRow child = new RowMapping(HtcdsBookTest.LISTS, LocalDate.parse("2015-11-16"), "CI").map(sent, findings);
        assertThat(child.age()).isNull();
        assertThat(child.identity().birthCertificate()).as("not a no").isNull();
        assertThat(child.identity().languages()).containsExactly("fr");
        assertThat(child.carried().unknown()).containsAllEntriesOf(said);
        assertThat(findings.all())
                .filteredOn(one -> one.code().equals("exchange.own-not-understood"))
                .hasSameSizeAs(said.keySet());
    }

    /** Each field of a row comes back as it went in: through a child's file and an export of it with names. */
    @ParameterizedTest
    @EnumSource(TableFormat.class)
    void aRowComesBackFieldByField(TableFormat format) throws IOException {
        Map<String, List<String>> row = new LinkedHashMap<>();
        row.put("prs_FirstName", List.of("Aya"));
        row.put("prs_SecondName", List.of("Ouédraogo"));
        row.put("prs_Birthdate", List.of("2003-04-05"));
        row.put("prs_Gender", List.of("Feminine"));
        row.put("prs_Citizenship", List.of("BF"));
        row.put("prs_MobilePhone", List.of("+22670000001"));
        row.put("prs_HomePhone", List.of("+22670000002"));
        row.put("prs_MailingStreet", List.of("Rue 12"));
        row.put("prs_MailingPostalCode", List.of("0123"));
        row.put("prs_MailingCity", List.of("Tema"));
        row.put("prs_MailingState", List.of("Greater Accra"));
        row.put("prs_Email", List.of("aya@example.org"));
        Row sent = new Row("HTCDS", 2, "NGO-7", 1, row, Map.of("Remarque", "bleu"));
        ChildRow child = new RowMapping(HtcdsBookTest.LISTS, LocalDate.parse("2015-11-16"), "CI")
                .map(sent, new FindingList(100));
        UUID id = new UUID(1, 1);
        Person worker =
                new Person(id, "sw-01", id, "NGO-A", Compartment.PROTECTION, null, null, Set.of(Role.CASE_WORKER));
        CaseFile file = child.opening(id, "00").file("AK-001", id, worker, null, Instant.parse("2015-11-16T08:00:00Z"));
        Extract extract = new Extract(
                file, EnumSet.allOf(Section.class), true, false, child.identity(), child.exploitation(), null);
        ExportRows export = new ExportRows(HtcdsBookTest.LISTS, true);
        var out = new ByteArrayOutputStream();
        new HtcdsWriter(export.columns())
                .write(format, Stream.of(export.row(extract, child.carried())).iterator(), out);
        Row back = HtcdsBookTest.read(out.toByteArray()).rows().getFirst();
        assertThat(back.values()).as("no field is lost, none is changed").containsAllEntriesOf(row);
        assertThat(back.values().keySet())
                .as("and nothing is invented but the state of the file here")
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(row.keySet().stream(), Stream.of("cas_Status", "vic_TraffickingStatus"))
                                .toList());
        assertThat(back.unknown())
                .containsEntry("ak_SendersCaseId", "NGO-7")
                .containsEntry("ak_OtherColumns", "Remarque: bleu")
                .containsEntry("ak_Country", "CI");
        if (format == TableFormat.CSV)
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .contains("+22670000001")
                    .doesNotContain("'+226");
    }

    @Test
    void aLargeHonestFileIsReadWhole() throws IOException {
        var xlsx = new ByteArrayOutputStream();
        WRITER.write(TableFormat.XLSX, rows(new Random(7), 3_000).iterator(), xlsx);
        assertThat(HtcdsBookTest.read(xlsx.toByteArray()).rows()).hasSize(3_000);
    }

    @Test
    void noCellIsAFormulaToASpreadsheet() throws IOException {
        var csv = new ByteArrayOutputStream();
        WRITER.write(TableFormat.CSV, rows(new Random(99), 200).iterator(), csv);
        Table table = CsvFile.table(csv.toString(StandardCharsets.UTF_8).substring(1), Limits.USUAL);
        assertThat(table.lines().stream()
                        .flatMap(l -> l.cells().values().stream())
                        .map(Table.Cell::text))
                .isNotEmpty()
                .noneMatch(text -> "=+-@\t\r\n＝＋－＠".indexOf(text.charAt(0)) >= 0);
    }

    @Test
    void whatNoFileCanHoldIsReplacedAndWhatExcelCannotHoldIsCutVisibly() throws IOException {
        Row row =
                row(1, Map.of("prs_FirstName", List.of("A\0b\ud800c"), "spl_ActionPlan", List.of("x".repeat(40_000))));
        var out = new ByteArrayOutputStream();
        assertThat(WRITER.write(TableFormat.XLSX, Stream.of(row).iterator(), out))
                .isEqualTo(new TableFile.Written(1, 1));
        Map<String, List<String>> read =
                HtcdsBookTest.read(out.toByteArray()).rows().getFirst().values();
        assertThat(read.get("prs_FirstName")).containsExactly("A\ufffdb\ufffdc");
        assertThat(read.get("spl_ActionPlan").getFirst())
                .startsWith("xxx")
                .endsWith("[…]")
                .hasSizeLessThan(32_768);
    }

    public static List<Row> rows(Random random, int count) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, List<String>> values = new LinkedHashMap<>();
            values.put("prs_Gender", List.of("Feminine"));
            for (HtcdsField field : FIELDS) {
                if (!field.codes().isEmpty() && random.nextInt(3) == 0)
                    values.put(field.fullName(), codes(random, field));
                if (field.fullName()
                        .matches("prs_(FirstName|SecondName|Title)|cas_ReasonForCaseClosure|spl_ActionPlan"))
                    values.put(field.fullName(), List.of(hostile(random)));
            }
            rows.add(row(i, values));
        }
        return rows;
    }

    private static Row row(int i, Map<String, List<String>> values) {
        return new Row("", i + 2, "=C-" + i, 1, values, Map.of());
    }

    private static List<String> codes(Random random, HtcdsField field) {
        int most = HtcdsColumns.takesSeveral(field) ? 3 : 1;
        return random.ints(1 + random.nextInt(most), 0, field.codes().size())
                .distinct()
                .mapToObj(n -> field.codes().get(n).code())
                .toList();
    }

    /** Any of it may come first, but spaces at either end are not part of a value. */
    private static String hostile(Random random) {
        var text = new StringBuilder();
        while (text.toString().strip().isEmpty()) {
            for (int n = random.nextInt(8); n >= 0; n--) text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString().strip();
    }
}
