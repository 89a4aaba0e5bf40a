package org.akoma.protection.record;

import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.akoma.Timestamps;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on cases.medical and cases.medical_detail: the database shows the clinical words to their writers alone. */
@Repository
class MedicalStore {

    private static final String SEAL_CONTEXT = "cases.medical";
    private static final String RESULT = "cases.medical/result";
    private static final String DETAIL = "cases.medical_detail";

    private final JdbcClient jdbc;
    private final Vault vault;

    MedicalStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Newest first. */
    List<Medical> of(UUID file) {
        return jdbc.sql("""
                        select m.*, d.sealed as detail from cases.medical m left join cases.medical_detail d on d.id = m.id
                         where m.file_id = :file order by m.at desc, m.id desc
                        """)
                .param("file", file)
                .query((row, n) -> new Medical(
                        row.getObject("id", UUID.class),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        Medical.Kind.valueOf(row.getString("kind")),
                        row.getBoolean("urgent"),
                        result(file, row.getBytes("result")),
                        unsealed(file, SEAL_CONTEXT, row.getBytes("sealed")),
                        unsealed(file, DETAIL, row.getBytes("detail")),
                        row.getObject("recorded_by", UUID.class)))
                .list();
    }

    private Medical.@Nullable Result result(UUID file, byte @Nullable [] sealed) {
        return sealed == null ? null : vault.read(file, RESULT, sealed, Medical.Result.class);
    }

    private @Nullable String unsealed(UUID file, String place, byte @Nullable [] sealed) {
        return sealed == null ? null : vault.read(file, place, sealed, String.class);
    }

    /** Whether the reader's structure accepted a referral of the child's health, which still runs. */
    boolean isReferredTo(UUID file) {
        return jdbc.sql("select referrals.accepted(:file, 8)")
                .param("file", file)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    void insert(UUID file, Medical medical) {
        jdbc.sql("""
                        insert into cases.medical (id, file_id, at, kind, urgent, result, sealed, recorded_by)
                        values (:id, :file, :at, :kind, :urgent, :result, :sealed, :by)
                        """)
                .param("id", medical.id())
                .param("file", file)
                .param("at", Timestamps.utc(medical.at()))
                .param("kind", medical.kind().name())
                .param("urgent", medical.urgent())
                .param(
                        "result",
                        medical.result() == null ? null : vault.seal(file, RESULT, medical.result()),
                        Types.BINARY)
                .param(
                        "sealed",
                        medical.care() == null ? null : vault.seal(file, SEAL_CONTEXT, medical.care()),
                        Types.BINARY)
                .param("by", medical.recordedBy())
                .update();
        if (medical.detail() == null) return;
        jdbc.sql("""
                        insert into cases.medical_detail (id, file_id, sealed, recorded_by) values (:id, :file, :sealed, :by)
                        """)
                .param("id", medical.id())
                .param("file", file)
                .param("sealed", vault.seal(file, DETAIL, medical.detail()))
                .param("by", medical.recordedBy())
                .update();
    }
}
