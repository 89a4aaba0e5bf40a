package org.akoma.protection.handover;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on handover.project_end, which functions write. */
@Repository
class ProjectEndStore {

    private final JdbcClient jdbc;

    ProjectEndStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    HandoverWord ask(UUID id) {
        return HandoverWord.valueOf(jdbc.sql("select handover.ask_end(:id)")
                .param("id", id)
                .query(String.class)
                .single());
    }

    /** Code of the structure that leads the project; null = none is known. */
    @Nullable
    String lead() {
        return jdbc.sql(
                        "select o.code from access.organisation o where o.id = handover.lead_on((access.moment() at time zone 'UTC')::date)")
                .query(String.class)
                .optional()
                .orElse(null);
    }

    boolean exceptionsStand(UUID id) {
        return jdbc.sql("select handover.exceptions_stand(:id)")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /** In the order of their codes; empty for who may neither ask for the end nor agree to it. */
    List<ProjectEnd.Exception> exceptions(UUID id) {
        return jdbc.sql("select code, state from handover.exceptions(:id)")
                .param("id", id)
                .query((row, n) -> new ProjectEnd.Exception(
                        row.getString("code"), HandoverBoard.Place.valueOf(row.getString("state"))))
                .list();
    }

    Optional<ProjectEnd> newest() {
        return jdbc.sql("""
                        select e.*, a.code as asked, b.code as agreed from handover.project_end e join access.person a on a.id = e.asked_by
                          left join access.person b on b.id = e.agreed_by order by e.agreed_at is null, e.asked_at desc, e.id limit 1
                        """)
                .query((row, n) -> new ProjectEnd(
                        row.getObject("id", UUID.class),
                        row.getString("asked"),
                        Timestamps.moment(row, "asked_at"),
                        row.getString("agreed"),
                        Timestamps.instant(row, "agreed_at"),
                        List.of()))
                .optional()
                .map(one -> new ProjectEnd(
                        one.id(), one.by(), one.at(), one.agreedBy(), one.agreedAt(), exceptions(one.id())));
    }
}
