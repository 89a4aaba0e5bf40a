package org.akoma.protection.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.emergencies.AskBulkRead;
import org.akoma.ground.emergencies.BulkReads;
import org.akoma.ground.forms.Forms;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Lists about children leave with two people where who takes them works with no child. */
class BulkReadIT extends LeastHouse {

    @Autowired
    private Decisions decisions;

    @Autowired
    private BulkReads reads;

    @Autowired
    private Forms forms;

    @Test
    void theDeclarationOffersEveryList() {
        assertThat(forms.view(AskBulkRead.class).fields().getFirst().codes())
                .containsExactlyElementsOf(new TreeSet<>(BulkReads.ABOUT_CHILDREN));
    }

    @Test
    void whoOverseesOrPaysTakesNoListAlone() {
        String finance = person(Role.FINANCE_OFFICER, ngo);
        for (String list : List.of("/api/v1/cases/file", "/api/v1/exports/htcds", "/api/v1/referrals/file"))
            refused(projectManager, list);
        for (String reader : List.of(projectManager, finance)) {
            refused(reader, "/api/v1/payments/file");
            assertThat(api(reader).get("/api/v1/services/file?format=csv").status())
                    .isEqualTo(403);
        }
        assertThat(browser(projectManager).get("/cases/file?format=csv").status())
                .isEqualTo(403);
        assertThat(api(worker).get("/api/v1/cases/file?format=csv").status()).isEqualTo(200);
    }

    /** One more role that reads no file makes the lists of all children nobody's own work: by API, as a job, and in the database. */
    @Test
    void anotherRoleBesideItChangesNothing() throws SQLException {
        String finance = person(Role.FINANCE_OFFICER, ngo);
        for (Role beside : List.of(Role.OBSERVER, Role.EVALUATOR, Role.PROVIDER, Role.MINISTRY_OFFICER))
            for (String reader : List.of(person(Role.PROJECT_MANAGER, ngo), finance)) {
                UUID them = actor(reader).personId();
                TestDatabase.ownerDoes(
                        "insert into access.person_role (id, person_id, compartment, organisation_id, role, reach, valid_from, approved_at)"
                                + " values (gen_random_uuid(), '" + them + "', 'akoma_protection', '" + ngo.id()
                                + "', '" + beside + "', '" + beside.reach() + "', '" + BEGINNING + "', '" + BEGINNING
                                + "')");
                for (String list : BulkReads.ABOUT_CHILDREN)
                    assertThat(LoginSql.refusal(
                                    actor(reader), MORNING, "select access.count_exported('" + list + "', 5)"))
                            .as(beside + " " + list)
                            .contains("bulk-read-by-two");
                refused(reader, "/api/v1/payments/file");
                if (reader.equals(finance)) continue;
                for (String list : List.of("/api/v1/cases/file", "/api/v1/exports/htcds", "/api/v1/referrals/file"))
                    refused(reader, list);
                assertThat(api(reader)
                                .post("/api/v1/exports/jobs", Map.of("id", Ids.next(), "format", "CSV"))
                                .body())
                        .contains("pages.bulk-read-by-two");
                assertThat(LoginSql.refusal(
                                actor(reader),
                                MORNING,
                                "insert into exchange.export_job (id, until, format, files_total) values"
                                        + " (gen_random_uuid(), access.moment() + interval '1 hour', 'CSV', 1)"))
                        .contains("row-level security");
            }
    }

    private void refused(String reader, String list) {
        Answer answer = api(reader).get(list + "?format=csv");
        assertThat(answer.status()).as(list).isEqualTo(403);
        assertThat(answer.code()).as(list).isEqualTo("pages.bulk-read-by-two");
        assertThat(answer.body()).doesNotContain(file.code());
    }

    @Test
    void aSecondPersonAgreesToOneTakingOfOneListInOneFormatOnOneDay() {
        UUID asked = ask("cases");
        assertThat(verdict(projectManager, asked)).isInstanceOf(Decisions.Verdict.OwnWork.class);
        assertThat(verdict(person(Role.PROJECT_MANAGER, ngo), asked)).isNotInstanceOf(Decisions.Verdict.Done.class);
        refused(projectManager, "/api/v1/cases/file");
        assertThat(verdict(person(Role.DATA_PROTECTION_OFFICER, ngo), asked))
                .isInstanceOf(Decisions.Verdict.Done.class);
        Answer taken = api(projectManager).get("/api/v1/cases/file?format=csv&q=" + file.code());
        assertThat(taken.status()).isEqualTo(200);
        assertThat(taken.body()).contains(file.code());
        assertThat(api(projectManager).get("/api/v1/cases/file?format=csv").code())
                .isEqualTo("pages.bulk-read-taken");
        refused(projectManager, "/api/v1/exports/htcds");
        assertThat(verdict(person(Role.DATA_PROTECTION_OFFICER, ngo), ask("cases")))
                .as("asked again on the same day")
                .isInstanceOf(Decisions.Verdict.Done.class);
        assertThat(api(projectManager).get("/api/v1/cases/file?format=xlsx").status())
                .as("another format")
                .isEqualTo(403);
        assertThat(api(projectManager).get("/api/v1/cases/file?format=csv").status())
                .isEqualTo(200);
        assertThat(verdict(person(Role.DATA_PROTECTION_OFFICER, ngo), ask("htcds")))
                .isInstanceOf(Decisions.Verdict.Done.class);
        assertThat(api(projectManager).get("/api/v1/exports/htcds?format=xlsx").status())
                .isEqualTo(403);
        assertThat(api(projectManager).get("/api/v1/exports/htcds?format=csv").status())
                .isEqualTo(200);
        refused(projectManager, "/api/v1/exports/htcds");
        assertThat(verdict(person(Role.DATA_PROTECTION_OFFICER, ngo), ask("cases")))
                .isInstanceOf(Decisions.Verdict.Done.class);
        clock.moveTo(MORNING.plus(Duration.ofDays(1)));
        refused(projectManager, "/api/v1/cases/file");
    }

    /** The page of one's exports says what waits, what may be exported and what was; an old page that is pressed again says that it was. */
    @Test
    void thePageOfExportsSaysWhatBecameOfEach() {
        var page = browser(projectManager);
        UUID asked = ask("cases");
        assertThat(page.get("/bulk-reads?lang=fr").body()).contains("aujourd’hui seulement", "/decisions/" + asked);
        var officer = browser(person(Role.DATA_PROTECTION_OFFICER, ngo));
        assertThat(officer.get("/decisions/" + asked + "?lang=fr").body())
                .contains("Cette demande vaut aujourd’hui seulement")
                .doesNotContain("href=\"/bulk-reads");
        assertThat(officer.post("/decisions/" + asked + "/verdict", "agreed", "true")
                        .location())
                .contains("decisions.agreed-list");
        assertThat(page.get("/decisions/" + asked).body()).contains("href=\"/bulk-reads\"");
        assertThat(page.get("/bulk-reads").body())
                .contains("Exporter depuis la liste", "href=\"/cases\"")
                .doesNotContain("/decisions/" + asked);
        assertThat(page.get("/cases/file?format=csv").status()).isEqualTo(200);
        assertThat(page.get("/cases").body()).doesNotContain("format=csv");
        assertThat(page.get("/bulk-reads").body()).contains("Déjà exporté aujourd’hui");
        var pressed = page.get("/cases/file?format=csv");
        assertThat(pressed.status()).isEqualTo(409);
        assertThat(pressed.body()).contains("Déjà exporté aujourd’hui", "/bulk-reads");
    }

    /** The page to which an agreed list leads is there, and offers it; the lists of one child have none. */
    @Test
    void eachAgreedListLeadsToThePageThatHasIt() {
        var page = browser(projectManager);
        var care = browser(person(Role.CASE_SUPERVISOR, ngo));
        String officer = person(Role.DATA_PROTECTION_OFFICER, ngo);
        var places = java.util.regex.Pattern.compile("btn--small\" href=\"([^\"]+)\"");
        for (String list : BulkReads.ABOUT_CHILDREN) {
            assertThat(verdict(officer, ask(list))).as(list).isInstanceOf(Decisions.Verdict.Done.class);
            var ways = places.matcher(page.get("/bulk-reads").body()).results().map(one -> one.group(1));
            for (String way : ways.toList())
                assertThat(List.of(page.get(way).status(), care.get(way).status()))
                        .as(list + " at " + way + ": a page of this reader or of another")
                        .contains(200);
        }
        assertThat(page.get("/bulk-reads").body())
                .contains("href=\"/exchange\"")
                .doesNotContain("href=\"/ctdc\"");
    }

    /** Of a list that there is, for oneself and for today: past the page too. */
    @Test
    void nobodyAsksForAnotherListNorForAnother() throws SQLException {
        long today = MORNING.atZone(java.time.ZoneOffset.UTC).toLocalDate().toEpochDay();
        UUID me = actor(projectManager).personId();
        UUID other = actor(person(Role.PROJECT_MANAGER, ngo)).personId();
        for (String list : BulkReads.ABOUT_CHILDREN)
            assertThat(asking(me + "/" + list + "/CSV", today, "'\\x00'"))
                    .as(list)
                    .isEmpty();
        for (String list : List.of("people", "", "cases/x"))
            assertThat(asking(me + "/" + list + "/CSV", today, "'\\x00'"))
                    .as(list)
                    .contains("not-theirs-to-propose");
        assertThat(asking(other + "/cases/CSV", today, "'\\x00'")).contains("not-theirs-to-propose");
        assertThat(asking(me + "/cases/CSV", today + 1, "'\\x00'")).contains("not-theirs-to-propose");
        assertThat(asking(me + "/cases/CSV", today, "null"))
                .as("the second person would read no list")
                .contains("nothing-proposed");
    }

    /** Straight as their own login: nothing is counted as left that no agreement was used up for, and one is used up once. */
    @Test
    void theDatabaseKnowsOneTakingAlone() throws SQLException {
        String counts = "select access.count_exported('cases', 5)";
        assertThat(LoginSql.refusal(actor(projectManager), MORNING, counts)).contains("bulk-read-by-two");
        assertThat(LoginSql.refusal(
                        actor(projectManager),
                        MORNING,
                        "insert into access.bulk_read_taken select id, proposed_by, 'cases', 'CSV',"
                                + " current_date, now() from access.decision"))
                .contains("permission denied");
        assertThat(LoginSql.refusal(
                        actor(projectManager),
                        MORNING,
                        "insert into exchange.export_job (id, until, format, files_total) values"
                                + " (gen_random_uuid(), access.moment() + interval '1 hour', 'CSV', 1)"))
                .contains("row-level security");
        verdict(person(Role.DATA_PROTECTION_OFFICER, ngo), ask("cases"));
        assertThat(taken("CSV")).isTrue();
        assertThat(taken("CSV")).isFalse();
        assertThat(taken("XLSX")).isFalse();
    }

    private boolean taken(String format) {
        try {
            transactions.doAs(actor(projectManager), () -> reads.take(actor(projectManager), "cases", format));
            return true;
        } catch (BulkReads.NotAgreed none) {
            return false;
        }
    }

    private String asking(String subject, long day, String proposal) throws SQLException {
        UUID named = UUID.nameUUIDFromBytes(("BULK_READ/" + subject).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return LoginSql.refusal(
                actor(projectManager),
                MORNING,
                "select access.propose(gen_random_uuid(), 'BULK_READ', null, '" + named + "', " + day + ", '{}', null, "
                        + proposal + ")");
    }

    @Test
    void aPageOffersTheFileOnlyWhileItWasAgreed() {
        var page = browser(projectManager);
        var finance = browser(person(Role.FINANCE_OFFICER, ngo));
        for (String list : List.of("cases", "payments", "services", "referrals")) {
            assertThat(page.get("/" + list).body())
                    .as(list)
                    .contains("/bulk-reads?list=" + list)
                    .doesNotContain("format=csv", "format=xlsx");
            assertThat(finance.get("/" + list).body()).as(list).doesNotContain("format=csv", "format=xlsx");
        }
        assertThat(finance.get("/payments").body()).contains("/bulk-reads?list=payments");
        assertThat(page.get("/exchange").body())
                .contains("/bulk-reads?list=htcds", "/bulk-reads?list=ctdc")
                .doesNotContain("exports/htcds?format", "exports/ctdc");
        assertThat(page.get("/bulk-reads?list=cases").body()).containsPattern("value=\"cases\" selected");
        verdict(person(Role.DATA_PROTECTION_OFFICER, ngo), ask("cases"));
        assertThat(page.get("/cases").body()).contains("format=csv").doesNotContain("/bulk-reads?list=");
        assertThat(page.get("/services").body()).doesNotContain("format=csv");
        assertThat(browser(worker).get("/cases").body()).contains("format=csv").doesNotContain("/bulk-reads");
    }

    @Test
    void whatOversightTakesDoesNotSayWhoTheChildIs() {
        verdict(person(Role.DATA_PROTECTION_OFFICER, ngo), ask("htcds"));
        String[] rows = api(projectManager).get("/api/v1/exports/htcds").body().split("\\R");
        String row = List.of(rows).stream()
                .filter(line -> line.contains(file.code()))
                .findFirst()
                .orElseThrow();
        assertThat(row.replace(file.code(), ""))
                .contains("Active")
                .doesNotContain("Feminine", "14", "PossibleVictim", "SHELTER");
        String own = api(worker).get("/api/v1/exports/htcds").body();
        assertThat(own).contains("Feminine", "14");
    }

    @Test
    void othersHaveNothingToAsk() {
        Map<String, Object> body = Map.of("list", "cases", "format", "CSV", "why", "Rapport");
        assertThat(api(worker).post("/api/v1/bulk-reads", body).status()).isEqualTo(403);
        assertThat(browser(worker).get("/bulk-reads").status()).isEqualTo(403);
        var page = browser(projectManager);
        assertThat(page.get("/bulk-reads").status()).isEqualTo(200);
        assertThat(page.post("/bulk-reads", "list", "cases").status()).isEqualTo(422);
        assertThat(page.post("/bulk-reads", "list", "cases", "format", "CSV", "why", "Rapport")
                        .status())
                .isEqualTo(303);
    }

    @Test
    void theDaysTotalRingsTheDataProtectionOfficer() {
        String custodian = person(Role.DATA_PROTECTION_OFFICER, ngo);
        transactions.doAs(actor(worker), () -> reads.count("cases", 1500));
        assertThat(api(custodian).get("/api/v1/notices").body()).contains("\"unread\":0");
        transactions.doAs(actor(worker), () -> reads.count("cases", 1500));
        assertThat(api(custodian).get("/api/v1/notices").body()).doesNotContain("\"unread\":0");
    }

    /** The same lines a page at a time, as JSON or on pages: no second person, but nobody walks through them unheard. */
    @Test
    void manyLinesReadPageByPageRingTheDataProtectionOfficer() {
        String custodian = person(Role.DATA_PROTECTION_OFFICER, structure(Organisation.Kind.NGO));
        TestDatabase.ownerDoes("insert into journal.lines_listed (person_id, day, lines) values ('"
                + actor(projectManager).personId() + "', '2015-11-16', 1000), ('"
                + actor(worker).personId()
                + "', '2015-11-16', 1000)");
        api(worker).get("/api/v1/cases");
        assertThat(api(custodian).get("/api/v1/notices").body())
                .as("a worker's own children")
                .contains("\"unread\":0");
        assertThat(api(projectManager).get("/api/v1/cases?limit=1").body()).contains("AK-");
        assertThat(api(custodian).get("/api/v1/notices").body()).contains("\"unread\":1");
        for (String list : List.of("/services", "/payments", "/referrals", "/cases"))
            browser(projectManager).get(list);
        assertThat(api(custodian).get("/api/v1/notices").body())
                .as("once a day")
                .contains("\"unread\":1");
        assertThat(browser(custodian).get("/").body())
                .contains("Beaucoup d’enfants lus dans des listes", projectManager.toUpperCase())
                .doesNotContain(worker.toUpperCase());
    }

    /** Half of a house are many, however few the lines: the page that passes it is shown and rings, and reading on asks for two. */
    @Test
    void manyChildrenReadInListsRingAndThenNeedASecondPerson() {
        String custodian = person(Role.DATA_PROTECTION_OFFICER, structure(Organisation.Kind.NGO));
        String finance = person(Role.FINANCE_OFFICER, ngo);
        opened("Ruby");
        int most = childrenOfADay();
        assertThat(most).isBetween(20, 200);
        readOf(most);
        Answer first = api(projectManager).get("/api/v1/cases?limit=1");
        assertThat(first.status()).isEqualTo(200);
        assertThat(api(custodian).get("/api/v1/notices").body()).contains("\"unread\":1");
        String further = "/cases?limit=1&cursor=" + first.json().path("next").asString();
        readOf(201 - most);
        byTwo("/api/v1" + further);
        assertThat(browser(projectManager).get(further).status()).isEqualTo(403);
        assertThat(browser(projectManager).get(further).body()).contains("/bulk-reads?list=cases");
        assertThat(api(projectManager).get("/api/v1/cases?limit=2").status())
                .as("a first page")
                .isEqualTo(200);
        readOf(201);
        opened("Saphir");
        byTwo("/api/v1/cases?limit=100");
        assertThat(verdict(custodian, ask("cases"))).isInstanceOf(Decisions.Verdict.Done.class);
        assertThat(api(projectManager).get("/api/v1/cases?limit=100").status()).isEqualTo(200);
        assertThat(api(finance).get("/api/v1/services").status()).isEqualTo(200);
    }

    private void byTwo(String list) {
        Answer answer = api(projectManager).get(list);
        assertThat(answer.status()).as(list).isEqualTo(403);
        assertThat(answer.code()).as(list).isEqualTo("journal.lists-by-two");
        assertThat(answer.body()).doesNotContain("AK-");
    }

    private void readOf(int children) {
        TestDatabase.ownerDoes("insert into journal.child_listed select '"
                + actor(projectManager).personId() + "', '2015-11-16', gen_random_uuid() from generate_series(1, "
                + children + ")");
    }

    private static int childrenOfADay() {
        try (var owner = TestDatabase.connectAs(Compartment.MIGRATOR);
                var row = owner.createStatement().executeQuery("select journal.children_of_a_day()")) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private UUID ask(String list) {
        Answer asked = api(projectManager)
                .post("/api/v1/bulk-reads", Map.of("list", list, "format", "CSV", "why", "Rapport mensuel"));
        assertThat(asked.status()).as(asked.body()).isEqualTo(201);
        return UUID.fromString(asked.json().path("decision").asString());
    }

    private Decisions.Verdict verdict(String by, UUID decision) {
        return transactions.as(actor(by), () -> decisions.decide(actor(by), decision, true, null));
    }
}
