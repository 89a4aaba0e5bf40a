package org.akoma.protection.tasks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.akoma.ground.pages.Urgency;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many tasks a person has, of each kind: counted by the database, so that no number depends on how many of them a page has read. */
@Component
class DueCountStore {

    /** Of one view so many are counted, which nobody has. */
    static final int COUNTED = 10_000;

    private final JdbcClient jdbc;
    private final DueStore store;

    DueCountStore(JdbcClient jdbc, DueStore store) {
        this.jdbc = jdbc;
        this.store = store;
    }

    /** When a task is due, as seen from a day. */
    enum When {
        LATE,
        TODAY,
        NEAR,
        FAR,
        /** It merely waits. */
        NEVER
    }

    /** What is counted together. */
    record Key(String kind, @Nullable String decision, Urgency.Place place, When when) {}

    /**
     * @param first the moment at which the first of them is due; null = they merely wait
     * @param last the same of the last
     */
    record Count(
            Key key,
            int many,
            @Nullable Instant first,
            @Nullable Instant last) {}

    /**
     * @param tomorrow what is due by its beginning, and not late, is due today
     * @param near what is due by then is near
     * @param until what is due later is not counted
     */
    record Days(Instant now, Instant tomorrow, Instant near, Instant until) {

        When of(@Nullable Instant due) {
            if (due == null) return When.NEVER;
            if (due.isBefore(now)) return When.LATE;
            if (!due.isAfter(tomorrow)) return When.TODAY;
            return due.isAfter(near) ? When.FAR : When.NEAR;
        }
    }

    /** Of the tasks that {@link DueStore#mine} lists; what this person put off is none. */
    List<Count> mine(DueStore.Who who, Days days, Map<String, Integer> hours) {
        List<String> timed = List.copyOf(hours.keySet());
        String awake = store.planOnce(who) ? DueStore.awake(false) : "";
        String all = DueViews.ALL.stream()
                .flatMap(source -> DueStore.leads(source, who, false).map(led -> branch(source, led + awake, timed)))
                .collect(Collectors.joining(" union all "));
        String when = "case when t.due_at = 'infinity' then 'NEVER' when t.due_at < :now then 'LATE'"
                + " when t.due_at <= :tomorrow then 'TODAY' when t.due_at <= :near then 'NEAR' else 'FAR' end";
        return jdbc.sql("select t.kind, d.kind as decision, t.place, " + when
                        + " as falls, count(*) as many, min(t.due_at) as first, max(t.due_at) as last from ("
                        + all
                        + ") t left join access.decision d on t.kind = 'access.decide' and d.id = t.id group"
                        + " by 1, 2, 3, 4")
                .param("me", who.person())
                .param("us", who.organisation())
                .param("roles", who.roles().toArray(String[]::new))
                .param("kinds", hours.keySet().toArray(String[]::new))
                .param("hours", hours.values().toArray(Integer[]::new))
                .param("unsafe", DueViews.UNSAFE.toArray(String[]::new))
                .param("ofHours", DueViews.OF_HOURS.toArray(String[]::new))
                .param("over", DueStore.moment(Urgency.longOver(who.now())))
                .param("soon", DueStore.moment(Urgency.soon(who.now())))
                .param("today", who.today())
                .param("now", DueStore.moment(days.now()))
                .param("tomorrow", DueStore.moment(days.tomorrow()))
                .param("near", DueStore.moment(days.near()))
                .param("until", DueStore.moment(days.until()))
                .param("counted", COUNTED)
                .query((row, n) -> count(row))
                .list();
    }

    private static String branch(DueView source, String led, List<String> timed) {
        String due = source.dueAt(timed);
        return "(select d.kind, d.id, " + due + " as due_at, " + source.place(timed) + " as place from "
                + source.from(false) + " where " + led + " and " + source.open(false) + " and ("
                + source.dueBy(":until", timed) + " or " + due + " = 'infinity') limit :counted)";
    }

    private static Count count(ResultSet row) throws SQLException {
        Key key = new Key(
                row.getString("kind"),
                row.getString("decision"),
                Urgency.Place.values()[row.getInt("place")],
                When.valueOf(row.getString("falls")));
        boolean waits = key.when() == When.NEVER;
        return new Count(key, row.getInt("many"), moment(row, "first", waits), moment(row, "last", waits));
    }

    private static @Nullable Instant moment(ResultSet row, String column, boolean waits) throws SQLException {
        return waits ? null : row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
