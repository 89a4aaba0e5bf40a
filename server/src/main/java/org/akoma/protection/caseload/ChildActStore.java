package org.akoma.protection.caseload;

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

    boolean writesIn(Section section) {
        return jdbc.sql(
                        "select exists (select from cases.case_file f where f.closed_at is null and access.sees(f.id, :section, true))")
                .param("section", section.bit())
                .query(Boolean.class)
                .single();
    }
}
