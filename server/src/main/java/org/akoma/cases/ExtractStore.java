package org.akoma.cases;

import java.util.List;
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
        return jdbc.sql("select count(*), min(f.registered_at), max(f.registered_at) from cases.case_file f where " + files())
                .query((row, n) -> new Extract.Reach(
                        row.getLong(1), CaseStore.instant(row, "min"), CaseStore.instant(row, "max")))
                .single();
    }

    private String files() {
        return overseesAll() ? "true" : """
                f.id in (select g.file_id from access.file_grant g where g.holder = any ((select access.holders())::uuid[])
                              and g.reason <> 'BREAK_GLASS')""";
    }

    List<CaseFile> next(@Nullable CaseFile after, int limit) {
        String files = files();
        String beyond = after == null ? "true" : "(f.registered_at, f.id) > (:at, :id)";
        var query = jdbc.sql("select f.* from cases.case_file f where " + files + " and " + beyond
                        + " order by f.registered_at, f.id limit :limit")
                .param("limit", limit);
        if (after != null)
            query = query.param("at", CaseStore.utc(after.registeredAt())).param("id", after.id());
        return query.query((row, n) -> CaseStore.read(row)).list();
    }

    /** Whoever does not starts from their grants: looking at every file of a large house for a few would take long. */
    private boolean overseesAll() {
        return jdbc.sql("select access.everywhere() & 256 <> 0")
                .query((row, n) -> row.getBoolean(1))
                .single();
    }
}
