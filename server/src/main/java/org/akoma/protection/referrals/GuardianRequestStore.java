package org.akoma.protection.referrals;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the database says of asking an authority for a guardian: it computes whether a child has one, nobody types it. */
@Component
class GuardianRequestStore {

    private final JdbcClient jdbc;

    GuardianRequestStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Code of why no guardian can be asked for on this file; empty = one can. */
    Optional<String> refusal(UUID file) {
        return word("select referrals.why_no_guardian_request(:id)", file);
    }

    /** The same of a request that waits, for who decides it. */
    Optional<String> refusalOf(UUID referral) {
        return word("select referrals.why_not_for_guardian(:id)", referral);
    }

    private Optional<String> word(String sql, UUID id) {
        return jdbc.sql(sql).param("id", id).query((row, n) -> Optional.ofNullable(row.getString(1))).list().stream()
                .findFirst()
                .flatMap(word -> word);
    }

    /** A referral that asks for a guardian and that a no ended; {@code sent}: it had left. */
    record Ended(UUID referral, boolean sent) {}

    /** Those that the no of this moment ended. */
    List<Ended> endedByNo(UUID file) {
        return jdbc.sql("select id, sent from referrals.ended_by_no(:file)")
                .param("file", file)
                .query((row, n) -> new Ended(row.getObject("id", UUID.class), row.getBoolean("sent")))
                .list();
    }

    /** The structures that appoint guardians where the child is. */
    Set<UUID> authorities(UUID file) {
        return jdbc
                .sql("select referrals.guardian_authorities(:file)")
                .param("file", file)
                .query((row, n) -> row.getObject(1, UUID.class))
                .stream()
                .collect(Collectors.toSet());
    }

    /** Whether two people agreed that this draft leaves without consent, and all of it still holds. */
    boolean leaves(UUID referral) {
        return jdbc.sql("select referrals.leaves_for_guardian(:id)")
                .param("id", referral)
                .query(Boolean.class)
                .single();
    }

    /**
     * Somebody who answers for the child, or did.
     *
     * @param kind a code of the list {@code guardian-kind}
     * @param endedBy code of who wrote the end
     */
    record Answered(
            String kind,
            LocalDate since,
            @Nullable LocalDate until,
            @Nullable String endedBy,
            @Nullable Instant endedAt,
            boolean waits) {}

    /** All of them, newest first; nobody for who does not hold FAMILY. */
    List<Answered> guardians(UUID file) {
        return jdbc.sql("""
                        select g.kind, g.appointed_on, g.ended_on, upper(p.code) as by, g.ended_at, g.waits
                          from cases.guardian g left join access.person p on p.id = g.ended_by where g.file_id = :file
                         order by g.appointed_on desc, g.id desc limit 20
                        """)
                .param("file", file)
                .query((row, n) -> answered(row))
                .list();
    }

    private static Answered answered(ResultSet row) throws SQLException {
        OffsetDateTime at = row.getObject("ended_at", OffsetDateTime.class);
        return new Answered(
                row.getString("kind"),
                row.getObject("appointed_on", LocalDate.class),
                row.getObject("ended_on", LocalDate.class),
                row.getString("by"),
                at == null ? null : at.toInstant(),
                row.getBoolean("waits"));
    }

    /** Whether the family took part or is not safe; false for who does not hold FAMILY. */
    boolean isBarred(UUID file) {
        return jdbc.sql("select cases.is_family_barred(:file)")
                .param("file", file)
                .query(Boolean.class)
                .single();
    }

    /** Code of who wrote that the family took part or is not safe. */
    Optional<String> barredBy(UUID file) {
        return word(
                "select upper(p.code) from cases.family f join access.person p on p.id = f.barred_by where f.file_id = :id",
                file);
    }
}
