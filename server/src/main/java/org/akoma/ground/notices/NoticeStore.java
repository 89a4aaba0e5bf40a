package org.akoma.ground.notices;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.access.DailyReminder;
import org.akoma.ground.access.Matter;
import org.akoma.ground.access.Notification;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** SQL on notifications, and on which of them were seen. */
@Component
class NoticeStore {

    private final JdbcClient jdbc;

    NoticeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void ring(Notification ring, Instant at) {
        jdbc.sql("""
                insert into notices.bell (id, person_id, kind, rung_at, about, target, matter)
                select gen_random_uuid(), p, :kind, :at, :about, :target, :matter from unnest(:persons::uuid[]) p""")
                .param("persons", ring.persons().stream().map(UUID::toString).toArray(String[]::new))
                .param("kind", ring.kind())
                .param("at", Timestamp.from(at))
                .param("about", ring.about(), java.sql.Types.OTHER)
                .param("target", ring.target(), java.sql.Types.OTHER)
                .param("matter", ring.matter() == null ? null : ring.matter().name(), java.sql.Types.VARCHAR)
                .update();
    }

    /** By the house's own round alone; false when it rang for that day already. */
    boolean ringOfDay(DailyReminder ring, Instant at) {
        return jdbc.sql("select notices.ring_of_day(:p, :things, :day, :at)")
                .param("p", ring.person())
                .param("at", Timestamp.from(at))
                .param("things", ring.tasks())
                .param("day", ring.day())
                .query(Boolean.class)
                .single();
    }

    /**
     * What was not seen.
     *
     * @param others all kinds but the next
     * @param decisions how often this person was asked to decide
     */
    record Unread(int others, int decisions) {}

    /**
     * Of the days' counts of tasks the newest alone holds. What rang several times about one thing is one.
     *
     * @param since rings of tasks and referrals of before wait no more: the lists have what is still to do
     */
    Unread unread(UUID person, Instant since) {
        return jdbc.sql("""
                select (select count(*) from (select distinct b.kind, b.matter, coalesce(b.target, b.id) from notices.rung b where b.person_id = :p and b.read_at is null and b.over_at is null and b.kind not in ('due', 'decision') and (b.kind not in ('task', 'referral') or b.rung_at > :since) limit 100) x)
                     + coalesce((select b.things from notices.bell b where b.person_id = :p and b.read_at is null and b.kind = 'due' order by b.of_day desc limit 1), 0) as others,
                       (select count(*) from (select from notices.bell b where b.person_id = :p and b.read_at is null and b.over_at is null and b.kind = 'decision' limit 100) x) as decisions""")
                .param("p", person)
                .param("since", Timestamp.from(since))
                .query((row, n) -> new Unread(row.getInt("others"), row.getInt("decisions")))
                .single();
    }

    /**
     * How many of each kind wait, with the latest: danger first, the day's number of tasks last.
     *
     * @param since as {@link #unread}
     */
    List<PendingNotices> waiting(UUID person, Instant since) {
        return jdbc.sql("""
                select kind, case kind when 'due' then (array_agg(things order by of_day desc))[1] else count(distinct (coalesce(target, id), matter)) end n, max(rung_at) latest from notices.rung
                 where person_id = :p and read_at is null and over_at is null and (kind not in ('task', 'referral') or rung_at > :since)
                 group by kind order by kind = 'alert' desc, kind = 'due', max(rung_at) desc""")
                .param("p", person)
                .param("since", Timestamp.from(since))
                .query(NoticeStore::pending)
                .list();
    }

    private static PendingNotices pending(ResultSet row, int n) throws SQLException {
        return new PendingNotices(
                row.getString("kind"),
                row.getInt("n"),
                row.getTimestamp("latest").toInstant());
    }

    /** How many of each kind rang since this person came before, with the latest: danger first. The day's number of tasks is no news. */
    List<PendingNotices> sinceLastVisit(UUID person) {
        return jdbc.sql("""
                select kind, count(*) n, max(rung_at) latest from notices.bell
                 where person_id = :p and kind <> 'due' and over_at is null and rung_at > (select access.came_before()) group by kind order by kind = 'alert' desc, max(rung_at) desc""").param("p", person).query(NoticeStore::pending).list();
    }

    /**
     * Newest first.
     *
     * @param before the page begins after this one
     */
    List<Notice> page(UUID person, @Nullable Cursor before, int most) {
        return jdbc.sql("""
                select id, kind, rung_at, read_at, over_at, target, what, matter, withheld from notices.rung
                 where person_id = :p and (rung_at, id) < (coalesce(:at, 'infinity'::timestamptz), coalesce(:id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid))
                 order by rung_at desc, id desc limit :most""")
                .param("p", person)
                .param(
                        "at",
                        before == null ? null : before.at().atOffset(ZoneOffset.UTC),
                        java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("id", before == null ? null : before.id(), java.sql.Types.OTHER)
                .param("most", most)
                .query(NoticeStore::notice)
                .list();
    }

    private static Notice notice(ResultSet row, int n) throws SQLException {
        return new Notice(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getTimestamp("rung_at").toInstant(),
                instant(row.getTimestamp("read_at")),
                instant(row.getTimestamp("over_at")),
                row.getObject("target", UUID.class),
                row.getString("what"),
                matter(row.getString("matter")),
                row.getBoolean("withheld"));
    }

    private static @Nullable Matter matter(@Nullable String code) {
        return code == null ? null : Matter.valueOf(code);
    }

    /** What was not seen and leads to a record, the newest first. */
    List<Notice> leading(UUID person, Instant since, int most) {
        return jdbc.sql("""
                select id, kind, rung_at, read_at, over_at, target, what, matter, withheld from notices.rung
                 where person_id = :p and read_at is null and over_at is null and target is not null and rung_at > :since order by rung_at desc, id limit :most""")
                .param("p", person)
                .param("since", Timestamp.from(since))
                .param("most", most)
                .query(NoticeStore::notice)
                .list();
    }

    Optional<Notice> find(UUID person, UUID id) {
        return jdbc.sql(
                        "select id, kind, rung_at, read_at, over_at, target, what, matter, withheld from notices.rung where person_id = :p and id = :id")
                .param("p", person)
                .param("id", id)
                .query(NoticeStore::notice)
                .optional();
    }

    /** Who opens a record has seen all that rang for it; of a child's file, all that rang for the same matter. */
    void readOf(UUID person, UUID target, @Nullable Matter matter, Instant at) {
        jdbc.sql("""
                update notices.bell set read_at = :at
                 where person_id = :p and read_at is null and id in (select r.id from notices.rung r
                       where r.person_id = :p and r.read_at is null and r.target = :target and r.matter is not distinct from :matter)""")
                .param("p", person)
                .param("target", target)
                .param("matter", matter == null ? null : matter.name(), java.sql.Types.VARCHAR)
                .param("at", Timestamp.from(at))
                .update();
    }

    /** @param kind null: all kinds */
    int read(UUID person, @Nullable String kind, Instant at) {
        return jdbc.sql("""
                update notices.bell set read_at = :at
                 where person_id = :p and read_at is null and (:kind::text is null or kind = :kind)""")
                .param("p", person)
                .param("kind", kind, java.sql.Types.VARCHAR)
                .param("at", Timestamp.from(at))
                .update();
    }

    /** What was not seen of a kind and leads to a record, five hundred at most. */
    List<Notice> unreadOf(UUID person, String kind) {
        return jdbc.sql("""
                select id, kind, rung_at, read_at, over_at, target, what, matter, withheld from notices.rung
                 where person_id = :p and read_at is null and over_at is null and target is not null and kind = :kind order by rung_at desc, id limit 500""")
                .param("p", person)
                .param("kind", kind)
                .query(NoticeStore::notice)
                .list();
    }

    /** @param targets what rings on */
    void readBut(UUID person, String kind, Collection<UUID> targets, Instant at) {
        jdbc.sql("""
                update notices.bell set read_at = :at where person_id = :p and read_at is null and kind = :kind
                   and (target is null or target <> all (:targets::uuid[]))""")
                .param("at", Timestamp.from(at))
                .param("p", person)
                .param("kind", kind)
                .param("targets", targets.stream().map(UUID::toString).toArray(String[]::new))
                .update();
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    /** That no mail goes out is for them to mend. */
    void ringAdministrators() {
        jdbc.sql("select notices.ring_administrators()").query((row, n) -> true).list();
    }
}
