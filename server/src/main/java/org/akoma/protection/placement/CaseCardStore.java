package org.akoma.protection.placement;

import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts of files for the home page, each read by an index and limited. */
@Repository
class CaseCardStore {

    /** Further is not counted. */
    static final int MOST = 1_000;

    private static final String OPEN = "status not in ('CLOSED', 'TRANSFERRED')";

    private final JdbcClient jdbc;

    CaseCardStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Counts(long open, long high, long lost) {}

    Counts ofWorker(UUID worker) {
        return counts("worker_id", worker);
    }

    Counts ofSupervisor(UUID supervisor) {
        return counts("supervisor_id", supervisor);
    }

    private Counts counts(String leading, UUID person) {
        return jdbc.sql("""
                        select count(*), count(*) filter (where risk = 'HIGH'), count(*) filter (where lost_since is not null)
                          from (select risk, lost_since from cases.case_file where %s = :person and %s limit %d) f
                        """.formatted(leading, OPEN, MOST + 1))
                .param("person", person)
                .query((row, n) -> new Counts(row.getLong(1), row.getLong(2), row.getLong(3)))
                .single();
    }

    /**
     * Open files that somebody sees who follows none: of the whole project by oversight, else what was given to them or their structure. Of
     * whom they merely look after the case may be closed or not: the number does not tell ({@code trust.md G8}).
     */
    long seen(Actor actor) {
        String led = actor.is(Role.PROJECT_MANAGER) ? "select from cases.file_overseen f where f.%s limit %d" : """
                  select g.file_id from access.held g where g.file_id is not null and not g.own
                   group by g.file_id having bool_and(g.least) and exists (select from cases.file_code c where c.id = g.file_id)
                       or exists (select from cases.file_shown f where f.id = g.file_id and f.%s offset 0) limit %d
                  """;
        return jdbc.sql("select count(*) from (" + led.formatted(OPEN, MOST + 1) + ") f")
                .query(Long.class)
                .single();
    }
}
