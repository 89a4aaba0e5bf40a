package org.akoma.protection.identity;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.akoma.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on cases.identity_mark. */
@Repository
class IdentityMarkStore {

    private final JdbcClient jdbc;

    IdentityMarkStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first. */
    List<IdentityMark> of(UUID file) {
        return jdbc.sql("select * from cases.identity_mark where file_id = :file order by agreed_at desc, id desc")
                .param("file", file)
                .query((row, n) -> new IdentityMark(
                        row.getObject("id", UUID.class),
                        IdentityMark.Proof.valueOf(row.getString("proof")),
                        row.getObject("seen_on", LocalDate.class),
                        row.getObject("document_id", UUID.class),
                        row.getObject("proposed_by", UUID.class),
                        row.getObject("agreed_by", UUID.class),
                        row.getObject("agreed_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    void insert(UUID file, IdentityMark mark) {
        jdbc.sql("""
                        insert into cases.identity_mark (id, file_id, proof, seen_on, document_id, proposed_by, agreed_by, agreed_at)
                        values (:id, :file, :proof, :seen, :document, :proposer, :decider, :at)
                        """)
                .param("id", mark.id())
                .param("file", file)
                .param("proof", mark.proof().name())
                .param("seen", mark.seenOn())
                .param("document", mark.document(), java.sql.Types.OTHER)
                .param("proposer", mark.proposedBy())
                .param("decider", mark.agreedBy())
                .param("at", Timestamps.utc(mark.agreedAt()))
                .update();
    }
}
