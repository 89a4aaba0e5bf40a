package org.akoma.protection.identity;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.akoma.Timestamps;
import org.akoma.ground.vault.Vault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on cases.correction, to which rows are only added. */
@Repository
class CorrectionStore {

    private static final String SEAL_CONTEXT = "cases.correction";

    private final JdbcClient jdbc;
    private final Vault vault;

    CorrectionStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Newest first. */
    List<Correction> of(UUID file) {
        return jdbc.sql("select * from cases.correction where file_id = :file order by recorded_at desc, id desc")
                .param("file", file)
                .query((row, n) -> new Correction(
                        row.getObject("id", UUID.class),
                        List.of((String[]) row.getArray("fields").getArray()),
                        row.getObject("recorded_by", UUID.class),
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                        vault.read(file, SEAL_CONTEXT, row.getBytes("sealed"), Correction.SealedText.class)))
                .list();
    }

    /** What the file becomes when it is agreed to: the database lets nothing else be written then. The birth date stays sealed. */
    void propose(UUID decision, Particulars wanted) {
        jdbc.sql("""
                        select cases.propose_facts(:decision, jsonb_build_object('sex', :sex::text, 'age', :age::int, 'ageEstimated', :estimated::boolean,
                               'nationality', :nationality::text, 'country', :country::text, 'sector', :sector::text))
                        """)
                .param("decision", decision)
                .param("sex", wanted.sex())
                .param("age", wanted.age())
                .param("estimated", wanted.ageEstimated())
                .param("nationality", wanted.nationality())
                .param("country", wanted.country())
                .param("sector", wanted.sector())
                .query((row, n) -> decision)
                .single();
    }

    void insert(UUID file, Correction made) {
        jdbc.sql("""
                        insert into cases.correction (id, file_id, fields, recorded_by, recorded_at, sealed)
                        values (:id, :file, :fields::text[], :by, :at, :sealed)
                        """)
                .param("id", made.id())
                .param("file", file)
                .param("fields", made.fields().toArray(String[]::new))
                .param("by", made.recordedBy())
                .param("at", Timestamps.utc(made.recordedAt()))
                .param("sealed", vault.seal(file, SEAL_CONTEXT, made.words()))
                .update();
    }
}
