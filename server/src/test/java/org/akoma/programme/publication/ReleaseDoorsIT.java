package org.akoma.programme.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Tables for the public, by page, API and straight SQL; the forbidden case first (requirements.md 8.6, trust.md 2). The children are of a day on which no
 * other test has any, so that what others register changes nothing here.
 */
class ReleaseDoorsIT extends HouseIT {

    private static final String DAY = "2012-02-10";
    private static final String RELEASES = "/api/v1/publication/releases";
    private static final String PREVIEW = RELEASES + "/preview";
    private static final String HXL = "/api/v1/exports/hxl";
    private static final String NINE_GIRLS = "{\"table\":\"AGE\",\"row\":\"F\",\"column\":\"0-13\",\"why\":\"SMALL\"}";

    private Organisation iom;
    private String manager;
    private String custodian;
    private String observer;
    private String worker;

    @BeforeEach
    void people() {
        iom = structure(Organisation.Kind.INTERGOVERNMENTAL);
        manager = person(Role.PROJECT_MANAGER, iom);
        custodian = person(Role.DATA_PROTECTION_OFFICER, iom);
        observer = person(Role.OBSERVER, iom);
        worker = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        TestDatabase.ownerDoes("delete from indicators.shown"); // what other tests' readers were shown
    }

    /** As if so many children had been confirmed as victims by then. */
    private static void children(String sex, String age, String nationality, int number) {
        TestDatabase.ownerDoes("""
                insert into indicators.held (kind, unit, spans) select 'FILE', gen_random_uuid(), array[row(gen_random_uuid(), 'I01', '2012-02-01', null, 'CI', null,
                    '%s', '%s', '%s', 'A', null, null, null, 1, 0, 0)::indicators.span] from generate_series(1, %d)""".formatted(sex, age, nationality, number));
    }

    private static Map<String, Object> release() {
        return Map.of("id", Ids.next(), "asOf", DAY, "kinds", List.of("AGE", "NATIONALITY"));
    }

    private Answer verdict(String who, String code, Map<String, ?> said) {
        return api(who).post("/api/v1/decisions/" + request(who, code) + "/verdict", said);
    }

    private String request(String who, String code) {
        for (String list : List.of("waiting", "mine"))
            for (JsonNode one : api(who).get("/api/v1/decisions").json().path(list))
                if (one.path("about").asString().equals(code))
                    return one.path("id").asString();
        throw new AssertionError("no request about " + code + " for " + who);
    }

    /** Who prepares looks first; of a day without children it is said that nothing can be published. */
    private void looked() {
        for (String other : List.of(worker, observer, custodian))
            assertThat(api(other).post(PREVIEW, release()).status()).as(other).isEqualTo(403);
        Answer empty = api(manager).post(PREVIEW, release());
        assertThat(empty.json().path("nothing").asString()).as(empty.body()).isEqualTo("publication.too-few");
        Answer page = look("en");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("Nothing can be published of this day").doesNotContain("??");
    }

    private Answer look(String language) {
        return browser(manager)
                .post(
                        "/publication/releases/new?lang=" + language,
                        "id",
                        Ids.next().toString(),
                        "asOf",
                        DAY,
                        "kinds",
                        "AGE",
                        "look",
                        "yes");
    }

    /** What is hidden is said with why, to who publishes alone; and nothing of it is kept. */
    private void leftOut() {
        Answer preview = api(manager).post(PREVIEW, release());
        assertThat(preview.json().path("nothing").isNull()).as(preview.body()).isTrue();
        assertThat(preview.json().path("leftOut").path("cells").toString())
                .contains(NINE_GIRLS)
                .contains("\"why\":\"COMPLEMENT\"");
        assertThat(look("en").body()).contains("What the public would read", "somebody would compute a small one");
        assertThat(look("fr").body()).contains("Ce que le public lirait").doesNotContain("??");
        assertThat(api(manager).get(RELEASES).body()).doesNotContain(DAY);
    }

    private List<String> shown() {
        List<String> codes = new ArrayList<>();
        Answer answer = nobody().get("/api/v1/public/releases");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        answer.json().path("items").forEach(one -> codes.add(one.path("code").asString()));
        return codes;
    }

    @Test
    void tablesArePreparedByOneAndPublishedByAnother() throws SQLException {
        for (String other : List.of(worker, observer, custodian))
            assertThat(api(other).post(RELEASES, release()).status()).as(other).isEqualTo(403);
        for (String other : List.of(worker, observer)) {
            assertThat(api(other).get(RELEASES).status()).isEqualTo(403);
            assertThat(browser(other).get("/publication").status()).isEqualTo(403);
        }
        assertThat(nobody().get(RELEASES).status()).isEqualTo(401);
        looked();
        assertThat(api(manager).post(RELEASES, release()).fields())
                .as("there are no children yet")
                .containsExactly("asOf");

        children("M", "10-13", "BF", 20);
        children("M", "14-17", "CI", 16);
        children("F", "10-13", "BF", 9);
        children("F", "14-17", "ML", 15);
        leftOut();
        Answer prepared = api(manager).post(RELEASES, release());
        assertThat(prepared.status()).as(prepared.body()).isEqualTo(201);
        String code = prepared.json().path("code").asString();
        assertThat(api(manager).post(RELEASES, release()).code())
                .as("one at a time")
                .isEqualTo("form.invalid");
        assertThat(prepared.json().path("leftOut").path("cells").toString()).contains(NINE_GIRLS);
        for (String page : List.of("/publication/releases/" + code, "/decisions/" + request(custodian, code)))
            assertThat(browser(custodian).get(page + "?lang=en").body())
                    .as("before the second person agrees")
                    .contains("Girls: 0 to 13 years", "Too few children")
                    .doesNotContain("??");
        String read = browser(custodian)
                .get("/decisions/" + request(custodian, code) + "?lang=en")
                .body();
        for (String list : List.of("tables", "partnerTables"))
            for (JsonNode table : prepared.json().path(list))
                for (JsonNode row : table.path("counts"))
                    for (JsonNode count : row)
                        assertThat(read)
                                .as("every count that would be read, or that it is hidden")
                                .contains(count.isNull() ? " hidden" : " " + count.asInt());
        assertThat(shown()).doesNotContain(code);
        assertThat(api(worker).get(RELEASES + "/" + code).status()).isEqualTo(404);
        assertThat(verdict(manager, code, Map.of("agreed", true)).status())
                .as("who prepared it")
                .isEqualTo(403);
        straight(code);
        assertThat(verdict(custodian, code, Map.of("agreed", true)).status()).isLessThan(300);
        assertThat(shown()).contains(code);

        Map<String, JsonNode> tables = new HashMap<>();
        nobody().get("/api/v1/public/releases")
                .json()
                .path("items")
                .path(0)
                .path("tables")
                .forEach(one -> tables.put(one.path("id").asString(), one));
        assertThat(tables.get("SEX").path("counts").path(0).toString()).isEqualTo("[24,36,60]");
        assertThat(tables.get("AGE").path("counts").path(0).toString())
                .as("nine girls")
                .isEqualTo("[null,null,24]");
        assertThat(api(observer)
                        .get("/api/v1/publication/partners")
                        .json()
                        .path("items")
                        .path(0)
                        .path("tables")
                        .path(1)
                        .path("counts")
                        .path(0)
                        .toString())
                .as("partners")
                .isEqualTo("[9,15,24]");
        String tagged = tagged(code);

        children("F", "14-17", "CI", 3);
        assertThat(api(observer).get(HXL).body())
                .as("three girls more are in no file, whatever day it is")
                .isEqualTo(tagged);
        assertThat(api(manager).post(RELEASES, release()).fields())
                .as("three girls more")
                .containsExactly("asOf");
        Answer withdrawn =
                api(manager).post(RELEASES + "/" + code + "/withdrawal", Map.of("reason", "A mistake in the text"));
        assertThat(withdrawn.status()).as(withdrawn.body()).isEqualTo(200);
        assertThat(verdict(manager, code, Map.of("agreed", true)).status())
                .as("who asked")
                .isEqualTo(403);
        assertThat(shown()).contains(code);
        assertThat(verdict(custodian, code, Map.of("agreed", true)).status()).isLessThan(300);
        assertThat(shown()).doesNotContain(code);
        assertThat(api(observer).get(HXL).body()).doesNotContain(code);
        assertThat(api(manager).post(RELEASES, release()).fields())
                .as("what was read stays known")
                .containsExactly("asOf");

        children("F", "14-17", "CI", 12);
        Answer next = api(manager).post(RELEASES, release());
        assertThat(next.status()).as(next.body()).isEqualTo(201);
        String second = next.json().path("code").asString();
        children("M", "14-17", "CI", 11);
        assertThat(verdict(custodian, second, Map.of("agreed", true)).fields())
                .as("other children now")
                .isNotEmpty();
        assertThat(verdict(custodian, second, Map.of("agreed", false, "reason", "Counted too early"))
                        .status())
                .isLessThan(300);
        assertThat(api(manager)
                        .get(RELEASES + "/" + second)
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("NOT_PUBLISHED");
        assertThat(shown()).doesNotContain(second);
    }

    /** Files for everybody and for partners have the numbers of the release, its day, and what it hides. */
    private String tagged(String code) {
        String file = api(observer).get(HXL).body();
        assertThat(file)
                .contains(
                        code + "," + DAY + ",,,60,",
                        code + "," + DAY + ",SEX,F,24,",
                        code + "," + DAY + ",AGE,0-13,29,");
        assertThat(file.lines().filter(line -> line.startsWith("I01,")).toList())
                .as("the newest of each")
                .allMatch(line -> line.contains("," + code + "," + DAY + ",") || !line.contains(",SEX,"));
        assertThat(api(observer).get(HXL + "?audience=PARTNERS").body()).contains(code + "," + DAY + ",,,60,");
        assertThat(browser(manager).get("/exchange").body()).contains(HXL + "?table=INDICATORS&amp;audience=PUBLIC");
        return file;
    }

    /** What PostgreSQL itself holds while a release waits. */
    private void straight(String code) throws SQLException {
        String row =
                "insert into publication.release (id, as_of, exact, for_public, for_partners) values (gen_random_uuid(), '"
                        + DAY + "', '[]', '%s', '[{\"counts\": [[9]]}]')";
        assertThat(LoginSql.refusal(actor(manager), clock.instant(), row.formatted("[{\"counts\": [[11, 7]]}]")))
                .contains("publication.small-count");
        assertThat(LoginSql.refusal(actor(worker), clock.instant(), row.formatted("[{\"counts\": [[11]]}]")))
                .contains("row-level security");
        assertThat(LoginSql.refusal(
                        actor(manager),
                        clock.instant(),
                        "insert into publication.release (id, as_of, exact, for_public, for_partners, figures) values (gen_random_uuid(), '"
                                + DAY + "', '[]', '[]', '[]', '[{\"source\": \"Adjoa\"}]')"))
                .as("figures of others come from the operations alone")
                .contains("permission denied");
        String where = " where code = '" + code + "'";
        assertThat(LoginSql.refusal(
                        actor(custodian),
                        clock.instant(),
                        "update publication.release set published_at = access.moment(), published_by = access.actor()"
                                + where))
                .contains("publication.not-agreed");
        assertThat(LoginSql.refusal(
                        actor(manager), clock.instant(), "update publication.release set for_public = '[]'" + where))
                .contains("permission denied");
        assertThat(LoginSql.refusal(actor(manager), clock.instant(), "delete from publication.release" + where))
                .contains("permission denied");
        assertThat(LoginSql.refusal(actor(worker), clock.instant(), "select * from publication.counts('" + DAY + "')"))
                .contains("access.role-needed");
        assertThat(LoginSql.answer(actor(worker), clock.instant(), "select count(*) from publication.release"))
                .isEqualTo("0");
    }

    /** As if the police had noted that a source published a number of children. */
    private static void published(String source, int number) {
        TestDatabase.ownerDoes("""
                with file as (insert into access.dossier select gen_random_uuid(), 'akoma_enforcement', p.id, '2012-02-01' from access.person p limit 1
                              returning id),
                     one as (insert into operations.operation (id, code, country, starts_on, sectors, area, expected_children, care_capacity, care_confirmed_by, status,
                                 started_at, closed_at)
                             select id, 'OP-' || upper(left(id::text, 8)), 'CI', '2012-02-01', '{COCOA}', '\\x00', 1, 1, 'X', 'CLOSED', '2012-02-01', '2012-02-02'
                               from file returning id)
                insert into operations.figure (id, operation_id, source, published_on, measure, value_text, low, high)
                select gen_random_uuid(), o.id, '%s', '2012-02-01', 'CHILDREN', '%d', %d, %d from one o""".formatted(source, number, number, number));
    }

    @Test
    void aSourceThatIsNoPublisherIsNotSaid() {
        published("Adjoa.12ans.Meagui", 61);
        published("reuters", 62);
        Organisation shelters = structure(Organisation.Kind.NGO);
        published(shelters.code(), 63);
        try {
            Answer preview = api(manager).post(PREVIEW, release());
            assertThat(preview.json().path("figures").toString())
                    .as("what is proposed")
                    .contains("\"source\":null", "\"value\":\"61\"", "\"source\":\"reuters\"", "\"value\":\"63\"")
                    .as("a structure that serves children")
                    .doesNotContain(shelters.code());
            assertThat(look("fr").body()).doesNotContain("Adjoa");
            Answer read = api(observer).get("/api/v1/indicators?asOf=2012-03-05");
            assertThat(read.body()).contains("reuters").doesNotContain("Adjoa");
            assertThat(browser(observer).get("/indicators").body())
                    .contains("reuters", "une autre source")
                    .doesNotContain("Adjoa");
        } finally {
            TestDatabase.ownerDoes("delete from operations.figure where published_on = '2012-02-01'");
        }
    }

    @Test
    void theLoginOfThePublicReadsWhatIsPublishedAndNothingElse() throws SQLException {
        try (Connection login = TestDatabase.connectAs("akoma_publication");
                Statement ask = login.createStatement()) {
            for (String table : List.of(
                    "publication.release",
                    "cases.case_file",
                    "cases.consent",
                    "access.person",
                    "indicators.held",
                    "operations.figure"))
                assertThat(refusal(ask, "select * from " + table)).as(table).contains("permission denied");
            for (String call : List.of("publication.counts('2015-11-16')", "publication.partner_releases()"))
                assertThat(refusal(ask, "select * from " + call)).as(call).contains("permission denied");
            for (String view : List.of("publication.report_release", "publication.report_partner"))
                assertThat(refusal(ask, "select * from " + view)).as(view).isEmpty();
            try (ResultSet readable = ask.executeQuery("""
                    select string_agg(c.oid::regclass::text, ' ' order by 1) from pg_class c join pg_namespace n on n.oid = c.relnamespace
                     where n.nspname not in ('pg_catalog', 'information_schema') and c.relkind in ('r', 'v', 'm', 'p') and has_any_column_privilege(c.oid, 'select')
                       and c.relname not like 'report\\_%' and n.nspname <> 'vault'""")) {
                readable.next();
                assertThat(readable.getString(1)).as("besides report_ views").isNull();
            }
            try (ResultSet callable = ask.executeQuery("""
                    select string_agg(n.nspname || '.' || p.proname, ' ' order by n.nspname) from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                     where n.nspname not in ('pg_catalog', 'information_schema') and has_schema_privilege(n.oid, 'usage')
                       and has_function_privilege(p.oid, 'execute') and p.prorettype <> 'trigger'::regtype""")) {
                callable.next();
                assertThat(callable.getString(1))
                        .as("no exact count")
                        .isEqualTo("publication.report_stories training.report_certificate");
            }
        }
    }

    private static String refusal(Statement ask, String sql) {
        try {
            ask.executeQuery(sql).close();
            return "";
        } catch (SQLException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    @Test
    void thePublicPageIsTheSameForEverybodyAndKeepsNothing() {
        for (String path :
                List.of("/public", "/public?lang=en", "/public/press-sheet?format=pdf", "/api/v1/public/releases")) {
            Answer page = nobody().get(path);
            assertThat(page.status()).as(path).isEqualTo(200);
            assertThat(page.header("Set-Cookie")).as(path).isEmpty();
            assertThat(page.header("Cache-Control").orElseThrow())
                    .as(path)
                    .contains("public")
                    .doesNotContain("no-store");
        }
        assertThat(browser(manager).get("/public").body())
                .as("nothing of who reads it")
                .doesNotContain(manager)
                .doesNotContain(manager.toUpperCase(java.util.Locale.ROOT));
        assertThat(nobody().get("/public/press-sheet?format=pdf").body()).startsWith("%PDF");
        assertThat(nobody().get("/public?lang=en").body()).contains("lang=\"en\"", "href=\"/report?lang=en\"");
    }
}
