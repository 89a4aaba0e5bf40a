package org.akoma.protection.alerts;

import static org.akoma.Timestamps.instant;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.Timestamps;
import org.akoma.ground.pages.Urgency;
import org.akoma.protection.cases.FileDangers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Alerts that run, for the band on the pages of a file and for the first page of a person. */
@Repository
class AlertBandStore {

    private final JdbcClient jdbc;

    AlertBandStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An alert, and its place among all that is due. */
    record Running(Alert alert, Urgency.Place place) {}

    /**
     * Danger that runs: to a child whom this person follows, while nobody took it on, danger of death until it is closed; and what they raised without answering
     * for it. Not what is a task of theirs besides.
     */
    List<Running> running(UUID me, Instant now) {
        return jdbc.sql("""
                        select a.*, f.code, o.place from followup.alert a left join cases.file_code f on f.id = a.file_id
                         cross join lateral (select followup.place(a, :now) as place offset 0) o
                        where a.closed_at is null and a.file_id is not null and followup.in_danger(a)
                          and (a.worker_id = :me and a.supervisor_id is distinct from :me and (a.acknowledged_at is null or followup.is_grave(a)
                                                          and not exists (select from followup.due_safety d where d.worker_id = :me and d.id = a.id))
                               or a.raised_by = :me and a.worker_id <> :me and a.supervisor_id is distinct from :me)
                        order by o.place, followup.turn(o.place, followup.next_due(a, :now), :now), a.id limit 20
                        """)
                .param("me", me)
                .param("now", Timestamps.utc(now))
                .query((row, n) -> new Running(AlertStore.read(row), place(row.getInt("place"))))
                .list();
    }

    /** As {@code followup.place} numbers it. */
    private static Urgency.Place place(int number) {
        return Urgency.Place.values()[number];
    }

    /** The alerts that run on a file, the gravest first, as far as the reader reads alerts or raised them. */
    List<FileDangers.Danger> dangers(UUID file) {
        return jdbc.sql("""
                        select a.id, case when a.grave then 'LIFE_IN_DANGER' else a.type end as type, coalesce(a.again_at, a.raised_at) as since, a.acknowledged_at,
                               followup.in_danger(a) as bodily
                          from followup.alert a where a.file_id = :file and a.closed_at is null
                         order by followup.is_grave(a) desc, bodily desc, a.type = 'MISSING' desc, a.acknowledged_at is not null, since desc limit 20
                        """)
                .param("file", file)
                .query((row, n) -> new FileDangers.Danger(
                        row.getString("type"),
                        row.getObject("since", OffsetDateTime.class).toInstant(),
                        instant(row, "acknowledged_at"),
                        null,
                        row.getBoolean("bodily"),
                        "/alerts/" + row.getObject("id", UUID.class)))
                .list();
    }

    /** The country where the child is, as far as the reader knows it; else that of this structure. */
    Optional<String> country(UUID file, UUID structure) {
        return jdbc.sql(
                        "select coalesce(cases.where_now(:file), (select o.country from access.organisation o where o.id = :structure))")
                .param("file", file)
                .param("structure", structure)
                .query((row, n) -> Optional.ofNullable(row.getString(1)))
                .single();
    }

    /** Who reads in this transaction. */
    UUID reader() {
        return jdbc.sql("select access.actor()").query(UUID.class).single();
    }

    boolean isHighProposed(UUID file) {
        return jdbc.sql(
                        "select exists (select from followup.high_proposal p where p.file_id = :file and p.decided_at is null)")
                .param("file", file)
                .query(Boolean.class)
                .single();
    }

    /** By kind alone, where the reader runs the shelter of the stay. */
    List<FileDangers.Danger> whereItSleeps(UUID file) {
        return jdbc.sql("select * from followup.told_where_it_sleeps(:file)")
                .param("file", file)
                .query((row, n) -> told(row))
                .list();
    }

    Map<UUID, FileDangers.Danger> whereTheySleep(Collection<UUID> files) {
        Map<UUID, FileDangers.Danger> told = new HashMap<>();
        jdbc.sql("""
                        select f.id, d.* from unnest(:files::uuid[]) f (id)
                         cross join lateral (select * from followup.told_where_it_sleeps(f.id) t where t.closed_at is null limit 1) d
                        """)
                .param("files", files.stream().map(UUID::toString).toArray(String[]::new))
                .query(row -> {
                    told.put(row.getObject("id", UUID.class), told(row));
                });
        return told;
    }

    /** All of those to the children who stay now in a shelter that the reader runs, what has ended last; a child has one line for each kind. */
    List<HouseDangers.Line> inTheHouse() {
        return jdbc.sql("""
                        select f.code, d.* from cases.placement p join cases.file_shown f on f.id = p.file_id
                         cross join lateral (select * from followup.told_where_it_sleeps(p.file_id)) d
                         where p.shelter_id = any ((select access.grantees())::uuid[]) and p.state = 'CURRENT'
                         order by d.closed_at is not null, d.type <> 'LIFE_IN_DANGER', d.taken_at is not null, d.since, f.code limit 200
                        """)
                .query((row, n) -> new HouseDangers.Line(row.getString("code"), told(row)))
                .list();
    }

    private static FileDangers.Danger told(ResultSet row) throws SQLException {
        return new FileDangers.Danger(
                row.getString("type"),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                instant(row, "taken_at"),
                instant(row, "closed_at"),
                true,
                null);
    }
}
