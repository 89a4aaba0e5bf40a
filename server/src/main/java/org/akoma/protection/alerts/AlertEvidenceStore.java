package org.akoma.protection.alerts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on what other records say of a child: whether an alert is called for, and what happened since. */
@Repository
class AlertEvidenceStore {

    private static final int VISITS = 3;

    private final JdbcClient jdbc;

    AlertEvidenceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<AlertEvidence.Found> found(UUID file, OffsetDateTime since) {
        return jdbc.sql("""
                        select s.at, s.recorded_by from cases.search_step s
                         where s.file_id = :file and s.step = 'FOUND' and s.at >= :since and followup.is_found(:file) order by s.at desc limit 1
                        """)
                .param("file", file)
                .param("since", since)
                .query((row, n) -> new AlertEvidence.Found(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getObject("recorded_by", UUID.class)))
                .optional();
    }

    List<AlertEvidence.Seen> seen(UUID file, OffsetDateTime since) {
        return jdbc.sql("""
                        select v.id, v.done_on, v.safety, v.recorded_by from followup.visit v
                         where v.file_id = :file and v.child_seen and v.first_done_at >= :since order by v.first_done_at desc limit :most
                        """)
                .param("file", file)
                .param("since", since)
                .param("most", VISITS)
                .query((row, n) -> seen(row))
                .list();
    }

    /** Whether work is no pathway at the child's age, or its age is not known, to the actor either. */
    boolean worksTooYoung(UUID file) {
        return jdbc.sql("select coalesce(followup.works_too_young(:file), true)")
                .param("file", file)
                .query(Boolean.class)
                .single();
    }

    /** Whether the child lives somewhere, and no supervisor has still to agree that it does. */
    boolean hasPlace(UUID file) {
        return jdbc.sql("select followup.has_place(:file)")
                .param("file", file)
                .query(Boolean.class)
                .single();
    }

    private static AlertEvidence.Seen seen(ResultSet row) throws SQLException {
        return new AlertEvidence.Seen(
                row.getObject("id", UUID.class),
                row.getObject("done_on", LocalDate.class),
                row.getString("safety"),
                row.getObject("recorded_by", UUID.class));
    }
}
