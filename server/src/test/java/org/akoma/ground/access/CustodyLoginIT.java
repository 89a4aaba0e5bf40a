package org.akoma.ground.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.ground.journal.SealedRoots;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A stolen password of the data protection officer's login opens nothing: what is read there is read for one who is inside. */
class CustodyLoginIT extends HouseIT {

    private static final List<String> WATCHED = List.of(
            "access.file_grant",
            "access.break_glass",
            "access.person",
            "access.person_role",
            "access.second_factor_reset",
            "access.focal_point",
            "access.exported_lines",
            "access.decision",
            "access.sharing_agreement",
            "journal.entry",
            "oversight.unusual_reading",
            "exchange.export_request",
            "followup.complaint",
            "followup.complaint_step",
            "followup.alert");

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApplicationContext house;

    private String custodian;

    @BeforeEach
    void somebodyWhoSees() {
        Organisation ngo = structure(Organisation.Kind.NGO);
        custodian = person(Role.DATA_PROTECTION_OFFICER, ngo);
        String worker = person(Role.CASE_WORKER, ngo);
        api(worker).post("/api/v1/cases", Map.of("sex", "F", "age", 11, "country", "CI"));
    }

    private static String alone(String sql) {
        try (Connection login = TestDatabase.connectAs(Compartment.CUSTODY.login());
                Statement ask = login.createStatement()) {
            login.setAutoCommit(false);
            if (!ask.execute(sql)) return ask.getUpdateCount() + " rows";
            try (var row = ask.getResultSet()) {
                return row.next() ? String.valueOf(row.getString(1)) : "nothing";
            }
        } catch (SQLException refused) {
            return refused.getMessage();
        }
    }

    @Test
    void thePasswordAloneReadsNothing() throws SQLException {
        for (String table : WATCHED)
            assertThat(alone("select count(*) from " + table)).as(table).isEqualTo("0");
        for (String table : List.of("access.file_grant", "access.person", "journal.entry"))
            assertThat(Integer.parseInt(
                            LoginSql.answer(actor(custodian), clock.instant(), "select count(*) from " + table)))
                    .as(table)
                    .isPositive();
    }

    /** It seals and verifies the journal for nobody, and writes no root of its own invention, nor an older mark of what was published. */
    @Test
    void thePasswordAloneWritesNoFalseRoot() {
        assertThat(api(person(Role.CASE_WORKER, structure(Organisation.Kind.NGO)))
                        .post("/api/v1/cases", Map.of("sex", "F", "age", 11, "country", "CI"))
                        .status())
                .isEqualTo(201);
        SealedRoots.sealNow(house); // what a false root would follow
        assertThat(alone("insert into journal.root (at, tx_from, tx_until, entries, leaves, root, prev, signature)"
                        + " values (now(), '1', '2', 0, '', '', '', '')"))
                .contains("journal.root-does-not-follow");
        UUID folder = Ids.next();
        assertThat(alone("insert into journal.witness (folder, published) values ('" + folder
                        + "', 0); update journal.witness set published = 999999999 where folder = '" + folder + "'"))
                .contains("journal.witness-only-grows");
        assertThat(alone("update journal.witness set published = published - 1"))
                .contains("journal.witness-only-grows");
    }

    /** Nobody rewrites under which print a command was kept that somebody else sent. */
    @Test
    void whatWasSentIsKeptByWhoSentIt() {
        for (Compartment login : List.of(Compartment.ENFORCEMENT, Compartment.CUSTODY))
            assertThat(bare(login, "select access.keep_sent(gen_random_uuid(), null, 1)"))
                    .contains("access.nobody");
        String worker = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        String notes = "/api/v1/cases/"
                + api(worker)
                        .post("/api/v1/cases", Map.of("sex", "F", "age", 11, "country", "CI"))
                        .json()
                        .path("code")
                        .asString()
                + "/notes";
        UUID id = Ids.next();
        Map<String, Object> note =
                Map.of("id", id.toString(), "kind", "NOTE", "at", "2015-11-16T07:00", "text", "Elle a ri.");
        assertThat(api(worker).post(notes, note).status()).isEqualTo(201);
        String police = person(Role.LE_OFFICER, structure(Organisation.Kind.LAW_ENFORCEMENT));
        transactions.doAs(
                actor(police),
                () -> jdbc.sql("select access.keep_sent(:id, null, 1)")
                        .param("id", id)
                        .query((row, n) -> true)
                        .list());
        assertThat(api(worker).post(notes, note).status()).as("the same again").isEqualTo(201);
        assertThat(api(worker)
                        .post(
                                notes,
                                Map.of(
                                        "id",
                                        id.toString(),
                                        "kind",
                                        "NOTE",
                                        "at",
                                        "2015-11-16T07:00",
                                        "text",
                                        "Autre chose."))
                        .status())
                .isEqualTo(409);
    }

    private static String bare(Compartment compartment, String sql) {
        try (Connection login = TestDatabase.connectAs(compartment.login());
                Statement ask = login.createStatement()) {
            ask.execute(sql);
            return "done";
        } catch (SQLException refused) {
            return refused.getMessage();
        }
    }
}
