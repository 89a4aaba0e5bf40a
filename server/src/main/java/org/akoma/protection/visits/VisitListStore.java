package org.akoma.protection.visits;

import static org.akoma.Timestamps.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.protection.visits.ListVisits.Show;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Lists of visits over many files: led by a column of the row itself, the policy decides row by row. */
@Repository
class VisitListStore {

    private static final LocalDate FIRST = LocalDate.parse("1900-01-01");
    private static final LocalDate LAST = LocalDate.parse("2300-01-01");
    /** A visit that was moved since is shown on the day for which it was planned then. */
    private static final String PLANNED_THEN = """
            (select x.id, x.file_id, x.worker_id, x.organisation_id, x.type, x.first_on, x.planned_at, x.unplanned, x.done_on, x.mode, x.seen_alone,
                    x.missed_reason, x.reviewed_at, x.closed_at, x.cancelled_at,
                    coalesce((select m.from_on from followup.visit_move m where m.visit_id = x.id and m.at >= :end order by m.at, m.id limit 1),
                             x.planned_on) as planned_on
               from followup.visit x)""";

    /** A file's visits were those of its worker of then, who may have handed it on since. */
    private static final String IN_HANDS_THEN = "w.worker::uuid as hands from " + PLANNED_THEN
            + " v left join cases.was_in_hands w on w.file_id = v.file_id and w.since < :end and (w.until is null or w.until >= :end)";

    private static final UUID LOWEST = new UUID(0, 0);

    private final JdbcClient jdbc;

    VisitListStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What is asked.
     *
     * @param workers whose visits; empty = the structure's
     * @param live now, rather than as of a past day: then the index of open visits serves
     * @param part which of them, by the files of children in danger
     * @param after where the page before ended; null = from the first
     */
    record Question(
            ListVisits wanted,
            List<UUID> workers,
            UUID organisation,
            LocalDate day,
            boolean live,
            int ahead,
            VisitState.Limits limits,
            Part part,
            Set<UUID> alarmed,
            ListVisits.@Nullable Cursor after) {

        Question of(Part wantedPart, Set<UUID> files, ListVisits.@Nullable Cursor from) {
            return new Question(wanted, workers, organisation, day, live, ahead, limits, wantedPart, files, from);
        }
    }

    /** A list that begins with danger is read in two: of these files, then of all others. */
    enum Part {
        ALL,
        IN_DANGER,
        OTHERS
    }

    /** The files whose children are in danger, or with an urgent index, as far as the reader reads alerts: their codes by their ids. */
    Map<UUID, String> alarmed() {
        Map<UUID, String> codes = new HashMap<>();
        jdbc.sql(
                        "select c.id, c.code from cases.alarmed() a join cases.file_code c on c.id = a.file_id where a.danger or a.place < 9")
                .query(row -> {
                    codes.put(row.getObject("id", UUID.class), row.getString("code"));
                });
        return codes;
    }

    /** The first lines of each worker's own index order, merged: one index scan for each. */
    List<VisitLine> page(Question asked, int most) {
        Show show = asked.wanted().show();
        String order = show.newestFirst() ? "planned_on desc, id desc" : "planned_on, id";
        String led = led(asked);
        ListVisits.Cursor cursor = asked.after();
        return jdbc.sql(
                        "select v.*, f.code, (select x.risk from cases.case_file x where x.id = f.id) as risk, f.country, p.code as worker from "
                                + led
                                + " v join cases.file_code f on f.id = v.file_id left join access.person p on p.id = v.hands order by v."
                                + order.replace(", id", ", v.id") + " limit :most")
                .param("organisation", asked.organisation())
                .param("workers", joined(asked.workers()))
                .param("alarmed", joined(asked.alarmed()))
                .param("until", until(show, asked))
                .param("day", asked.day())
                .param("end", utc(asked.day().plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC)))
                .param("latest", asked.limits().latest())
                .param("aloneSince", asked.wanted().aloneSince())
                .param("afterOn", cursor == null ? FIRST : cursor.plannedOn())
                .param("afterId", cursor == null ? LOWEST : cursor.id())
                .param("most", most)
                .query((row, n) -> read(row, asked))
                .list();
    }

    private static String joined(Collection<UUID> ids) {
        return String.join(",", ids.stream().map(UUID::toString).toList());
    }

    /** Of few files, along each file's index; else along that of each worker, or of the structure. */
    private static String led(Question asked) {
        boolean ofAll = asked.workers().isEmpty();
        if (asked.part() == Part.IN_DANGER)
            return "(select v.* from unnest(string_to_array(:alarmed, ',')::uuid[]) q (id) cross join lateral ("
                    + rows(
                            asked,
                            "v.file_id = q.id and "
                                    + (ofAll
                                            ? "v.organisation_id = :organisation"
                                            : "v.worker_id = any (string_to_array(:workers, ',')::uuid[])"))
                    + ") v)";
        String others =
                asked.part() == Part.OTHERS ? " and v.file_id <> all (string_to_array(:alarmed, ',')::uuid[])" : "";
        return ofAll
                ? "(" + rows(asked, "v.organisation_id = :organisation" + others) + ")"
                : "(select v.* from unnest(string_to_array(:workers, ',')::uuid[]) q (id) cross join lateral ("
                        + rows(asked, (asked.live() ? "v.worker_id = q.id" : "w.worker = q.id::text") + others)
                        + ") v)";
    }

    /** The first lines of each part, along its index. */
    private static String rows(Question asked, String led) {
        Show show = asked.wanted().show();
        return parts(show, asked.live()).stream()
                .map(part -> "(select v.*, "
                        + (asked.live() ? "v.worker_id as hands from followup.visit v" : IN_HANDS_THEN)
                        + " where " + led + part + " and v.planned_on <= :until" + which(show, asked.live())
                        + after(asked) + alone(asked)
                        + " order by " + (show.newestFirst() ? "v.planned_on desc, v.id desc" : "v.planned_on, v.id")
                        + " limit :most)")
                .collect(Collectors.joining(" union all "));
    }

    /** The indexes hold open visits and closed ones one after the other, each by day. A visit that was made is closed. */
    private static List<String> parts(Show show, boolean live) {
        if (!live) return List.of("");
        return switch (show) {
            case DUE, LATE -> List.of(" and v.open");
            case MISSED -> List.of(" and v.open", " and not v.open");
            case REVIEW, DONE -> List.of(" and not v.open");
        };
    }

    private static LocalDate until(Show show, Question asked) {
        return switch (show) {
            case DUE -> asked.day().plusDays(asked.ahead());
            case LATE -> asked.day().minusDays(1);
            case MISSED -> asked.day().minusDays(asked.limits().latest() + 1L);
            case REVIEW, DONE -> LAST;
        };
    }

    private static String which(Show show, boolean live) {
        String open = live ? "" : " and v.planned_at < :end and (v.closed_at is null or v.closed_at >= :end)";
        String made = " and v.done_on is not null and v.done_on <= :day";
        return switch (show) {
            case DUE, LATE -> open;
            case MISSED ->
                " and not v.unplanned and v.cancelled_at is null and (v.done_on is null or v.done_on > :day or v.done_on > v.first_on + :latest)";
            case REVIEW ->
                made + (live ? " and v.reviewed_at is null" : " and (v.reviewed_at is null or v.reviewed_at >= :end)");
            case DONE -> made;
        };
    }

    /** As the home page counts them: of open files. */
    private static String alone(Question asked) {
        return asked.wanted().aloneSince() == null
                ? ""
                : " and v.done_on >= :aloneSince and v.seen_alone and exists (select from cases.case_file o where o.id = v.file_id"
                        + " and o.status not in ('CLOSED', 'TRANSFERRED'))";
    }

    private static String after(Question asked) {
        if (asked.after() == null) return "";
        return asked.wanted().show().newestFirst()
                ? " and (v.planned_on, v.id) < (:afterOn, :afterId)"
                : " and (v.planned_on, v.id) > (:afterOn, :afterId)";
    }

    private static VisitLine read(ResultSet row, Question asked) throws SQLException {
        LocalDate planned = row.getObject("planned_on", LocalDate.class);
        LocalDate done = past(row.getObject("done_on", LocalDate.class), asked.day());
        return new VisitLine(
                row.getObject("id", UUID.class),
                row.getString("code"),
                row.getString("risk"),
                row.getString("country"),
                row.getString("worker"),
                Visit.Type.valueOf(row.getString("type")),
                planned,
                VisitState.of(
                        row.getObject("first_on", LocalDate.class),
                        done,
                        false,
                        row.getBoolean("unplanned"),
                        asked.day(),
                        asked.limits()),
                done,
                done == null ? null : row.getString("mode"),
                done == null ? null : row.getObject("seen_alone", Boolean.class),
                row.getString("missed_reason"),
                row.getObject("reviewed_at") != null,
                asked.day().toEpochDay() - planned.toEpochDay());
    }

    private static @Nullable LocalDate past(@Nullable LocalDate done, LocalDate day) {
        return done == null || done.isAfter(day) ? null : done;
    }
}
