package org.akoma.programme.indicators;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is counted of files, asked as the reader: the policy of the file's own row decides. */
@Repository
class BehindStore {

    private static final int MOST = 500;

    private final JdbcClient jdbc;

    BehindStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<AskBehind.File> files(Indicator indicator, LocalDate day, AskBehind.Side side) {
        String having = switch (side) {
            case COUNTED -> "sum(b.num) > 0";
            case MISSING ->
                indicator.notDue() == null ? "sum(b.den) > sum(b.num)" : "sum(b.den) > sum(b.num) + sum(b.unknown)";
            case NOT_DUE -> indicator.notDue() == null ? "false" : "sum(b.unknown) > 0";
            case UNKNOWN -> indicator.unknown() == null ? "false" : "sum(b.unknown) > 0";
        };
        return jdbc.sql("""
                        select b.code, sum(b.num) as num, sum(b.den) as den from indicators.behind b
                         where (b.worker_id = (select access.actor()) or b.supervisor_id = (select access.actor()))
                           and b.indicator = :indicator and b.since <= :day and coalesce(b.until, 'infinity') > :day
                         group by b.code having %s order by b.code limit %d""".formatted(having, MOST))
                .param("indicator", indicator.id())
                .param("day", day)
                .query((row, n) -> new AskBehind.File(row.getString(1), row.getLong(2), row.getLong(3)))
                .list();
    }
}
