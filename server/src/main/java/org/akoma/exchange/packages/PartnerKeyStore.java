package org.akoma.exchange.packages;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on keys of partners. */
@Repository
class PartnerKeyStore {

    private static final String KEY = """
            select k.*, o.code as structure, p.code as proposer, c.code as confirmer from packages.partner_key k join access.organisation o on o.id = k.organisation_id
              left join access.person p on p.id = k.proposed_by left join access.person c on c.id = k.confirmed_by
            """;

    private final JdbcClient jdbc;

    PartnerKeyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first. */
    List<PartnerKey> all() {
        return jdbc.sql(KEY + " order by k.proposed_at desc, k.id desc")
                .query(PartnerKeyStore::key)
                .list();
    }

    /** Codes of the structures of which a key is confirmed. */
    List<String> running() {
        return jdbc.sql("select code from packages.partners() order by code")
                .query((row, n) -> row.getString(1))
                .list();
    }

    Optional<PartnerKey> find(UUID id) {
        return jdbc.sql(KEY + " where k.id = :id")
                .param("id", id)
                .query(PartnerKeyStore::key)
                .optional();
    }

    String propose(UUID id, UUID structure, PublicHalf open) {
        return jdbc.sql("select packages.propose_key(:id, :structure, :recipient, :signer)")
                .param("id", id)
                .param("structure", structure)
                .param("recipient", open.recipient())
                .param("signer", open.signer())
                .query(String.class)
                .single();
    }

    String end(UUID id, boolean lost) {
        return jdbc.sql("select packages.end_key(:id, :lost)")
                .param("id", id)
                .param("lost", lost)
                .query(String.class)
                .single();
    }

    private static PartnerKey key(ResultSet row, int n) throws SQLException {
        return new PartnerKey(
                row.getObject("id", UUID.class),
                row.getObject("organisation_id", UUID.class),
                row.getString("structure"),
                new PublicHalf(row.getString("recipient"), row.getBytes("signer")),
                orNobody(row.getString("proposer")),
                row.getObject("proposed_at", OffsetDateTime.class).toInstant(),
                row.getString("confirmer"),
                Timestamps.instant(row, "confirmed_at"),
                Timestamps.instant(row, "until"),
                Timestamps.instant(row, "ended_at"),
                row.getBoolean("lost"));
    }

    /** The care side does not see everybody's account. */
    private static String orNobody(@org.jspecify.annotations.Nullable String code) {
        return code == null ? "–" : code;
    }
}
