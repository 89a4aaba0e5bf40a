package org.akoma.protection.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.placement.CareHouse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies on a file has that file, and a file stays, no matter who writes: the owner of the tables, and a worker with a grant. Nothing is committed. */
class OnAFileIT extends CareHouse {

    private static final String TURN =
            "insert into cases.turn (file_id, at, what, value) values ('%s', now(), 'COUNTRY', 'CI')";
    private static final String TOKEN =
            "insert into cases.name_token (token, organisation_id, file_id) values (7, '%1$s', '%1$s')";
    private static final String VISIT =
            "insert into followup.visit (id, file_id, organisation_id, worker_id, type, planned_on, planned_at, planned_by,"
                    + " by_calendar) values (gen_random_uuid(), '%1$s', '%1$s', '%1$s', 'ROUTINE', '2015-12-01', now(), coalesce(access.actor(), '%1$s'), false)";

    private Connection owner;
    private UUID file;

    @BeforeEach
    void aFile() throws SQLException {
        String code = file("F", 12);
        owner = TestDatabase.connectAs(Compartment.MIGRATOR);
        owner.setAutoCommit(false);
        try (Statement ask = owner.createStatement();
                var row = ask.executeQuery("select id from cases.case_file where code = '" + code + "'")) {
            row.next();
            file = row.getObject(1, UUID.class);
        }
    }

    @AfterEach
    void leaveNothing() throws SQLException {
        owner.rollback();
        owner.close();
    }

    private int run(String sql) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {TURN, TOKEN, VISIT})
    void nothingLiesOnAFileThatIsNotThere(String insert) throws SQLException {
        assertThat(run(insert.formatted(file))).isOne();
        assertThatThrownBy(() -> run(insert.formatted(Ids.next())))
                .hasMessageContaining("cases.no-such-file")
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23503"));
    }

    /** One of many is enough. */
    @Test
    void noneOfManyLiesOnAFileThatIsNotThere() {
        assertThatThrownBy(
                        () -> run("insert into cases.turn (file_id, at, what, value) select f, now(), 'COUNTRY', 'CI'"
                                + " from unnest(array['" + file + "', '" + Ids.next() + "', '" + file
                                + "']::uuid[]) f"))
                .hasMessageContaining("cases.no-such-file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cases.turn", "cases.name_token", "followup.visit"})
    void whatLiesOnAFileStaysOnIt(String table) throws SQLException {
        run(TOKEN.formatted(file));
        run(VISIT.formatted(file));
        assertThatThrownBy(() ->
                        run("update " + table + " set file_id = '" + Ids.next() + "' where file_id = '" + file + "'"))
                .hasMessageContaining("cases.stays-on-its-file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from cases.case_file where id = '%s'",
                "update cases.case_file set id = gen_random_uuid() where id = '%s'",
                "truncate cases.case_file cascade"
            })
    void aFileStaysUnderItsId(String sql) {
        assertThatThrownBy(() -> run(sql.formatted(file))).hasMessageContaining("cases.file-stays");
    }

    /** A worker's own login: a dossier with a grant is not a file yet. */
    @ParameterizedTest
    @ValueSource(strings = {TURN, TOKEN, VISIT})
    void aGrantAloneIsNoFile(String insert) throws SQLException {
        UUID dossier = Ids.next();
        try (Connection login = TestDatabase.connectAs(Compartment.PROTECTION.login());
                Statement act = login.createStatement()) {
            login.setAutoCommit(false);
            act.execute(TestDatabase.entering(worker.personId(), "2015-11-16"));
            act.execute(
                    "select access.open(array['" + dossier + "']::uuid[], array[gen_random_uuid()], array['" + dossier
                            + "']::uuid[], array['PERSON'], array['" + worker.personId() + "']::uuid[], array["
                            + Section.bits(Section.ALL)
                            + "], array[true], array['2015-01-01'::timestamptz], array[null::timestamptz], array['ASSIGNMENT'])");
            assertThatThrownBy(() -> act.execute(insert.formatted(dossier))).hasMessageContaining("cases.no-such-file");
        }
    }
}
