package org.akoma.protection.overview;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.akoma.Timestamps;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseRow;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that walks through all files a person may list. */
@Repository
class ExtractStore {

    private final JdbcClient jdbc;

    ExtractStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of the files that a person may list: how many, and when the first and the last were registered. */
    Extract.Reach reach() {
        return jdbc.sql("select count(*), min(f.registered_at), max(f.registered_at) from " + files())
                .query((row, n) -> new Extract.Reach(
                        row.getLong(1), Timestamps.instant(row, "min"), Timestamps.instant(row, "max")))
                .single();
    }

    /** As the caller sees them; none of which an emergency opens more than the caller holds otherwise. */
    private String files() {
        return overseesAll() ? "cases.file_overseen_oldest f" : """
                (select distinct g.file_id from access.held g where g.file_id is not null and g.reason <> 'BREAK_GLASS'
                    and g.file_id not in (select o.file_id from access.opened_in_emergency() o)) s
                cross join lateral (select x.* from cases.file_shown x where x.id = s.file_id offset 0) f""";
    }

    List<CaseFile> next(@Nullable CaseFile after, int limit, @Nullable Set<UUID> among) {
        String beyond = after == null ? "true" : "(f.registered_at, f.id) > (:at, :id)";
        var query = jdbc.sql("select f.* from " + files() + " where " + beyond
                        + (among == null ? "" : " and f.id = any(:among)")
                        + " order by f.registered_at, f.id limit :limit")
                .param("limit", limit);
        if (after != null)
            query = query.param("at", Timestamps.utc(after.registeredAt())).param("id", after.id());
        if (among != null) query = query.param("among", among.toArray(new UUID[0]));
        return query.query((row, n) -> CaseRow.of(row)).list();
    }

    /** Whether the actor oversees all files. The query of any other actor starts from their grants, since reading every file for a few of them is slow. */
    private boolean overseesAll() {
        return jdbc.sql("select access.everywhere() & 256 <> 0")
                .query((row, n) -> row.getBoolean(1))
                .single();
    }
}
