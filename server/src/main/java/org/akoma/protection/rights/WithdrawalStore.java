package org.akoma.protection.rights;

import java.util.List;
import java.util.UUID;
import org.akoma.protection.consent.Consent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What a withdrawal of a consent ends, as the records say now. */
@Repository
class WithdrawalStore {

    private final JdbcClient jdbc;

    WithdrawalStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Withdrawals.Effect> effects(UUID file, Consent.Purpose purpose) {
        return jdbc.sql("select * from retention.withdrawal_effects(:file, :purpose)")
                .param("file", file)
                .param("purpose", purpose.name())
                .query((row, n) -> {
                    int many = row.getInt("how_many");
                    return new Withdrawals.Effect(
                            row.getString("effect"), row.getBoolean("stops"), row.wasNull() ? null : many);
                })
                .list();
    }

    /** Whether this answer is on the file already: the form was sent twice. */
    boolean isRecorded(UUID file, UUID consent, WithdrawConsent command, Consent.Purpose purpose) {
        return jdbc.sql("""
                        select exists (select from cases.consent c where c.id = :id and c.file_id = :file and c.purpose = :purpose
                            and c.status = 'WITHDRAWN' and c.given_by = :by)
                        """)
                .param("id", consent)
                .param("file", file)
                .param("purpose", purpose.name())
                .param("by", command.givenBy().name())
                .query(Boolean.class)
                .single();
    }
}
