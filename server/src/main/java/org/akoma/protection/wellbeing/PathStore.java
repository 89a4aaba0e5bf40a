package org.akoma.protection.wellbeing;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.akoma.protection.cases.CaseFile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What other rooms keep of a child's path, as the reader may see it: turns of the risk, days at school. */
@Repository
class PathStore {

    private final JdbcClient jdbc;

    PathStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record RiskTurn(LocalDate on, CaseFile.Risk level) {}

    record Attendance(LocalDate from, LocalDate to, int percent) {}

    /** In the order of time. */
    List<RiskTurn> risks(UUID file) {
        return jdbc.sql(
                        "select at, value from cases.turn where file_id = :file and what = 'RISK' and value is not null order by at, n")
                .param("file", file)
                .query((row, n) -> new RiskTurn(
                        LocalDate.ofInstant(
                                row.getObject("at", OffsetDateTime.class).toInstant(), ZoneOffset.UTC),
                        CaseFile.Risk.valueOf(row.getString("value"))))
                .list();
    }

    /** Days present of days expected, where both are known. */
    List<Attendance> attendance(UUID file) {
        return jdbc.sql("""
                        select first_day, last_day, present * 100 / expected as percent from assistance.attendance
                         where file_id = :file and present is not null and expected > 0 order by first_day
                        """)
                .param("file", file)
                .query((row, n) -> new Attendance(
                        row.getObject("first_day", LocalDate.class),
                        row.getObject("last_day", LocalDate.class),
                        Math.min(100, row.getInt("percent"))))
                .list();
    }
}
