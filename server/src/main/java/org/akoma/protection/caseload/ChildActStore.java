package org.akoma.protection.caseload;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.akoma.SqlArrays;
import org.akoma.ground.access.Section;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Whether the caller has any open file, or one in which they may write. No file is named, so nothing counts as read. */
@Repository
class ChildActStore {

    private final JdbcClient jdbc;

    ChildActStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean holdsAny() {
        return jdbc.sql("select exists (select from cases.case_file f where f.closed_at is null)")
                .query(Boolean.class)
                .single();
    }

    /** The open files that the caller opened last, newest first, as far as two weeks back. */
    List<UUID> openedLast() {
        return jdbc.sql("""
                        select f.id from (select e.chain, e.at from journal.entry e
                                           where e.actor = access.actor() and e.at > access.moment() - interval '14 days' order by e.at desc limit 300) e
                          join cases.case_file f on f.id = e.chain where f.closed_at is null
                         group by f.id order by max(e.at) desc, f.id limit 10
                        """).query((row, n) -> row.getObject("id", UUID.class)).list();
    }

    /** Those of the files in which the caller may write. */
    Set<UUID> written(List<UUID> files, Section section) {
        return Set.copyOf(jdbc.sql("select f from unnest(:files::uuid[]) f where access.sees(f, :section, true)")
                .param("files", SqlArrays.ids(files, id -> id))
                .param("section", section.bit())
                .query(UUID.class)
                .list());
    }

    /** Those of the files whose child is in danger, as far as the caller reads alerts. */
    Set<UUID> inDanger(List<UUID> files) {
        return Set.copyOf(jdbc.sql("select file_id from cases.alarmed_of(:files::uuid[])")
                .param("files", SqlArrays.ids(files, id -> id))
                .query((row, n) -> row.getObject("file_id", UUID.class))
                .list());
    }

    boolean writesIn(Section section) {
        return jdbc.sql(
                        "select exists (select from cases.case_file f where f.closed_at is null and access.sees(f.id, :section, true))")
                .param("section", section.bit())
                .query(Boolean.class)
                .single();
    }
}
