package org.akoma.ground.emergencies;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on access.break_glass. */
@Repository
class BreakGlassStore {

    private static final String SEAL_CONTEXT = "access.break-glass";
    private static final String WHY = "access.break-glass/why";

    private static final String SELECT = """
            select b.*, upper(p.code) as by_code, upper(r.code) as reviewer, access.is_beside_opener(b.person_id) as beside
              from access.break_glass b join access.person p on p.id = b.person_id left join access.person r on r.id = b.reviewed_by
            """;

    private final JdbcClient jdbc;

    private final Vault vault;

    BreakGlassStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    BreakGlass.Opening breakGlass(UUID id, UUID file, String code, String reason) {
        return jdbc.sql("select access.break_glass(:id, :file, :code, :reason)")
                .param("id", id)
                .param("file", file)
                .param("code", code)
                .param("reason", vault.sealForHouse(Compartment.CUSTODY, SEAL_CONTEXT, reason))
                .query((row, n) -> BreakGlass.Opening.valueOf(row.getString(1)))
                .single();
    }

    /** Codes of the files of which an emergency opens more than who is inside holds otherwise. */
    Set<String> openedInEmergency() {
        return Set.copyOf(jdbc.sql("select o.file_code from access.opened_in_emergency() o")
                .query((row, n) -> row.getString(1))
                .list());
    }

    List<BreakGlass> all() {
        return jdbc.sql(SELECT + " order by b.verdict is not null, b.at desc limit 500")
                .query((row, n) -> read(row))
                .list();
    }

    /** Those that this person may judge: how many, and by when the first is to be judged. */
    BreakGlass.Waiting waiting(UUID notOf) {
        return jdbc.sql(
                        "select count(*), min(review_due) from access.break_glass where verdict is null and person_id <> :me and not access.is_beside_opener(person_id)")
                .param("me", notOf)
                .query((row, n) -> {
                    OffsetDateTime due = row.getObject(2, OffsetDateTime.class);
                    return new BreakGlass.Waiting(row.getInt(1), due == null ? null : due.toInstant());
                })
                .single();
    }

    /** Those of this person that were judged not justified since, newest first. */
    List<BreakGlass> stopped(UUID person, Instant since) {
        return jdbc.sql(
                        SELECT
                                + " where b.person_id = :person and b.verdict = 'NOT_JUSTIFIED' and b.reviewed_at > :since order by b.reviewed_at desc limit 20")
                .param("person", person)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((row, n) -> read(row))
                .list();
    }

    Optional<BreakGlass> find(UUID id) {
        return jdbc.sql(SELECT + " where b.id = :id")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    /** The function ends the grant and the sessions where it was not justified. */
    BreakGlass.Judged review(UUID id, BreakGlass.Verdict verdict, @Nullable String why) {
        return jdbc.sql("select access.judge_break_glass(:id, :verdict, :why::bytea)")
                .param("id", id)
                .param("verdict", verdict.name())
                .param(
                        "why",
                        why == null ? null : vault.sealForHouse(Compartment.CUSTODY, WHY, why),
                        java.sql.Types.BINARY)
                .query((row, n) -> BreakGlass.Judged.valueOf(row.getString(1)))
                .single();
    }

    private BreakGlass read(ResultSet row) throws SQLException {
        OffsetDateTime reviewed = row.getObject("reviewed_at", OffsetDateTime.class);
        String verdict = row.getString("verdict");
        byte[] why = row.getBytes("why");
        return new BreakGlass(
                row.getObject("id", UUID.class),
                row.getString("file_code"),
                row.getString("by_code"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("until", OffsetDateTime.class).toInstant(),
                row.getObject("review_due", OffsetDateTime.class).toInstant(),
                vault.readOfHouse(Compartment.CUSTODY, SEAL_CONTEXT, row.getBytes("reason"), String.class),
                vault.opensForHouse(Compartment.CUSTODY, SEAL_CONTEXT, row.getBytes("reason")),
                row.getString("reviewer"),
                reviewed == null ? null : reviewed.toInstant(),
                verdict == null ? null : BreakGlass.Verdict.valueOf(verdict),
                why == null ? null : vault.readOfHouse(Compartment.CUSTODY, WHY, why, String.class),
                row.getBoolean("beside"));
    }
}
