package org.akoma.exchange.packages;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.akoma.SqlArrays;
import org.akoma.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on the encrypted files, each with one child or several. */
@Repository
class PackageArchiveStore {

    private static final String ARCHIVE = """
            select a.id, a.key_id, a.made_by, a.made_at, a.until, a.sha256, o.code as receiver,
                   array(select f.code from packages.packed p join cases.file_shown f on f.id = p.file_id where p.archive_id = a.id order by f.code) as children,
                   exists (select from packages.packed p join packages.sent s on s.id = p.sent_id where p.archive_id = a.id and s.receipt_id is null) as awaited
              from packages.archive a join packages.partner_key k on k.id = a.key_id join access.organisation o on o.id = k.organisation_id
            """;

    private final JdbcClient jdbc;

    PackageArchiveStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whose files an authority has accepted, of those that the actor works on; by authority and code. */
    List<HandedChild> handed() {
        return jdbc.sql("""
                        select f.id, f.code, o.code as receiver, r.minimum, s.id as request, s.until,
                               case when exists (select from packages.call_back c where c.sent_id = s.id) then 'CALLED_BACK' when s.receipt_id is not null then 'ARRIVED' when not r.may_leave then 'NO_CONSENT' when not r.key_known then 'NO_KEY'
                                    when s.state = 'WAITING' then 'WAITING'
                                    when r.own_yes then 'OWN_YES' when s.state is distinct from 'AGREED' then 'NOT_ASKED'
                                    else case packages.bars(s.id) when 'OPEN' then 'READY' when 'FORBIDDEN' then 'OF_ANOTHER' else 'NOT_ASKED' end end as state
                          from handover.proposal p join cases.file_shown f on f.id = p.file_id cross join lateral packages.ready(p.file_id) r
                          join access.organisation o on o.id = r.receiver
                          left join lateral (select * from packages.sent x where x.handover_id = p.id order by x.asked_at desc, x.id desc limit 1) s on true
                         where p.state = 'ACCEPTED' order by o.code, f.code
                        """)
                .query((row, n) -> new HandedChild(
                        row.getObject("id", UUID.class),
                        row.getString("code"),
                        row.getString("receiver"),
                        row.getBoolean("minimum"),
                        HandedChild.State.valueOf(row.getString("state")),
                        row.getObject("request", UUID.class),
                        Timestamps.instant(row, "until")))
                .list();
    }

    /** Those that the actor made, newest first. */
    List<PackageArchive> of(UUID maker) {
        return jdbc.sql(ARCHIVE + " where a.made_by = :maker order by a.made_at desc, a.id desc limit 50")
                .param("maker", maker)
                .query(PackageArchiveStore::archive)
                .list();
    }

    Optional<PackageArchive> find(UUID id) {
        return jdbc.sql(ARCHIVE + " where a.id = :id")
                .param("id", id)
                .query(PackageArchiveStore::archive)
                .optional();
    }

    /** The actor's of this child alone. */
    Optional<UUID> alone(UUID sent, UUID maker) {
        return jdbc.sql("""
                        select a.id from packages.archive a where a.made_by = :maker and exists (select from packages.packed p where p.archive_id = a.id and p.sent_id = :sent)
                           and (select count(*) from packages.packed p where p.archive_id = a.id) = 1
                        """)
                .param("maker", maker)
                .param("sent", sent)
                .query((row, n) -> Objects.requireNonNull(row.getObject(1, UUID.class)))
                .optional();
    }

    void pack(UUID id, List<SentPackage> children, byte[] bytes) {
        jdbc.sql("select packages.pack(:id, :children::uuid[], :bytes)")
                .param("id", id)
                .param("children", SqlArrays.ids(children, SentPackage::id))
                .param("bytes", bytes)
                .query((row, n) -> true)
                .list();
    }

    /** Files that may not leave any more, of an archive of the actor's, and why: {@code NOT_TO_LEAVE}. */
    Map<UUID, String> bars(UUID id) {
        return jdbc
                .sql("select file_id, reason from packages.archive_bars(:id)")
                .param("id", id)
                .query((row, n) -> Map.entry(row.getObject(1, UUID.class), row.getString(2)))
                .list()
                .stream()
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Leaves a trace for each child. */
    /** Whether who takes one showed the second factor again, or has none. */
    boolean isFactorShown() {
        return jdbc.sql("select packages.is_factor_shown()")
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    byte[] take(UUID id) {
        return jdbc.sql("select packages.take(:id)")
                .param("id", id)
                .query((row, n) -> Objects.requireNonNull(row.getBytes(1)))
                .single();
    }

    private static PackageArchive archive(ResultSet row, int n) throws SQLException {
        return new PackageArchive(
                row.getObject("id", UUID.class),
                row.getString("receiver"),
                row.getObject("made_by", UUID.class),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                row.getObject("until", OffsetDateTime.class).toInstant(),
                HexFormat.of().formatHex(Objects.requireNonNull(row.getBytes("sha256"))),
                List.of((String[]) row.getArray("children").getArray()),
                row.getBoolean("awaited"));
    }
}
