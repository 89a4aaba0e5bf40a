package org.akoma.exchange.iati;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.Visit;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.akoma.ground.decisions.DecisionList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What leaves for donors, partners and the public: who may take it, by which door, and that two people agreed; the forbidden case first (trust.md 2). */
class FilesSentOutIT extends HouseIT {

    private static final String IATI = "/api/v1/exports/iati";
    private static final String HXL = "/api/v1/exports/hxl";
    private static final String CTDC = "/api/v1/exports/ctdc";
    private static final String FACTS = "/api/v1/project-facts";
    private static final String FORM = "/exchange/project/new";

    @Autowired
    private DecisionList decisions;

    private String manager;
    private String custodian;
    private String worker;
    private String evaluator;

    @BeforeEach
    void people() {
        Organisation iom = structure(Organisation.Kind.INTERGOVERNMENTAL);
        manager = person(Role.PROJECT_MANAGER, iom);
        custodian = person(Role.DATA_PROTECTION_OFFICER, iom);
        evaluator = person(Role.EVALUATOR, iom);
        worker = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        TestDatabase.ownerDoes(
                "update exchange.project_facts set ended_at = proposed_at where confirmed_at is null and ended_at is"
                        + " null");
    }

    private static Map<String, Object> facts(String title) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("id", Ids.next());
        facts.put("reporterRef", "XM-DAC-47066");
        facts.put("reporterName", "OIM");
        facts.put("reporterType", "40");
        facts.put("activityCode", "AKOMA");
        facts.put("titleFr", title);
        facts.put("titleEn", "Protection of children");
        facts.put("descriptionFr", "Protection");
        facts.put("descriptionEn", "Protection");
        facts.put("status", "2");
        facts.put("plannedStart", "2015-06-01");
        facts.put("plannedEnd", "2015-12-31");
        facts.put("contactName", "Bureau");
        facts.put("contactEmail", "bureau@example.org");
        facts.put("percentCi", 80);
        facts.put("percentGh", 20);
        facts.put("places", List.of("CI", "CI29"));
        facts.put("currency", "XOF");
        facts.put("partners", List.of(Map.of("name", "INTERPOL", "role", "4", "type", "40")));
        facts.put("sectors", List.of(Map.of("sector", "16015", "percent", 100)));
        facts.put("budgets", List.of());
        facts.put("contacts", List.of(Map.of("structure", "Bureau de " + title, "telephone", "+225 00 00 00 00 99")));
        return facts;
    }

    @Test
    void nobodyElseTakesAnActivityFileNorSaysWhatIsInIt() {
        for (String other : List.of(worker, evaluator, custodian)) {
            assertThat(api(other).get(IATI).status()).as(other).isEqualTo(403);
            assertThat(api(other).get(FACTS).status()).as(other).isEqualTo(403);
            assertThat(api(other).post(FACTS, facts("Titre")).status())
                    .as(other)
                    .isEqualTo(403);
            assertThat(browser(other).get("/exchange/project").status())
                    .as(other)
                    .isEqualTo(403);
            assertThat(browser(other).get(FORM).status()).as(other).isEqualTo(403);
        }
        assertThat(nobody().get(IATI).status()).isEqualTo(401);
        assertThat(browser(worker).get("/exchange").body()).doesNotContain(IATI, CTDC, "/exchange/project");
    }

    @Test
    void whatIsSaidLeavesOnceASecondPersonConfirmedIt() {
        String title = "Titre " + newFamilyName();
        Caller asking = api(manager);
        Answer asked = asking.post(FACTS, facts(title));
        assertThat(asked.status()).as(asked.body()).isEqualTo(202);
        String id = asked.json().path("id").asString();
        assertThat(asking.get(IATI).body()).doesNotContain(title);
        assertThat(asking.post(FACTS, facts("Autre")).code()).isEqualTo("form.invalid");
        String request = decisions
                .waitingOf(actor(manager), ProjectFacts.KIND)
                .get(UUID.fromString(id))
                .toString();
        assertThat(decide(asking, request).status()).isIn(403, 404, 409);
        assertThat(browser(manager).get("/exchange/project").body()).contains("/decisions/" + request);
        assertThat(publicSide()).as("what waits is not public").noneMatch(body -> body.contains(title));
        Answer agreed = decide(api(custodian), request);
        assertThat(agreed.status()).as(agreed.body()).isEqualTo(200);
        assertThat(publicSide())
                .allMatch(body -> body.contains("Bureau de " + title) && body.contains("+225 00 00 00 00 99"));
        assertThat(nobody().get("/api/v1/public/project").body())
                .as("contacts and partners alone")
                .doesNotContain(manager, custodian, "Protection of children", "percentCi", "XOF");
        Answer file = asking.get(IATI);
        assertThat(file.status()).as(file.body()).isEqualTo(200);
        assertThat(file.header("Content-Type").orElse("")).startsWith("application/xml");
        assertThat(file.body()).contains(title, "<location ref=\"CI29\">").doesNotContain(manager);
        assertThat(IatiRules.broken(
                        file.response().body().getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        MORNING.plusSeconds(3600)))
                .isEmpty();
        Visit page = browser(manager);
        assertThat(page.get("/exchange").body()).contains(IATI, "HXL", "/bulk-reads?list=ctdc");
        assertThat(page.get("/exchange/project").body()).contains(title);
        assertThat(page.get(FORM).body())
                .contains(title, "INTERPOL", "name=\"places\"", "CI CI29", "name=\"amount-1\"");
    }

    /** Page and API, without an account. */
    private List<String> publicSide() {
        return List.of(
                new Visit(port).get("/public").body(),
                nobody().get("/api/v1/public/project").body());
    }

    @Test
    void aContactCanBeReached() {
        Map<String, Object> unreachable = facts("Titre");
        unreachable.put("contacts", List.of(Map.of("structure", "Bureau")));
        Answer refused = api(manager).post(FACTS, unreachable);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.fields()).containsExactly("contacts[0].telephone");
    }

    private static Answer decide(Caller second, String request) {
        return second.post("/api/v1/decisions/" + request + "/verdict", Map.of("agreed", true));
    }

    @Test
    void whatDoesNotFitIsRefusedField() {
        Map<String, Object> wrong = facts("Le dossier AK-036");
        wrong.put("places", List.of("CI2901"));
        wrong.put("actualStart", "2016-01-01");
        assertThat(api(manager).post(FACTS, wrong).fields()).contains("places");
        wrong.put("places", List.of("CI99"));
        wrong.put("titleFr", "Titre");
        assertThat(api(manager).post(FACTS, wrong).fields()).containsExactlyInAnyOrder("places", "actualStart");
        Answer page = browser(manager).post(FORM, "reporterRef", "OIM");
        assertThat(page.status()).isEqualTo(422);
    }

    /** With the login of the application and a true session, past the application. */
    @Test
    void noStatementConfirmsAlone() throws SQLException {
        Answer asked = api(manager).post(FACTS, facts("Titre"));
        String id = asked.json().path("id").asString();
        String confirm =
                "update exchange.project_facts set confirmed_by = access.actor(), confirmed_at = access.moment() where"
                        + " id = '"
                        + id + "'";
        assertThat(LoginSql.refusal(actor(manager), MORNING, confirm)).isNotEmpty();
        assertThat(LoginSql.refusal(actor(custodian), MORNING, confirm)).contains("iati.facts-not-agreed");
        assertThat(LoginSql.refusal(
                        actor(manager),
                        MORNING,
                        "update exchange.project_facts set facts = '{}' where id = '" + id + "'"))
                .contains("permission denied");
        assertThat(LoginSql.answer(actor(worker), MORNING, "select count(*) from exchange.project_facts"))
                .isEqualTo("0");
    }

    @Test
    void taggedFiguresAreForWhoReadsIndicators() {
        assertThat(api(person(Role.PROVIDER, structure(Organisation.Kind.PROVIDER)))
                        .get(HXL)
                        .status())
                .isEqualTo(403);
        assertThat(api(evaluator).get(HXL + "?table=CHILDREN").fields()).containsExactly("table");
        assertThat(api(evaluator).get(HXL + "?audience=ME").fields()).containsExactly("audience");
        for (String table : List.of("INDICATORS", "HELP")) {
            Answer file = api(worker).get(HXL + "?table=" + table);
            assertThat(file.status())
                    .as("also where nothing is released yet: the headers alone")
                    .isEqualTo(200);
            assertThat(file.header("Content-Type").orElse("")).startsWith("text/csv");
            assertThat(file.body().lines().skip(1).findFirst().orElse("")).contains("#meta +text", "#date +end");
        }
    }

    /** Of all kinds together, and for each person alone. */
    @Test
    void nobodyTakesOneFileAfterAnother() {
        Caller reader = api(worker);
        for (int n = 0; n < 30; n++)
            assertThat(reader.get(HXL + "?table=CHILDREN").status()).isEqualTo(422);
        Answer often = reader.get(HXL);
        assertThat(often.status()).isEqualTo(429);
        assertThat(often.code()).isEqualTo("exchange.often");
        assertThat(reader.get("/api/v1/exports/htcds").status()).isEqualTo(429);
        assertThat(api(evaluator).get(HXL + "?table=CHILDREN").status()).isEqualTo(422);
    }

    /** What is in the file: {@code FilesInTheScenario}, {@code VictimFileIT}. */
    @Test
    void victimsLeaveWithASecondPersonAndNeverAlone() throws SQLException {
        for (String other : List.of(worker, evaluator, custodian))
            assertThat(api(other).get(CTDC).status()).as(other).isEqualTo(403);
        Caller taker = api(manager);
        assertThat(taker.get(CTDC).code()).isEqualTo("pages.bulk-read-by-two");
        String straight = "select count(*) from exchange.keep_victims()";
        assertThat(LoginSql.refusal(actor(manager), clock.instant(), straight)).contains("pages.bulk-read-by-two");
        assertThat(LoginSql.refusal(actor(manager), clock.instant(), "select count(*) from exchange.victim_table"))
                .contains("permission denied");
        String request = taker.post(
                        "/api/v1/bulk-reads",
                        Map.of("list", "ctdc", "format", "CSV", "why", "Envoi annuel à la plate-forme CTDC de l’OIM"))
                .json()
                .path("decision")
                .asString();
        Answer agreed = decide(api(custodian), request);
        assertThat(agreed.status()).as(request + agreed.body()).isEqualTo(200);
        Answer file = taker.get(CTDC);
        assertThat(file.status() == 200 || file.code().equals("exchange.victims-not-released"))
                .as(file.body())
                .isTrue();
        assertThat(api(person(Role.PROJECT_MANAGER, structure(Organisation.Kind.INTERGOVERNMENTAL)))
                        .get(CTDC)
                        .status())
                .isEqualTo(403);
    }
}
