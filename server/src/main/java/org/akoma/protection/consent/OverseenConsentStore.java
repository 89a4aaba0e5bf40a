package org.akoma.protection.consent;

import static org.akoma.Timestamps.moment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on what the data protection officer reads of consents, by functions of the database alone. */
@Repository
class OverseenConsentStore {

    private final JdbcClient jdbc;

    OverseenConsentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A file that is erased has no answers any more. */
    Optional<UUID> file(String code) {
        return jdbc.sql("select f from cases.overseen_file(:code) f where f is not null")
                .param("code", code)
                .query(UUID.class)
                .optional();
    }

    /** Newest first. */
    List<OverseenConsent> of(UUID file) {
        return jdbc.sql("select * from cases.consents_of(:file)")
                .param("file", file)
                .query((row, n) -> read(row))
                .list();
    }

    private static OverseenConsent read(ResultSet row) throws SQLException {
        @Nullable String basis = row.getString("basis");
        return new OverseenConsent(
                Consent.Purpose.valueOf(row.getString("purpose")),
                Consent.Status.valueOf(row.getString("status")),
                Consent.GivenBy.valueOf(row.getString("given_by")),
                moment(row, "at"),
                row.getString("language"),
                basis == null ? null : Consent.Basis.valueOf(basis),
                List.of((String[]) row.getArray("explained").getArray()),
                row.getString("explained_by"),
                row.getString("recorded_by"),
                moment(row, "recorded_at"));
    }
}
