package org.akoma.cases;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.akoma.vault.Vault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on cases.medical. */
@Repository
class MedicalStore {

    private static final String PLACE = "cases.medical";

    private final JdbcClient jdbc;
    private final Vault vault;

    MedicalStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Newest first. */
    List<Medical> of(UUID file) {
        return jdbc.sql("select * from cases.medical where file_id = :file order by at desc, id desc")
                .param("file", file)
                .query((row, n) -> new Medical(
                        row.getObject("id", UUID.class),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        Medical.Kind.valueOf(row.getString("kind")),
                        row.getBoolean("urgent"),
                        vault.unseal(file, PLACE, row.getBytes("sealed"), String.class),
                        row.getObject("recorded_by", UUID.class)))
                .list();
    }

    void insert(UUID file, Medical medical) {
        jdbc.sql("""
                        insert into cases.medical (id, file_id, at, kind, urgent, sealed, recorded_by)
                        values (:id, :file, :at, :kind, :urgent, :sealed, :by)
                        """)
                .param("id", medical.id())
                .param("file", file)
                .param("at", CaseStore.utc(medical.at()))
                .param("kind", medical.kind().name())
                .param("urgent", medical.urgent())
                .param("sealed", vault.seal(file, PLACE, medical.detail()))
                .param("by", medical.recordedBy())
                .update();
    }
}
