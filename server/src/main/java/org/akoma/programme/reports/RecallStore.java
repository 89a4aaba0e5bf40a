package org.akoma.programme.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on releases that were taken back. Who takes one back is set by the database, and hides it there. */
@Repository
class RecallStore {

    private static final String SELECT = """
            select c.*, exists (select from evaluation.mission m where m.id = c.mission_id and m.recall_id is null) as again from reports.recall c
            """;

    private final JdbcClient jdbc;

    RecallStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest first. */
    List<Recall> list(int most) {
        return jdbc.sql(SELECT + " order by c.asked_at desc, c.id desc limit :most")
                .param("most", most)
                .query((row, n) -> read(row))
                .list();
    }

    Optional<Recall> find(UUID id) {
        return jdbc.sql(SELECT + " where c.id = :id")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    /** Of a report with this code that the actor sees. */
    Optional<UUID> report(String code) {
        return jdbc.sql("select id from reports.report where code = :code")
                .param("code", code)
                .query(UUID.class)
                .optional();
    }

    /** Whether the actor took this back before, and a second person refused. */
    boolean wasRefused(@Nullable UUID mission, @Nullable UUID report) {
        return jdbc.sql("select reports.was_refused(:mission, :report)")
                .param("mission", mission)
                .param("report", report)
                .query(Boolean.class)
                .single();
    }

    void insert(UUID id, @Nullable UUID mission, @Nullable UUID report, String reason) {
        jdbc.sql(
                        "insert into reports.recall (id, mission_id, report_id, reason) values (:id, :mission, :report, :reason)")
                .param("id", id)
                .param("mission", mission)
                .param("report", report)
                .param("reason", reason)
                .update();
    }

    void decide(Recall one, boolean agreed) {
        String what = agreed
                ? "agreed_at = access.moment(), agreed_by = access.actor()"
                : "refused_at = access.moment(), refused_by = access.actor()";
        jdbc.sql("update reports.recall set " + what + ", version = version + 1 where id = :id and version = :version")
                .param("id", one.id())
                .param("version", one.version())
                .update();
    }

    /** None but for the data protection officer. */
    List<Recall.Reader> readers(UUID id) {
        return jdbc.sql("select * from reports.readers_of(:id)")
                .param("id", id)
                .query((row, n) -> new Recall.Reader(
                        row.getString("account"),
                        row.getString("report"),
                        row.getString("format"),
                        row.getInt("times"),
                        Timestamps.moment(row, "first_at"),
                        Timestamps.moment(row, "last_at")))
                .list();
    }

    private static Recall read(ResultSet row) throws SQLException {
        return new Recall(
                row.getObject("id", UUID.class),
                row.getObject("mission_id", UUID.class) != null,
                row.getString("code"),
                row.getString("reason"),
                row.getString("account"),
                Timestamps.moment(row, "asked_at"),
                Timestamps.instant(row, "agreed_at"),
                Timestamps.instant(row, "refused_at"),
                row.getBoolean("again"),
                row.getInt("version"));
    }
}
