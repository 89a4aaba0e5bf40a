package org.akoma.exchange.htcds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.akoma.exchange.scenario.Workbooks;
import org.akoma.exchange.spreadsheets.Finding;
import org.akoma.exchange.spreadsheets.Limits;
import org.akoma.exchange.spreadsheets.Row;
import org.akoma.ground.reference.CodeLists;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

public class HtcdsBookTest {
    public static final CodeLists LISTS = new CodeLists();
    static final Clock EVE = Clock.fixed(Instant.parse("2015-11-16T08:00:00Z"), ZoneOffset.UTC);
    public static final HtcdsBook BOOK = new HtcdsBook(LISTS, EVE);

    public static Reading read(byte[] file) {
        try {
            return BOOK.read(new ByteArrayInputStream(file), "cases.csv", Limits.USUAL);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public static Reading csv(String... lines) {
        return read(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    public static List<String> codes(Reading reading) {
        return reading.problems().stream().map(Finding::code).distinct().toList();
    }

    static byte[] resource(String name) throws IOException {
        try (InputStream in = HtcdsBookTest.class.getResourceAsStream("/htcds/" + name)) {
            return in.readAllBytes();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTCDS Excel Spreadsheet v2.0.xlsx",
                "HTCDS Excel Spreadsheet single select with validation v2.0.xlsx",
                "HTCDS Excel Spreadsheet multi select with validation v2.0.xlsm"
            })
    void emptyToolkitWorkbooksHaveNoRowsAndNoErrors(String name) throws IOException {
        Reading reading = read(resource(name));
        assertThat(reading.rows()).isEmpty();
        assertThat(reading.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTCDS Excel Spreadsheet v2.0.xlsx",
                "HTCDS Excel Spreadsheet single select with validation v2.0.xlsx",
                "HTCDS Excel Spreadsheet multi select with validation v2.0.xlsm"
            })
    void filledToolkitWorkbooksAreUnderstood(String name) throws IOException {
        Reading reading = read(Workbooks.filled(
                resource(name),
                Map.of(
                        "D3", "Awa",
                        "G3", "#37412",
                        "H3", "Feminine",
                        "I3", "Côte d'Ivoire",
                        "N3", "12 rue du Marché",
                        "T3", "Police",
                        "W3", "Debt bondage; Threatens children/family",
                        "Y3", "Water supply; sewerage, waste management and remediation; Manufacturing",
                        "AB3", "Follow up",
                        "AJ3", "Migration Or Change Of Location")));
        assertThat(reading.isSound()).isTrue();
        assertThat(codes(reading)).containsExactly("exchange.header-conflict", "exchange.no-case-id");
        assertThat(reading.rows()).hasSize(1);
        Row row = reading.rows().getFirst();
        assertThat(row.number()).isEqualTo(3);
        assertThat(row.unknown()).containsExactly(Map.entry("A", "1"));
        assertThat(row.values())
                .containsOnly(
                        Map.entry("prs_FirstName", List.of("Awa")),
                        Map.entry("prs_Birthdate", List.of("2002-06-05")),
                        Map.entry("prs_Gender", List.of("Feminine")),
                        Map.entry("prs_Citizenship", List.of("CI")),
                        Map.entry("prs_MailingStreet", List.of("12 rue du Marché")),
                        Map.entry("vic_TraffickingStatusDecisionMakingOrg", List.of("Police")),
                        Map.entry("vic_MethodsOfControl", List.of("DebtBondage", "ThreatensChildrenFamily")),
                        Map.entry(
                                "vic_ForcedLabourIndustry",
                                List.of("E_WaterSupplySewerageWasteManagement", "C_Manufacturing")),
                        Map.entry("cas_Status", List.of("FollowUp")),
                        Map.entry("cas_ReasonForOutgoingReferral", List.of("MigrationOrChangeOfLocation")));
    }

    @Test
    void theFormItselfHoldsNoAnswers() throws IOException {
        assertThat(codes(read(resource("htcds_xlsform.xlsx")))).containsExactly("exchange.form-definition");
        assertThat(codes(read(resource("htcds_xlsform.xml")))).containsExactly("exchange.form-definition");
    }

    @Test
    void formExportsAreUnderstood() {
        Reading reading = csv(
                "SubmissionDate,group_a/prs_First_Name,group_a-prs_Gender,vic_Methods_of_Control,vic_TypeOfExploitation/ForcedLabour,vic_TypeOfExploitation/Other,meta/instanceID",
                "2015-06-09T10:00:00Z,Awa,Feminine,DebtBondage FalsePromises,1,0,uuid:1");
        assertThat(reading.problems())
                .extracting(Finding::code, Finding::value)
                .containsExactly(tuple("exchange.column-unknown", "SubmissionDate"));
        Row row = reading.rows().getFirst();
        assertThat(row.caseId()).isEqualTo("uuid:1");
        assertThat(row.values())
                .containsOnly(
                        Map.entry("prs_FirstName", List.of("Awa")),
                        Map.entry("prs_Gender", List.of("Feminine")),
                        Map.entry("vic_MethodsOfControl", List.of("DebtBondage", "FalsePromises")),
                        Map.entry("vic_TypeOfExploitation", List.of("ForcedLabour")));
        assertThat(row.unknown()).containsOnlyKeys("SubmissionDate");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prs_Birthdate | 2003-02-29 | exchange.bad-date",
                "prs_Birthdate | 31/04/2003 | exchange.bad-date",
                "prs_Birthdate | 04/25/2003 | exchange.bad-date",
                "prs_Birthdate | 01/02/03 | exchange.bad-date",
                "prs_Birthdate | 17/11/2015 | exchange.future-date",
                "prs_Birthdate | 1890-01-01 | exchange.date-too-old",
                "prs_Gender | Bébé | exchange.unknown-code",
                "prs_Gender | Feminine;Masculine | exchange.single-choice",
                "prs_Citizenship | Atlantide | exchange.unknown-country",
                "prs_Email | awa(at)exemple | exchange.bad-email",
                "prs_HomePhone | appeler le soir | exchange.bad-phone",
                "prs_HomePhone | 07 07 00 00 00 | exchange.phone-national",
                "prs_NumberOfChildren | -1 | exchange.bad-number",
                "prs_NumberOfChildren | deux | exchange.bad-number",
                "prs_PrimaryLanguage | Baoulé du Bandama | exchange.not-in-standard",
                "vic_RecruitmentWebsitesAndApps | Facebook;Snap2 | exchange.counted-as-other",
                "con_Consent | peut-être | exchange.unknown-code",
                "prs_Title | =HYPERLINK(\"http://x\") | exchange.formula-text",
                "prs_Title | @SUM(A1) | exchange.formula-text"
            })
    void aDoubtfulValueIsReportedWithItsPlace(String field, String value, String code) {
        Reading reading = csv("case_id\tprs_FirstName\t" + field, "", "C-1\tAwa\t" + value);
        assertThat(reading.problems()).hasSize(1);
        Finding problem = reading.problems().getFirst();
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.sheet()).isEqualTo("cases.csv");
        assertThat(problem.row()).isEqualTo(3);
        assertThat(problem.columnLetter()).isEqualTo("C");
        assertThat(problem.columnName()).isEqualTo(field);
        assertThat(problem.isError())
                .isEqualTo(reading.rows().getFirst().values().get(field) == null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prs_Birthdate | 08/06/2003 | 2003-06-08",
                "prs_Birthdate | 8.6.2003 | 2003-06-08",
                "prs_Birthdate | 2003-06-08T00:00:00 | 2003-06-08",
                "prs_Gender | FÉMININ | Feminine",
                "prs_Gender | female | Feminine",
                "prs_Citizenship | civ | CI",
                "prs_Citizenship | Cote d’Ivoire | CI",
                "prs_Citizenship | Ghana, ML | GH+ML",
                "prs_Citizenship | Congo, Democratic Republic of the | CD",
                "prs_PrimaryLanguage | dioula | dyu",
                "prs_PrimaryLanguage | fr | fra",
                "vic_RelationshipToTrafficker | Unacquainted | Unaquainted",
                "vic_TypeOfExploitation | travail force | ForcedLabour",
                "vic_TypeOfExploitation | Child labour , Forced begging | ChildLabour+ForcedBegging",
                "vic_TypeOfExploitation | ChildLabour ForcedBegging | ChildLabour+ForcedBegging",
                "prs_HomePhone | +225 07 07-00.00.00 | +2250707000000",
                "prs_HomePhone | 00225 0707000000 | +2250707000000",
                "con_Consent | Oui | TRUE",
                "prs_NumberOfChildren | 2.0 | 2",
                "prs_MailingLatitude | 5,34 | 5.34"
            })
    void peopleWriteTheSameThingInManyWays(String field, String value, String expected) {
        Reading reading = csv("case_id\t" + field, "C-1\t" + value);
        assertThat(reading.problems()).isEmpty();
        assertThat(String.join("+", reading.rows().getFirst().values().get(field)))
                .isEqualTo(expected);
    }

    @Test
    void headersAreFoundBelowATitleInFrenchAndMisspelt() {
        Reading reading = csv(
                "Liste des enfants;;",
                ";;",
                "N° dossier;PRÉNOM;prs_Brithdate;vic_TypeOfExploitaton",
                "C-1;Awa;2003-06-08;ForcedLabour");
        assertThat(reading.isSound()).isTrue();
        assertThat(codes(reading)).containsExactly("exchange.column-guessed");
        assertThat(reading.rows().getFirst().caseId()).isEqualTo("C-1");
        assertThat(reading.rows().getFirst().number()).isEqualTo(4);
        assertThat(reading.rows().getFirst().values())
                .containsOnlyKeys("prs_FirstName", "prs_Birthdate", "vic_TypeOfExploitation");
    }

    @Test
    void rowsThatContradictThemselvesOrEachOtherAreReported() {
        Reading reading = csv(
                "case_id,prs_FirstName,prs_Birthdate,vic_AgeWhenTrafficked,cas_IncomingReferralDate",
                "C-1,Awa,2010-01-01,9,2015-06-08",
                "C-2,Ama,2010-01-01,3,2009-06-08",
                "C-2,Adjoa,2010-01-01,3,2015-06-08",
                "C-3,Yao,2008-01-01,,",
                "C-3,Yao,2008-01-01,,");
        assertThat(codes(reading))
                .containsExactly(
                        "exchange.age-not-reached",
                        "exchange.before-birth",
                        "exchange.duplicate-case-id",
                        "exchange.repeated-row");
        assertThat(reading.rows()).hasSize(4);
    }

    @Test
    void equalRowsWithoutIdentifierAreTwoChildrenWithTwoKeys() {
        Reading reading = csv("prs_Gender,vic_TypeOfExploitation", "Feminine,ForcedLabour", "Feminine,ForcedLabour");
        assertThat(codes(reading)).containsExactly("exchange.duplicate-row", "exchange.no-case-id");
        var keys = new RowKeys(new byte[32]);
        List<String> once = reading.rows().stream().map(r -> keys.of("ONG", r)).toList();
        List<String> again = csv(
                        "Genre;vic_TypeOfExploitation;x", "feminine;Forced labour;1", "feminine;Forced labour;2")
                .rows()
                .stream()
                .map(r -> keys.of("ONG", r))
                .toList();
        assertThat(once).doesNotHaveDuplicates().isEqualTo(again);
        assertThat(keys.of("autre", reading.rows().getFirst())).isNotEqualTo(once.getFirst());
    }

    /** As people here write them: a guess that is said, not a column that is dropped. */
    @Test
    void shortFrenchHeadersAreRead() {
        Reading reading = csv("Nom;Prénom;Sexe;Ville;Pays;Statut de traite", "Koné;Awa;Feminine;Bouaké;Mali;");
        assertThat(reading.rows().getFirst().values())
                .containsEntry("prs_SecondName", List.of("Koné"))
                .containsEntry("prs_FirstName", List.of("Awa"))
                .containsEntry("prs_Gender", List.of("Feminine"))
                .containsEntry("prs_MailingCity", List.of("Bouaké"))
                .containsEntry("prs_MailingCountry", List.of("ML"));
        assertThat(reading.problems()).noneMatch(Finding::isError);
    }

    /** Headers were understood in French and values were not: "Victime présumée" was refused. */
    @Test
    void aFrenchFileIsRead() {
        Reading reading = csv(
                "N° dossier;Nom;Prénom;Sexe;Nationalité;Langue;Statut de traite;Type d’exploitation;cas_Status;con_Consent",
                "C-1;Koné;Awa;Fille;Burkina Faso;Mooré;VICTIME PRESUMEE;Travail des enfants;En suivi;oui",
                "C-2;Traoré;Yao;garçon;MALI;bambara;Victime confirmée;travail force;Plan à approuver;Non",
                "C-3;Diallo;Ibrahim;M;Guinée;Peul;Victime avérée de traite;Servitude;Clos;OUI");
        assertThat(reading.problems()).noneMatch(Finding::isError);
        assertThat(reading.rows())
                .extracting(row -> row.values().get("vic_TraffickingStatus"))
                .containsExactly(
                        List.of("PossibleVictimOfTrafficking"),
                        List.of("ActualVictimOfTrafficking"),
                        List.of("ActualVictimOfTrafficking"));
        assertThat(reading.rows())
                .extracting(row -> row.values().get("prs_Gender"))
                .containsExactly(List.of("Feminine"), List.of("Masculine"), List.of("Masculine"));
        assertThat(reading.rows())
                .extracting(row -> row.values().get("cas_Status"))
                .containsExactly(List.of("FollowUp"), List.of("Active"), List.of("Closed"));
        assertThat(reading.rows())
                .extracting(row -> row.values().get("prs_Citizenship"))
                .containsExactly(List.of("BF"), List.of("ML"), List.of("GN"));
        assertThat(reading.rows())
                .extracting(row -> row.values().get("prs_PrimaryLanguage"))
                .containsExactly(List.of("mos"), List.of("bam"), List.of("ful"));
    }

    /** Each word of the documented table, and the same without its accents, in capitals. */
    @Test
    void theTableOfFrenchValuesIsTrue() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("../docs/decisions/htcds-files.md"));
        int read = 0;
        for (String line : lines.subList(lines.indexOf("## Values in French"), lines.size())) {
            Matcher column = Pattern.compile("^\\| `(\\w+)`").matcher(line);
            if (!column.find()) continue;
            Matcher code = Pattern.compile("`(\\w+)` (« .+? »(?:, « .+? »)*)(?=<br>| \\|$)")
                    .matcher(line);
            while (code.find())
                for (String word : code.group(2).replaceAll("^« | »$", "").split(" », « ")) {
                    String plain = Normalizer.normalize(word, Normalizer.Form.NFKD)
                            .replaceAll("\\p{M}", "")
                            .toUpperCase(Locale.ROOT);
                    for (String written : List.of(word, plain)) {
                        Reading reading = csv("case_id\t" + column.group(1), "C-1\t" + written);
                        assertThat(reading.problems())
                                .as("%s %s", column.group(1), written)
                                .isEmpty();
                        assertThat(reading.rows().getFirst().values().get(column.group(1)))
                                .as("%s %s", column.group(1), written)
                                .containsExactly(code.group(1));
                        read++;
                    }
                }
        }
        long codes = LISTS.htcdsFields().stream()
                .mapToLong(field -> field.codes().size())
                .sum();
        assertThat(read).as("words of all codes").isGreaterThanOrEqualTo((int) codes * 2);
    }

    @Test
    void ourOwnColumnsAreNoSurprise() {
        assertThat(codes(csv("case_id,prs_FirstName,ak_Alias", "C-1,Awa,Lune"))).isEmpty();
    }

    /** LibreOffice writes a ticked box as a formula that computes nothing; one that computes is still no value. */
    @Test
    void aTickedBoxOfLibreOfficeIsAValue() throws IOException {
        String sheet = """
                <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
                <row r="1"><c r="A1" t="inlineStr"><is><t>case_id</t></is></c><c r="B1" t="inlineStr"><is><t>con_Consent</t></is></c></row>
                <row r="2"><c r="A2" t="inlineStr"><is><t>C-1</t></is></c><c r="B2" t="b"><f aca="false">%s</f><v>1</v></c></row>
                </sheetData></worksheet>""";
        Reading ticked = read(Workbooks.of(Map.of("xl/worksheets/sheet1.xml", sheet.formatted("TRUE()")), ""));
        assertThat(ticked.problems()).isEmpty();
        assertThat(ticked.rows().getFirst().values()).containsEntry("con_Consent", List.of("TRUE"));
        Reading computed = read(Workbooks.of(Map.of("xl/worksheets/sheet1.xml", sheet.formatted("A1=A2")), ""));
        assertThat(computed.problems()).anyMatch(Finding::isError);
    }

    /** What one cell says of several rows is said of each; across columns nobody can tell of which it is. */
    @Test
    void mergedCellsAreReadInEachRowAndNamed() throws IOException {
        String rows = """
                <row r="1"><c r="A1" t="inlineStr"><is><t>prs_FirstName</t></is></c><c r="B1" t="inlineStr"><is><t>prs_SecondName</t></is></c><c
                  r="C1" t="inlineStr"><is><t>prs_Citizenship</t></is></c></row>
                <row r="2"><c r="A2" t="inlineStr"><is><t>Awa</t></is></c><c r="B2" t="inlineStr"><is><t>Diallo</t></is></c><c
                  r="C2" t="inlineStr"><is><t>Togo</t></is></c></row>
                <row r="3"><c r="A3" t="inlineStr"><is><t>Issa</t></is></c><c r="B3" t="inlineStr"><is><t>Barry</t></is></c><c r="C3"/></row>
                """;
        String sheet = Workbooks.sheet(rows)
                .replace("</sheetData>", "</sheetData><mergeCells><mergeCell ref=\"%s\"/></mergeCells>");
        Reading down = read(Workbooks.of(Map.of("xl/worksheets/sheet1.xml", sheet.formatted("C2:C3")), ""));
        assertThat(down.rows())
                .hasSize(2)
                .allSatisfy(
                        row -> assertThat(row.values().get("prs_Citizenship")).containsExactly("TG"));
        assertThat(down.problems())
                .filteredOn(one -> one.code().equals("exchange.merged-down"))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.value()).isEqualTo("C2:C3");
                    assertThat(one.isError()).isFalse();
                });
        Reading across = read(Workbooks.of(Map.of("xl/worksheets/sheet1.xml", sheet.formatted("B2:C2")), ""));
        assertThat(across.problems())
                .filteredOn(Finding::isError)
                .extracting(Finding::code)
                .containsExactly("exchange.merged-across");
        Reading title = read(Workbooks.of(Map.of("xl/worksheets/sheet1.xml", sheet.formatted("A1:B1")), ""));
        assertThat(codes(title)).noneMatch(code -> code.startsWith("exchange.merged"));
    }

    @Test
    void aWorkbookOfLibreOfficeSaysHowToSaveIt() throws IOException {
        String kind = "mimetypeapplication/vnd.oasis.opendocument.spreadsheet";
        byte[] ods = ("PK\3\4" + "\0".repeat(26) + kind).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(codes(read(ods))).containsExactly("exchange.open-document");
        byte[] flat = "<office:document xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'/>"
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(codes(read(flat))).containsExactly("exchange.open-document");
    }
}
