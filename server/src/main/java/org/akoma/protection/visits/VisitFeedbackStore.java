package org.akoma.protection.visits;

import static org.akoma.Timestamps.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.ground.vault.Vault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on followup.visit_feedback. */
@Repository
class VisitFeedbackStore {

    private static final String SEAL_CONTEXT = "followup.visit_feedback";

    private final JdbcClient jdbc;
    private final Vault vault;

    VisitFeedbackStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** The last answer by visit, oldest first. */
    Map<UUID, VisitFeedback> of(UUID file) {
        Map<UUID, VisitFeedback> found = new LinkedHashMap<>();
        jdbc.sql("select * from followup.visit_feedback where file_id = :file order by at, version")
                .param("file", file)
                .query(row -> {
                    found.put(row.getObject("visit_id", UUID.class), read(file, row));
                });
        return found;
    }

    /** Every answer of a visit, newest first. */
    List<VisitFeedback> all(UUID file, UUID visit) {
        return jdbc.sql(
                        "select * from followup.visit_feedback where file_id = :file and visit_id = :visit order by version desc")
                .param("file", file)
                .param("visit", visit)
                .query((row, n) -> read(file, row))
                .list();
    }

    private VisitFeedback read(UUID file, ResultSet row) throws SQLException {
        return new VisitFeedback(
                VisitFeedback.Answer.valueOf(row.getString("safe")),
                VisitFeedback.Answer.valueOf(row.getString("heard")),
                VisitFeedback.Answer.valueOf(row.getString("knows_whom")),
                VisitFeedback.Answer.valueOf(row.getString("change")),
                VisitFeedback.Answer.valueOf(row.getString("come_back")),
                vault.read(file, SEAL_CONTEXT, row.getBytes("sealed"), VisitFeedback.SealedText.class));
    }

    void insert(UUID file, UUID visit, VisitFeedback said, Instant now) {
        jdbc.sql("""
                        insert into followup.visit_feedback (visit_id, file_id, at, taken_by, safe, heard, knows_whom, change, come_back, sealed)
                        values (:visit, :file, :now, access.actor(), :safe, :heard, :knows, :change, :back, :sealed)
                        """)
                .param("visit", visit)
                .param("file", file)
                .param("now", utc(now))
                .param("safe", said.safe().name())
                .param("heard", said.heard().name())
                .param("knows", said.knowsWhom().name())
                .param("change", said.change().name())
                .param("back", said.comeBack().name())
                .param("sealed", vault.seal(file, SEAL_CONTEXT, said.words()))
                .update();
    }
}
