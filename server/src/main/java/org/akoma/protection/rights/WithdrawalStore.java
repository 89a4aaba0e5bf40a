package org.akoma.protection.rights;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.Timestamps;
import org.akoma.protection.consent.Consent;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What a withdrawal of a consent ends, as the records say now. */
@Repository
class WithdrawalStore {

    private final JdbcClient jdbc;

    WithdrawalStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param which changes with the records that are counted; null = nothing is counted, or none is there */
    record Found(Withdrawals.Effect effect, @Nullable String which) {}

    List<Found> effects(UUID file, Consent.Purpose purpose) {
        return jdbc.sql("select * from retention.withdrawal_effects(:file, :purpose)")
                .param("file", file)
                .param("purpose", purpose.name())
                .query((row, n) -> new Found(
                        new Withdrawals.Effect(
                                row.getString("effect"),
                                row.getBoolean("stops"),
                                row.getObject("how_many", Integer.class)),
                        row.getString("which")))
                .list();
    }

    /** When this answer was given, where it is on the file already: the form was sent twice. */
    Optional<Instant> givenAt(UUID file, UUID consent) {
        return jdbc.sql("select c.at from cases.consent c where c.id = :id and c.file_id = :file")
                .param("id", consent)
                .param("file", file)
                .query((row, n) -> Timestamps.moment(row, "at"))
                .optional();
    }
}
