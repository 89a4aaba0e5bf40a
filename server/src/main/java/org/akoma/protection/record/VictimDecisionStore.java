package org.akoma.protection.record;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.akoma.Timestamps;
import org.akoma.ground.vault.Vault;
import org.akoma.protection.cases.CaseFile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on cases.victim_decision. */
@Repository
class VictimDecisionStore {

    private static final String SEAL_CONTEXT = "cases.victim-decision";

    private final JdbcClient jdbc;
    private final Vault vault;

    VictimDecisionStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Newest first. */
    List<VictimDecision> of(UUID file) {
        return jdbc.sql("select * from cases.victim_decision where file_id = :file order by recorded_at desc, id desc")
                .param("file", file)
                .query((row, n) -> new VictimDecision(
                        row.getObject("id", UUID.class),
                        CaseFile.VictimStatus.valueOf(row.getString("status")),
                        row.getString("organisation"),
                        row.getObject("decided_on", LocalDate.class),
                        vault.read(file, SEAL_CONTEXT, row.getBytes("sealed"), String.class),
                        row.getObject("recorded_by", UUID.class),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    void insert(UUID file, VictimDecision decision) {
        jdbc.sql("""
                        insert into cases.victim_decision (id, file_id, status, organisation, decided_on, recorded_by, recorded_at, sealed)
                        values (:id, :file, :status, :organisation, :on, :by, :at, :sealed)
                        """)
                .param("id", decision.id())
                .param("file", file)
                .param("status", decision.status().name())
                .param("organisation", decision.organisation())
                .param("on", decision.decidedOn())
                .param("by", decision.recordedBy())
                .param("at", Timestamps.utc(decision.recordedAt()))
                .param("sealed", vault.seal(file, SEAL_CONTEXT, decision.reason()))
                .update();
    }
}
