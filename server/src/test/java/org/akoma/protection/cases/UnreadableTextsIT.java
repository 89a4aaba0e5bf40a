package org.akoma.protection.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.consent.SomeConsent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A text that somebody wrote past the application, or that was damaged, does not open: its line says so, and no page or list beside it fails. */
class UnreadableTextsIT extends HouseIT {

    private static final String SAYS = "Ce texte est illisible";
    private static final List<String> PARTS = List.of(
            "",
            "/identity",
            "/family",
            "/exploitation",
            "/consents",
            "/guardians",
            "/notes",
            "/medical",
            "/victim-status",
            "/assessments",
            "/placements",
            "/best-interests",
            "/tracings",
            "/homecomings",
            "/plans",
            "/grants",
            "/history",
            "/closure",
            "/search",
            "/corrections",
            "/services",
            "/payments",
            "/enrolments",
            "/visits",
            "/alerts",
            "/csi",
            "/risk",
            "/referrals",
            "/attachments");
    private static final List<String> PAGES = List.of(
            "",
            "/identity",
            "/health",
            "/consents",
            "/notes",
            "/placement",
            "/plan",
            "/tracing",
            "/homecoming",
            "/access",
            "/history",
            "/closure",
            "/search",
            "/aid",
            "/visits",
            "/alerts",
            "/risk",
            "/referrals",
            "/messages",
            "/attachments",
            "/print");

    @Autowired
    private JdbcClient jdbc;

    private Organisation ngo;
    private String supervisor;
    private String worker;
    private String code;

    @BeforeEach
    void aFileWithWordsInIt() {
        ngo = structure(Organisation.Kind.NGO);
        supervisor = person(Role.CASE_SUPERVISOR, ngo);
        worker = person(Role.CASE_WORKER, ngo, null, actor(supervisor).personId());
        Caller own = api(worker);
        code = own.post(
                        "/api/v1/cases",
                        Map.of("sex", "F", "age", 14, "country", "CI", "givenNames", "Aya", "anyway", true))
                .json()
                .path("code")
                .asString();
        String file = "/api/v1/cases/" + code;
        own.post(file + "/notes", Map.of("kind", "NOTE", "at", "2015-11-16T07:00", "text", "Elle a ri."));
        own.post(file + "/guardians", SomeConsent.guardian("2015-06-09"));
        own.put(file + "/family", Map.of("role", "UNAWARE", "caregivers", "oncle"), "\"0\"");
        own.post(file + "/medical", Map.of("kind", "SCREENING", "at", "2015-11-16T07:30", "detail", "fièvre"));
        own.post(file + "/assessments", Map.of("kind", "INITIAL", "risk", "MEDIUM", "reason", "seule en ville"));
        own.post(
                file + "/placements",
                Map.of(
                        "kind",
                        "FOSTER_FAMILY",
                        "country",
                        "CI",
                        "since",
                        "2015-11-16",
                        "reason",
                        "BETTER_SUITED",
                        "withWhom",
                        "tante"));
    }

    private UUID id() throws SQLException {
        return UUID.fromString(owner("select id from cases.case_file where code = '" + code + "'"));
    }

    private static String owner(String sql) throws SQLException {
        try (Connection connection = TestDatabase.connectAs(Compartment.MIGRATOR);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    /** @return the columns in which something of this file was damaged */
    private List<String> damageAll(UUID file) throws SQLException {
        List<String> damaged = new ArrayList<>();
        try (Connection connection = TestDatabase.connectAs(Compartment.MIGRATOR);
                Statement ask = connection.createStatement();
                Statement change = connection.createStatement();
                ResultSet columns = ask.executeQuery("""
                        select c.table_schema || '.' || c.table_name, c.column_name from information_schema.columns c
                          join information_schema.columns f using (table_schema, table_name)
                          join information_schema.tables t using (table_schema, table_name)
                         where f.column_name = 'file_id' and t.table_type = 'BASE TABLE' and c.data_type = 'bytea'
                           and c.column_name in ('sealed', 'detail', 'asked', 'answer', 'outcome', 'why', 'proposal', 'reason', 'minutes', 'agenda')
                           and c.table_schema not in ('journal', 'vault')""")) {
            connection.setAutoCommit(false);
            while (columns.next()) {
                String table = columns.getString(1);
                String column = columns.getString(2);
                change.execute("alter table " + table + " disable trigger user");
                int rows = change.executeUpdate("update " + table + " set " + column + " = '\\x0102' where file_id = '"
                        + file + "' and " + column + " is not null");
                if (rows > 0) damaged.add(table + "." + column);
                change.execute("set constraints all immediate");
                change.execute("alter table " + table + " enable trigger user");
            }
            connection.commit();
        }
        return damaged;
    }

    @Test
    void noPartOfAFileFailsForOneThatDoesNotOpen() throws SQLException {
        assertThat(damageAll(id()))
                .contains(
                        "cases.note.sealed",
                        "cases.identity.sealed",
                        "cases.family.sealed",
                        "cases.placement.sealed",
                        "cases.guardian.sealed")
                .hasSizeGreaterThan(6);
        for (String reader : List.of(worker, supervisor)) {
            for (String part : PARTS)
                assertThat(api(reader).get("/api/v1/cases/" + code + part).status())
                        .as(part)
                        .isLessThan(500);
            for (String page : PAGES)
                assertThat(browser(reader).get("/cases/" + code + page).status())
                        .as(page)
                        .isLessThan(500);
            for (String list : List.of("/", "/cases", "/tasks", "/decisions"))
                assertThat(browser(reader).get(list).status()).as(list).isEqualTo(200);
        }
        assertThat(api(worker).get("/api/v1/cases/" + code + "/notes").body()).contains(SAYS);
        assertThat(browser(worker).get("/cases/" + code + "/notes").body()).contains(SAYS);
    }

    /** Whose proposal nobody can read hides nobody else's, and nobody agrees to it. */
    @Test
    void aProposalThatDoesNotOpenIsALineOfItsOwnAndAgreedToByNobody() {
        UUID request = Ids.next();
        transactions.doAs(
                actor(worker),
                () -> jdbc.sql("""
                                select access.propose(:id, 'AGE', f.id, f.id, 1, '{}', 'x'::bytea, 'x'::bytea) from cases.case_file f where f.code = :code
                                """)
                        .param("id", request)
                        .param("code", code)
                        .query((row, n) -> true)
                        .list());
        String address = "/api/v1/decisions/" + request;
        assertThat(api(supervisor).get("/api/v1/decisions").body()).contains(request.toString());
        assertThat(browser(supervisor).get("/decisions").status()).isEqualTo(200);
        assertThat(api(supervisor).get(address).body()).contains(SAYS);
        assertThat(browser(supervisor).get("/decisions/" + request).body())
                .contains(SAYS)
                .doesNotContain("??");
        Answer agreed = api(supervisor).post(address + "/verdict", Map.of("agreed", true));
        assertThat(agreed.status()).isEqualTo(422);
        assertThat(agreed.body()).contains("access.decision-unreadable").doesNotContain("??");
        assertThat(api(supervisor)
                        .post(address + "/verdict", Map.of("agreed", false, "reason", "Illisible"))
                        .status())
                .isLessThan(300);
    }

    @Test
    void anEmergencyWhoseReasonDoesNotOpenIsListedAndJudged() {
        Organisation other = structure(Organisation.Kind.NGO);
        String opener = person(Role.CASE_WORKER, other);
        api(opener)
                .post(
                        "/api/v1/cases/" + code + "/break-glass",
                        Map.of("reason", "L’enfant appelle à l’aide et personne ne vient."));
        TestDatabase.ownerDoes(
                "update access.break_glass set reason = '\\x010000000300' where file_code = '" + code + "'");
        String list = api(supervisor).get("/api/v1/break-glass").body();
        assertThat(list).contains(code, SAYS);
        assertThat(browser(supervisor).get("/break-glass").body()).contains(SAYS);
        String custodian = person(Role.DATA_PROTECTION_OFFICER, ngo);
        assertThat(api(custodian).get("/api/v1/break-glass").status()).isEqualTo(200);
    }

    @Test
    void anExportWhosePurposeDoesNotOpenIsListed() {
        transactions.doAs(actor(supervisor), () -> jdbc.sql("""
                                insert into exchange.export_request (id, requested_by, requested_at, format, purpose)
                                values (gen_random_uuid(), access.actor(), access.moment(), 'CSV', 'x')
                                """).update());
        String custodian = person(Role.DATA_PROTECTION_OFFICER, ngo);
        assertThat(api(custodian).get("/api/v1/exports/requests").body()).contains(SAYS);
        assertThat(browser(custodian).get("/exchange").status()).isEqualTo(200);
    }
}
