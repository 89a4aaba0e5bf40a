package org.akoma.ground.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.akoma.Caller;
import org.akoma.HouseIT;
import org.akoma.LoginSql;
import org.akoma.SqlAs;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who opens one file after another is noticed, once a day, by a token that only reads too. */
class MuchReadingIT extends HouseIT {

    private static final int LIMIT = 60;

    private Actor worker;
    private String dpo;

    @BeforeEach
    void whoIsHere() {
        Organisation ngo = structure(Organisation.Kind.NGO);
        worker = actor(person(Role.CASE_WORKER, ngo));
        dpo = person(Role.DATA_PROTECTION_OFFICER, structure(Organisation.Kind.NGO)); // who works elsewhere judges it
    }

    private void read(int files) throws SQLException {
        TestDatabase.ownerDoes("""
                with made as (insert into access.dossier (id, compartment, opened_by, opened_at)
                              select gen_random_uuid(), 'akoma_protection', '%1$s', '%2$s' from generate_series(1, %3$d) returning id)
                insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, reason, given_by)
                select gen_random_uuid(), id, 'PERSON', '%1$s', 256, false, '%2$s', 'ASSIGNMENT', '%1$s' from made
                """.formatted(worker.personId(), MORNING, files));
        SqlAs.change(worker, MORNING, """
                insert into journal.entry (chain, act, section, body)
                select g.file_id, 'cases.read', 256, '' from access.held g
                 where not exists (select from journal.entry e where e.chain = g.file_id) limit %d
                """.formatted(files));
    }

    private int bells() {
        return api(dpo).get("/api/v1/notices").json().path("unread").asInt();
    }

    private Caller reader() {
        return nobody().withToken(nobody().post(
                        "/api/v1/tokens", Map.of("username", worker.username(), "password", PASSWORD, "scope", "READ"))
                .json()
                .path("token")
                .asString());
    }

    private String file() {
        return api(worker.username())
                .post("/api/v1/cases", Map.of("sex", "F", "age", 11, "country", "CI", "handedAt", "2015-11-12T20:00"))
                .json()
                .path("code")
                .asString();
    }

    @Test
    void theDataProtectionOfficerIsRungOnceADay() throws SQLException {
        String one = file();
        String two = file();
        read(LIMIT);
        int before = bells();
        assertThat(browser(dpo).get("/").body()).doesNotContain(worker.code());
        Caller reader = reader();
        assertThat(reader.get("/api/v1/cases/" + one).status()).isEqualTo(200);
        assertThat(bells()).isEqualTo(before + 1);
        assertThat(reader.get("/api/v1/cases/" + one).status()).isEqualTo(200);
        assertThat(reader.get("/api/v1/cases/" + two).status()).isEqualTo(200);
        read(5);
        assertThat(bells()).as("once that day").isEqualTo(before + 1);
        assertThat(browser(dpo).get("/").body()).contains(worker.code(), "Beaucoup de dossiers en un jour");
        assertThat(browser(dpo).get("/journal?person=" + worker.code()).status())
                .isEqualTo(200);
    }

    @Test
    void theSameFileManyTimesIsOne() throws SQLException {
        String one = file();
        read(LIMIT - 1);
        int before = bells();
        Caller reader = reader();
        for (int i = 0; i < 5; i++) reader.get("/api/v1/cases/" + one);
        assertThat(bells()).isEqualTo(before);
    }

    /** The counter is nobody's to read or to put back. */
    @Test
    void noLoginOfTheCareSideTouchesTheCount() throws SQLException {
        read(LIMIT + 1);
        for (String sql : new String[] {
            "select * from journal.files_read",
            "delete from journal.files_read",
            "update journal.files_read set rung = true",
            "delete from journal.file_read",
            "insert into journal.file_read select access.actor(), '2015-11-16', gen_random_uuid(), now(), 'WORK'"
        }) assertThat(LoginSql.refusal(worker, MORNING, sql)).as(sql).contains("permission denied");
        for (String table : List.of("journal.files_read", "journal.file_read"))
            assertThat(LoginSql.refusal(actor(dpo), MORNING, "delete from " + table))
                    .contains("permission denied");
    }
}
