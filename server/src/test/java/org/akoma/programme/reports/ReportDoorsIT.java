package org.akoma.programme.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.Time;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Reports by page, API and straight SQL: who has one made, who takes it, and that nothing leaves without a second person (trust.md 2). */
class ReportDoorsIT extends HouseIT {

    private static final String API = "/api/v1/reports";
    private static final String FILE = "/file?format=";
    private static final String SECRET = "Nous attendons le bordereau";

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ReportStore store;

    @Autowired
    private Reports reports;

    @Autowired
    private ReportRound round;

    private Organisation iom;
    private String evaluator;
    private String manager;
    private String custodian;
    private String worker;
    private String mission;

    @BeforeEach
    void people() {
        iom = structure(Organisation.Kind.INTERGOVERNMENTAL);
        evaluator = person(Role.EVALUATOR, iom);
        manager = person(Role.PROJECT_MANAGER, iom);
        custodian = person(Role.DATA_PROTECTION_OFFICER, iom);
        worker = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        mission = fresh("EV");
        api(evaluator)
                .post(
                        "/api/v1/evaluations",
                        Map.of(
                                "id",
                                Ids.next(),
                                "code",
                                mission,
                                "kind",
                                "MISSION",
                                "firstDay",
                                "2015-11-17",
                                "lastDay",
                                "2015-11-18"));
        api(evaluator)
                .post(
                        "/api/v1/evaluations/" + mission + "/findings",
                        Map.of(
                                "id",
                                Ids.next(),
                                "area",
                                "COMMUNICATION",
                                "criterion",
                                "EFFICIENCY",
                                "severity",
                                "HIGH",
                                "words",
                                "Three forms are in use",
                                "evidence",
                                List.of(
                                        Map.of("source", "FIGURES", "note", "Indicators"),
                                        Map.of("source", "POLICE", "note", "Said by two"))));
    }

    private Answer evaluation(String who, String edition, String language) {
        return api(who).post(
                        API,
                        Map.of(
                                "id",
                                Ids.next(),
                                "kind",
                                "EVALUATION",
                                "evaluation",
                                mission,
                                "edition",
                                edition,
                                "language",
                                language));
    }

    private Answer month(String who, String month) {
        return api(who).post(API, Map.of("id", Ids.next(), "kind", "DONOR", "month", month, "language", "EN"));
    }

    private String made(String who, Answer asked) {
        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
        String address = API + "/" + asked.json().path("id").asString();
        assertThat(asked.location()).endsWith(address);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !List.of("WAITING", "RUNNING").contains(state(who, address)));
        assertThat(state(who, address)).isEqualTo("DONE");
        return address;
    }

    private String state(String who, String address) {
        return api(who).get(address).json().path("report").path("state").asString();
    }

    private void verdict(String who, String address) {
        UUID id = UUID.fromString(address.substring(API.length() + 1));
        UUID request = transactions.as(
                actor(who),
                () -> jdbc.sql("select id from access.decision where subject = :id and state = 'WAITING'")
                        .param("id", id)
                        .query(UUID.class)
                        .single());
        assertThat(api(who).post("/api/v1/decisions/" + request + "/verdict", Map.of("agreed", true))
                        .status())
                .isLessThan(300);
    }

    /** With the police, who answer one question. */
    private void interviewHeld() {
        Answer begun = api(evaluator)
                .post(
                        "/api/v1/evaluations/" + mission + "/interviews",
                        Map.of("id", Ids.next(), "guide", "POLICE", "place", "OFFICE"));
        assertThat(begun.status()).as(begun.body()).isEqualTo(201);
        Answer said = api(evaluator)
                .put(
                        "/api/v1/interviews/" + begun.json().path("id").asString(),
                        Map.of("answers", List.of(Map.of("question", "HANDOVER", "words", SECRET)), "ended", true),
                        "\"1\"");
        assertThat(said.status()).as(said.body()).isEqualTo(200);
    }

    private List<Map<String, Object>> counted(String who) {
        return transactions.as(
                actor(who),
                () -> jdbc.sql("select c.* from evaluation.mission m, evaluation.interview_counts(m.id) c where"
                                + " m.code = :code")
                        .param("code", mission)
                        .query()
                        .listOfRows());
    }

    @Test
    void interviewsAreCountedAndTheirWordsStayWithTheEvaluators() throws IOException {
        interviewHeld();
        for (String other : List.of(manager, worker))
            assertThat(counted(other)).as(other).isEmpty();
        assertThat(counted(evaluator))
                .hasSize(1)
                .first()
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("answers", 1);
        String one = made(evaluator, evaluation(evaluator, "INTERNAL", "FR"));
        try (PDDocument paper = Loader.loadPDF(bytes(evaluator, one, Report.Format.PDF, false))) {
            assertThat(new PDFTextStripper().getText(paper))
                    .contains("Entretiens par public", "Limites de cette évaluation", "Police 1 1 0")
                    .doesNotContain(SECRET);
        }
        api(evaluator).post("/api/v1/evaluations/" + mission + "/release", Map.of());
        assertThat(counted(worker)).isEmpty();
        assertThat(counted(manager))
                .as("too few for who is not of the team")
                .hasSize(1)
                .first()
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("held", null)
                .containsEntry("answers", null);
    }

    @Test
    void theFormOffersTheMissionsThatOneMayHaveReportedAndNoOther() {
        String option = "<option value=\"" + mission + "\"";
        assertThat(browser(evaluator).get("/reports/new").body())
                .contains(option)
                .doesNotContain("value=\"DONOR\"");
        assertThat(browser(manager).get("/reports/new").body())
                .as("its findings are drafts")
                .contains("value=\"DONOR\"", "value=\"2015-10\"")
                .doesNotContain(option);
        for (String other : List.of(worker, custodian))
            assertThat(browser(other).get("/reports/new").status()).as(other).isEqualTo(403);
        api(evaluator).post("/api/v1/evaluations/" + mission + "/release", Map.of());
        assertThat(browser(manager).get("/reports/new").body()).contains(option);
    }

    @Test
    void theTeamHasItsReportMadeAndNobodyElseSeesIt() throws IOException {
        for (String other : List.of(worker, custodian))
            assertThat(evaluation(other, "INTERNAL", "FR").status()).as(other).isEqualTo(403);
        assertThat(evaluation(manager, "INTERNAL", "FR").status())
                .as("not of the team")
                .isEqualTo(403);
        assertThat(evaluation(manager, "PARTNERS", "FR").status())
                .as("findings are drafts")
                .isEqualTo(403);
        String one = made(evaluator, evaluation(evaluator, "INTERNAL", "FR"));
        for (String other : List.of(worker, custodian, manager)) {
            assertThat(api(other).get(one).status()).as(other).isEqualTo(404);
            assertThat(api(other).get(one + FILE + "PDF").status()).isEqualTo(404);
            assertThat(browser(other).get(page(one)).status()).isEqualTo(404);
            assertThat(browser(other).get(page(one) + FILE + "DOCX").status()).isEqualTo(404);
        }
        assertThat(api(evaluator).post(one + "/release", Map.of()).fields()).contains("main");
        assertThat(browser(evaluator).get(page(one)).body()).contains("Fait, usage interne", "PDF");
        byte[] pdf = bytes(evaluator, one, Report.Format.PDF, false);
        try (PDDocument paper = Loader.loadPDF(pdf)) {
            assertThat(paper.getDocumentCatalog().getStructureTreeRoot()).isNotNull();
            assertThat(paper.getDocumentCatalog().getLanguage()).startsWith("fr");
            assertThat(new PDFTextStripper().getText(paper))
                    .contains("Three forms are in use", "USAGE INTERNE", "1 / " + paper.getNumberOfPages())
                    .contains("Équipe d’évaluation", evaluator.toUpperCase(Locale.ROOT), "Rapport établi par")
                    .containsPattern("remise au travailleur social.: 24.h");
        }
        byte[] docx = bytes(evaluator, one, Report.Format.DOCX, false);
        try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(docx));
                XWPFWordExtractor words = new XWPFWordExtractor(document)) {
            assertThat(document.getParagraphs().stream().map(XWPFParagraph::getStyle))
                    .contains("Heading1", "Heading2", "Heading3", "Caption", "TOC1");
            assertThat(words.getText()).contains("Three forms are in use");
        }
        DocxCheck.isSound(docx, "fr-FR");
        PdfCheck.isTagged(pdf, "fr-FR");
        assertThat(Time.at(clock.instant().plus(Duration.ofDays(400)), round::go))
                .isPositive();
        assertThat(api(evaluator).get(one + FILE + "PDF").status())
                .as("its last day is over")
                .isNotEqualTo(200);
        assertThat(api(evaluator).get(one).status()).isEqualTo(200);
        assertThat(Time.at(
                        clock.instant().plus(Duration.ofDays(400)),
                        () -> reports.isGone(
                                reports.find(actor(evaluator), UUID.fromString(one.substring(API.length() + 1)))
                                        .orElseThrow())))
                .isTrue();
    }

    private byte[] bytes(String who, String address, Report.Format format, boolean draft) {
        UUID id = UUID.fromString(address.substring(API.length() + 1));
        return reports.take(actor(who), id, format, draft).orElseThrow().bytes();
    }

    private static String page(String address) {
        return address.replace("/api/v1", "");
    }

    @Test
    void whatLeavesTheHouseIsReleasedByASecondPerson() {
        String one = made(evaluator, evaluation(evaluator, "PARTNERS", "EN"));
        assertThat(api(evaluator).get(one + FILE + "PDF").status())
                .as("not released")
                .isEqualTo(404);
        assertThat(api(evaluator).get(one + FILE + "PDF&draft=true").status()).isEqualTo(200);
        assertThat(api(evaluator).post(one + "/release", Map.of()).body())
                .as("its findings are drafts")
                .contains("findings");
        api(evaluator).post("/api/v1/evaluations/" + mission + "/release", Map.of());
        assertThat(api(worker).get(one).status()).as("before its release").isEqualTo(404);
        assertThat(api(evaluator).post(one + "/release", Map.of()).status()).isEqualTo(200);
        assertThatThrownBy(() -> transactions.doAs(
                        actor(evaluator),
                        () -> jdbc.sql("update reports.report set released_at = access.moment(), released_by ="
                                        + " access.actor(), version = version + 1 where id = '"
                                        + one.substring(API.length() + 1) + "'")
                                .update()))
                .hasStackTraceContaining("reports.not-agreed");
        verdict(custodian, one);
        String print = api(evaluator)
                .get(one)
                .json()
                .path("report")
                .path("fingerprint")
                .asString();
        assertThat(print).hasSize(64);
        for (String reader : List.of(evaluator, manager, custodian, worker)) {
            assertThat(api(reader).get(one + FILE + "DOCX").status()).as(reader).isEqualTo(200);
            assertThat(browser(reader).get(page(one)).body()).contains(print.substring(0, 8));
        }
        assertThat(api(worker).get(one + FILE + "PDF&draft=true").status())
                .as("the draft is not theirs")
                .isEqualTo(404);
        assertThat(api(person(Role.LE_COORDINATOR, structure(Organisation.Kind.LAW_ENFORCEMENT)))
                        .get(one)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aMonthIsAskedForByTheManagementAloneAndHoldsNoSmallNumber() throws IOException {
        for (String other : List.of(evaluator, worker, custodian, person(Role.FINANCE_OFFICER, iom)))
            assertThat(month(other, "2015-10").status()).as(other).isEqualTo(403);
        assertThat(month(manager, "2999-01").fields()).contains("month");
        assertThat(month(manager, "2015-13").fields()).contains("month");
        String one = made(manager, month(manager, "2015-10"));
        for (String other : List.of(evaluator, worker, person(Role.FINANCE_OFFICER, iom)))
            assertThat(api(other).get(one).status()).as(other).isEqualTo(404);
        assertThat(api(custodian).get(one + FILE + "PDF&draft=true").status())
                .as("reads what they decide on")
                .isEqualTo(200);
        try (PDDocument paper = Loader.loadPDF(bytes(manager, one, Report.Format.PDF, true))) {
            assertThat(new PDFTextStripper().getText(paper))
                    .contains(
                            "DRAFT",
                            "Activities of the month",
                            "Limits kept and missed",
                            "Spending on children",
                            "Risks and difficulties",
                            "Next steps",
                            "What the records do not hold")
                    .doesNotContain("AK-");
        }
        DocxCheck.isSound(bytes(manager, one, Report.Format.DOCX, true), "en-GB");
        PdfCheck.isTagged(bytes(manager, one, Report.Format.PDF, true), "en-GB");
    }

    @Test
    void oneRunnerHasAReportAndWhatFailedIsMadeAgain() {
        UUID id = Ids.next();
        var actor = actor(evaluator);
        transactions.doAs(actor, () -> {
            UUID of = jdbc.sql("select id from evaluation.mission where code = :code")
                    .param("code", mission)
                    .query(UUID.class)
                    .single();
            store.insert(
                    new AskReport(
                            id, Report.Kind.EVALUATION, mission, Report.Edition.INTERNAL, null, Report.Language.FR),
                    Report.Edition.INTERNAL,
                    of,
                    clock.instant().plus(Duration.ofDays(30)));
        });
        UUID first = Ids.next();
        UUID second = Ids.next();
        assertThat(transactions.as(actor, () -> store.take(first, clock.instant())))
                .contains(id);
        assertThat(transactions.as(actor, () -> store.take(second, clock.instant())))
                .as("the first was heard of a moment ago")
                .isEmpty();
        assertThat(transactions.as(
                        actor,
                        () -> store.take(
                                second, clock.instant().plus(Report.SILENCE).plusSeconds(1))))
                .contains(id);
        assertThat(transactions.as(actor, () -> store.advance(id, first, 50, clock.instant())))
                .isFalse();
        transactions.doAs(actor, () -> store.fail(id, second, "reports.broken"));
        String address = API + "/" + id;
        assertThat(state(evaluator, address)).isEqualTo("FAILED");
        assertThat(browser(evaluator).get(page(address)).body()).contains(page(address) + "/again");
        assertThat(api(manager).post(address + "/again", Map.of()).status()).isEqualTo(404);
        made(evaluator, api(evaluator).post(address + "/again", Map.of()));
    }

    @Test
    void aReportIsSentOnceUnderItsId() {
        Map<String, Object> asked = Map.of("id", Ids.next(), "kind", "DONOR", "month", "2015-10", "language", "EN");
        assertThat(api(manager).post(API, asked).status()).isEqualTo(202);
        assertThat(api(manager).post(API, asked).status()).isEqualTo(202);
        JsonNode all = api(manager).get(API).json().path("items");
        assertThat(all.findValuesAsString("id"))
                .containsOnlyOnce(asked.get("id").toString());
    }
}
