package org.akoma.protection.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.database.KeptPlans;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on what one reader holds of one file, and on what is said above every page of it. */
@Repository
class FileStore {

    private final JdbcClient jdbc;

    FileStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether a grant on this very file opens its status; false for those who merely oversee all files. */
    boolean worksOn(UUID file) {
        return jdbc.sql("select access.sees(:file, 256, false)")
                .param("file", file)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /** What is said above every page of a file. */
    record Apart(boolean emergencyCareOnly, FileFrame.@Nullable SameChild same) {}

    /** Whether case management was refused or its consent withdrawn, as the newest answer says; and whether the child has another open file. */
    Apart apart(UUID file) {
        return jdbc.sql(
                        "select cases.emergency_care_only(:file) as care, s.closes, s.call, s.other from cases.same_child(:file) s")
                .param("file", file)
                .query((row, n) -> new Apart(row.getBoolean("care"), same(row)))
                .single();
    }

    private static FileFrame.@Nullable SameChild same(ResultSet row) throws SQLException {
        boolean closes = row.getBoolean("closes");
        return row.wasNull() ? null : new FileFrame.SameChild(closes, row.getString("call"), row.getString("other"));
    }

    /**
     * What a page of a file asks besides.
     *
     * @param byEmergency whether an emergency access is all that the reader has
     * @param worksOnTheCase whether a running grant lets the reader work on the case: neither that they look after the child, nor that the file
     * is proposed to their structure
     */
    record Around(Apart apart, boolean byEmergency, boolean worksOnTheCase) {}

    Around around(UUID file) {
        return jdbc.sql("""
                        select access.works_on(:file, 256) as works, access.in_emergency(:file) and not access.keeps(:file, 256, true) as by_emergency,
                               cases.emergency_care_only(:file) as care, s.closes, s.call, s.other
                          from cases.same_child(:file) s
                        """)
                .param("file", file)
                .query((row, n) -> new Around(
                        new Apart(row.getBoolean("care"), same(row)),
                        row.getBoolean("by_emergency"),
                        row.getBoolean("works")))
                .single();
    }

    /**
     * A file as the database shows it to its reader, with what they hold of it.
     *
     * @param inEmergency whether an emergency access of theirs runs on it
     */
    record Seen(CaseFile file, Reader reader, boolean inEmergency) {}

    /** The file of this code with its reader, in one statement; empty where it does not exist for the reader. What follows is about this file alone. */
    Optional<Seen> seen(String code) {
        return jdbc.sql("""
                        select f.*, h.held, h.written, (select access.everywhere()) as everywhere, access.is_least(f.id) as least,
                               access.in_emergency(f.id) as in_emergency, %s
                          from cases.file_shown f
                         cross join lateral (select coalesce(bit_or(g.reads), 0) as held, coalesce(bit_or(g.writes), 0) as written
                                               from access.held g where g.file_id = f.id) h
                         where f.code = :code
                        """.formatted(KeptPlans.COLUMN))
                .param("code", code)
                .query((row, n) -> new Seen(CaseRow.of(row), reader(row), row.getBoolean("in_emergency")))
                .optional();
    }

    /** What the reader holds of the file. */
    Reader reader(UUID file) {
        return jdbc.sql("""
                        select coalesce(bit_or(g.reads), 0) as held, coalesce(bit_or(g.writes), 0) as written,
                               (select access.everywhere()) as everywhere, access.is_least(:file) as least,
                               access.in_emergency(:file) as in_emergency
                          from access.held g where g.file_id = :file
                        """).param("file", file).query((row, n) -> reader(row)).single();
    }

    private static Reader reader(ResultSet row) throws SQLException {
        return Reader.of(row.getInt("held"), row.getInt("everywhere"), row.getBoolean("least"))
                .writing(row.getInt("written"), row.getBoolean("in_emergency"));
    }
}
