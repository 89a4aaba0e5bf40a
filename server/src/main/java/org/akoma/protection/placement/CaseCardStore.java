package org.akoma.protection.placement;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.jspecify.annotations.Nullable;
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

    record Counts(long open, long high, long medium, long low, long unassessed, long lost) {}

    Counts ofWorker(UUID worker) {
        return counts("cases.case_file", "worker_id = :person and " + OPEN, worker);
    }

    Counts ofSupervisor(UUID supervisor) {
        return counts("cases.case_file", "supervisor_id = :person and " + OPEN, supervisor);
    }

    /** Of the whole project, by oversight: code and state alone. */
    Counts overseen() {
        return counts("cases.file_overseen", OPEN, null);
    }

    /** Each counted by itself and no further than the limit, so that a level of risk is right also where all are too many. */
    private Counts counts(String from, String where, @Nullable UUID person) {
        String columns = Stream.of(
                        "true",
                        "risk = 'HIGH'",
                        "risk = 'MEDIUM'",
                        "risk = 'LOW'",
                        "risk is null",
                        "lost_since is not null")
                .map(one -> "(select count(*) from (select from %s where %s and %s limit %d) x)"
                        .formatted(from, where, one, MOST + 1))
                .collect(Collectors.joining(", "));
        return jdbc.sql("select " + columns)
                .params(person == null ? Map.of() : Map.of("person", person))
                .query((row, n) -> new Counts(
                        row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6)))
                .single();
    }

    record OfStructure(String structure, long files) {}

    /** Files that reached somebody by a grant of their own, by the structure that follows the child, as the list of shared files has them. */
    List<OfStructure> seenByStructure() {
        return jdbc.sql("""
                        select o.code, count(*)
                          from (select distinct g.file_id from access.held g where g.file_id is not null and not g.own and g.reason <> 'SUPERVISION' limit %d) s
                         cross join lateral (select f.organisation_id from cases.file_shown f where f.id = s.file_id offset 0) f
                          join access.organisation o on o.id = f.organisation_id
                         group by 1 order by 2 desc, 1 limit 10
                        """.formatted(MOST))
                .query((row, n) -> new OfStructure(row.getString(1), row.getLong(2)))
                .list();
    }

    /**
     * Open files that somebody sees who follows none: what was given to them or their structure. Of whom they merely look after the case
     * may be closed or not: the number does not tell ({@code trust.md G8}).
     */
    long seen(Actor actor) {
        String led = """
                  select g.file_id from access.held g where g.file_id is not null and not g.own
                   group by g.file_id having bool_and(g.least) and exists (select from cases.file_code c where c.id = g.file_id)
                       or exists (select from cases.file_shown f where f.id = g.file_id and f.%s offset 0) limit %d
                  """;
        return jdbc.sql("select count(*) from (" + led.formatted(OPEN, MOST + 1) + ") f")
                .query(Long.class)
                .single();
    }
}
