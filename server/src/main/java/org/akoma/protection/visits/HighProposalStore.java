package org.akoma.protection.visits;

import static org.akoma.Timestamps.instant;
import static org.akoma.Timestamps.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.akoma.ground.vault.Vault;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on followup.high_proposal. */
@Repository
class HighProposalStore {

    private static final String SEAL_CONTEXT = "followup.high_proposal";

    private final JdbcClient jdbc;
    private final Vault vault;

    HighProposalStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Those of a file, newest first. */
    List<HighProposal> of(UUID file) {
        return jdbc.sql("select * from followup.high_proposal where file_id = :file order by since desc, id desc")
                .param("file", file)
                .query((row, n) -> read(file, row))
                .list();
    }

    boolean waits(UUID file) {
        return jdbc.sql(
                        "select exists (select from followup.high_proposal where file_id = :file and decided_at is null)")
                .param("file", file)
                .query(Boolean.class)
                .single();
    }

    /** @return false when what this source proposed waits */
    boolean insert(CaseFile file, HighProposal.Source source, UUID sourceId, UUID by, Instant now, Instant due) {
        return jdbc.sql("""
                        insert into followup.high_proposal (file_id, organisation_id, worker_id, supervisor_id, source, source_id, proposed_by, since, due_at)
                        values (:file, :organisation, :worker, :supervisor, :source, :sourceId, :by, :now, :due) on conflict do nothing
                        """)
                        .param("file", file.id())
                        .param("organisation", file.organisationId())
                        .param("worker", file.workerId())
                        .param("supervisor", file.supervisorId(), Types.OTHER)
                        .param("source", source.name())
                        .param("sourceId", sourceId)
                        .param("by", by)
                        .param("now", utc(now))
                        .param("due", utc(due))
                        .update()
                == 1;
    }

    /**
     * Records the actor's verdict on the proposals that wait on a file.
     *
     * @param reason why it stays below; null for other verdicts
     */
    void decide(UUID file, HighProposal.Verdict verdict, @Nullable String reason, Instant now) {
        jdbc.sql("""
                        update followup.high_proposal set decided_at = :now, decided_by = access.actor(), verdict = :verdict, sealed = :sealed
                         where file_id = :file and decided_at is null
                        """)
                .param("now", utc(now))
                .param("verdict", verdict.name())
                .param("sealed", reason == null ? null : vault.seal(file, SEAL_CONTEXT, reason), Types.BINARY)
                .param("file", file)
                .update();
    }

    /** Who holds the file now answers for it. */
    void move(CaseFile to) {
        jdbc.sql("""
                        update followup.high_proposal set organisation_id = :organisation, worker_id = :worker, supervisor_id = :supervisor
                         where file_id = :file and decided_at is null
                        """)
                .param("organisation", to.organisationId())
                .param("worker", to.workerId())
                .param("supervisor", to.supervisorId(), Types.OTHER)
                .param("file", to.id())
                .update();
    }

    private HighProposal read(UUID file, ResultSet row) throws SQLException {
        byte[] sealed = row.getBytes("sealed");
        String verdict = row.getString("verdict");
        return new HighProposal(
                row.getObject("id", UUID.class),
                HighProposal.Source.valueOf(row.getString("source")),
                row.getObject("source_id", UUID.class),
                row.getObject("proposed_by", UUID.class),
                row.getObject("since", java.time.OffsetDateTime.class).toInstant(),
                row.getObject("due_at", java.time.OffsetDateTime.class).toInstant(),
                instant(row, "decided_at"),
                row.getObject("decided_by", UUID.class),
                verdict == null ? null : HighProposal.Verdict.valueOf(verdict),
                sealed == null ? null : vault.read(file, SEAL_CONTEXT, sealed, String.class));
    }
}
