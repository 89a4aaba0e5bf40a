package org.akoma.protection.assessment;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on cases.best_interests_signature: signatures are added in one's own name, never changed. */
@Repository
class PanelSignatureStore {

    private final JdbcClient jdbc;

    PanelSignatureStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<PanelSignature> of(UUID file) {
        return jdbc.sql(
                        "select weighing_id, person_id, at from cases.best_interests_signature where file_id = :file order by at")
                .param("file", file)
                .query((row, n) -> new PanelSignature(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getObject(3, OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Signed twice it stays signed once. */
    void sign(UUID file, UUID weighing) {
        jdbc.sql("""
                        insert into cases.best_interests_signature (weighing_id, file_id, person_id, at)
                        values (:weighing, :file, access.actor(), access.moment()) on conflict do nothing
                        """).param("weighing", weighing).param("file", file).update();
    }
}
