package org.akoma.protection.wellbeing;

import java.time.LocalDate;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts of visits made to the children of one worker or of one team: a few steps into the index of each file's visits. */
@Repository
class SeenStore {

    /** As many files as the home page counts. */
    private static final int MOST = 1_000;

    private final JdbcClient jdbc;

    SeenStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param children open files
     * @param seen of these, seen since the first day
     * @param visits in which a child was seen since the second day
     * @param alone of these, heard alone
     */
    record Seen(long children, long seen, long visits, long alone) {}

    Seen of(UUID person, boolean team, LocalDate seenSince, LocalDate aloneSince) {
        return jdbc.sql("""
                        select count(*), count(*) filter (where v.last >= :seen), coalesce(sum(v.visits), 0), coalesce(sum(v.alone), 0)
                          from (select id from cases.case_file where %s = :person and status not in ('CLOSED', 'TRANSFERRED') limit %d) f
                         cross join lateral (select max(v.done_on) as last, count(*) as visits, count(*) filter (where v.seen_alone) as alone
                                               from followup.visit v where v.file_id = f.id and v.child_seen and v.done_on >= :alone) v
                        """.formatted(team ? "supervisor_id" : "worker_id", MOST))
                .param("person", person)
                .param("seen", seenSince)
                .param("alone", aloneSince)
                .query((row, n) -> new Seen(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .single();
    }
}
