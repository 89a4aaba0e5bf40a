package org.akoma.protection.consent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.Timestamps;
import org.akoma.ground.vault.Vault;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on cases.refusal. */
@Repository
class ConsentRefusalStore {

    private static final String SEAL_CONTEXT = "cases.refusal";

    private final JdbcClient jdbc;
    private final Vault vault;

    ConsentRefusalStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    void insert(CaseFile file, Consent refused, LocalDate due) {
        jdbc.sql("""
                        insert into cases.refusal (consent_id, file_id, worker_id, organisation_id, recorded_by, due_on)
                        values (:consent, :file, :worker, :organisation, :by, :due)
                        """)
                .param("consent", refused.id())
                .param("file", file.id())
                .param("worker", file.workerId())
                .param("organisation", file.organisationId())
                .param("by", refused.recordedBy())
                .param("due", due)
                .update();
    }

    /** Newest first. */
    List<ConsentRefusal> of(UUID file) {
        return jdbc.sql("select * from cases.refusal where file_id = :file order by consent_id desc")
                .param("file", file)
                .query((row, n) -> read(file, row))
                .list();
    }

    Optional<ConsentRefusal> find(UUID file, UUID consent) {
        return jdbc.sql("select * from cases.refusal where file_id = :file and consent_id = :consent")
                .param("file", file)
                .param("consent", consent)
                .query((row, n) -> read(file, row))
                .optional();
    }

    /** What may be decided, by who said no. */
    List<ConsentRefusal.Decision> choices(UUID consent) {
        return jdbc.sql("select given_by from cases.consent where id = :id")
                .param("id", consent)
                .query((row, n) -> ConsentRefusal.Decision.about(Consent.GivenBy.valueOf(row.getString("given_by"))))
                .single();
    }

    void decide(UUID file, UUID consent, ConsentRefusal.Decision decision, String reason, UUID by, Instant now) {
        jdbc.sql("""
                        update cases.refusal set decision = :decision, sealed = :sealed, decided_by = :by, decided_at = :now where consent_id = :consent
                        """)
                .param("decision", decision.name())
                .param("sealed", vault.seal(file, SEAL_CONTEXT, reason))
                .param("by", by)
                .param("now", Timestamps.utc(now))
                .param("consent", consent)
                .update();
    }

    /** The file has another worker or structure: its refusals are kept with them. */
    void move(CaseFile file) {
        jdbc.sql("update cases.refusal set worker_id = :worker, organisation_id = :organisation where file_id = :file")
                .param("worker", file.workerId())
                .param("organisation", file.organisationId())
                .param("file", file.id())
                .update();
    }

    private ConsentRefusal read(UUID file, ResultSet row) throws SQLException {
        @Nullable String decision = row.getString("decision");
        byte @Nullable [] sealed = row.getBytes("sealed");
        return new ConsentRefusal(
                row.getObject("consent_id", UUID.class),
                row.getObject("recorded_by", UUID.class),
                row.getObject("due_on", LocalDate.class),
                row.getBoolean("holds"),
                decision == null ? null : ConsentRefusal.Decision.valueOf(decision),
                row.getObject("decided_by", UUID.class),
                Timestamps.instant(row, "decided_at"),
                sealed == null ? null : vault.read(file, SEAL_CONTEXT, sealed, String.class));
    }
}
