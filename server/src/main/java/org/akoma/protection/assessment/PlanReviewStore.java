package org.akoma.protection.assessment;

import static org.akoma.Timestamps.instant;
import static org.akoma.Timestamps.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.akoma.ground.vault.Vault;
import org.akoma.protection.cases.CaseFile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on cases.plan_review. */
@Repository
class PlanReviewStore {

    private final JdbcClient jdbc;
    private final Vault vault;

    PlanReviewStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Newest first. */
    List<PlanReview> of(UUID file) {
        return jdbc.sql("select * from cases.plan_review where file_id = :file order by at desc, id desc")
                .param("file", file)
                .query((row, n) -> read(row))
                .list();
    }

    void insert(UUID file, PlanReview made) {
        jdbc.sql("""
                        insert into cases.plan_review (id, file_id, plan_id, at, reviewed_by, risk, goals, sealed)
                        values (:id, :file, :plan, :at, :by, :risk, :goals::uuid[], :sealed)
                        """)
                .param("id", made.id())
                .param("file", file)
                .param("plan", made.plan())
                .param("at", utc(made.at()))
                .param("by", made.by())
                .param("risk", made.risk().name())
                .param("goals", made.words().changed().keySet().toArray(UUID[]::new))
                .param("sealed", vault.seal(file, PlanReview.SEAL_CONTEXT, made.words()))
                .update();
    }

    /** The database refuses it without an agreement. */
    void confirm(UUID review, UUID by, Instant now) {
        jdbc.sql("update cases.plan_review set confirmed_at = :now, confirmed_by = :by where id = :id")
                .param("now", utc(now))
                .param("by", by)
                .param("id", review)
                .update();
    }

    private PlanReview read(ResultSet row) throws SQLException {
        return new PlanReview(
                row.getObject("id", UUID.class),
                row.getObject("plan_id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("reviewed_by", UUID.class),
                CaseFile.Risk.valueOf(row.getString("risk")),
                vault.read(
                        row.getObject("file_id", UUID.class),
                        PlanReview.SEAL_CONTEXT,
                        row.getBytes("sealed"),
                        PlanReview.SealedText.class),
                instant(row, "confirmed_at"),
                row.getObject("confirmed_by", UUID.class));
    }
}
