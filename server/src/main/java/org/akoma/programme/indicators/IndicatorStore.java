package org.akoma.programme.indicators;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.akoma.programme.indicators.Indicator.Division;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The kept counts: read by the login that reads nothing else, counted by that of the administration. */
@Repository
class IndicatorStore {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    IndicatorStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** What readers without small counts were shown until now: of the wholes, and of what is divided so. */
    List<ShownFigures> shown(@Nullable Division by) {
        return jdbc.sql("select said::text from indicators.report_shown(:by)")
                .param("by", by == null ? "" : by.name())
                .query((row, n) -> json.readValue(row.getString(1), ShownFigures.class))
                .list();
    }

    /** Until the end of the transaction nobody else adds to what was shown. */
    void showOneAtATime() {
        jdbc.sql("select indicators.show_one_at_a_time()").query(row -> {});
    }

    void show(List<ShownFigures> added) {
        jdbc.sql("select indicators.show_on_screen(:added::jsonb)")
                .param("added", json.writeValueAsString(added))
                .query(row -> {});
    }

    /** @param label "" = the whole; else of the division that was asked for */
    record Key(String indicator, String label) {}

    /**
     * How old the counts are.
     *
     * @param stamp another one after each change of a count; null = nothing was counted
     */
    record Age(
            @Nullable Instant countedAt,
            long waiting,
            @Nullable UUID stamp) {}

    Age age() {
        return jdbc.sql("select ended_at, waiting, stamp from indicators.report_age()")
                .query((row, n) -> {
                    OffsetDateTime at = row.getObject(1, OffsetDateTime.class);
                    return new Age(at == null ? null : at.toInstant(), row.getLong(2), row.getObject(3, UUID.class));
                })
                .single();
    }

    /** What was counted on a day; what is nothing is not there. Of the wanted indicators and counts alone. */
    Map<Key, Tally> day(
            LocalDate day,
            @Nullable String country,
            @Nullable String structure,
            @Nullable Division by,
            Collection<Indicator> wanted) {
        Map<Key, Tally> found = new HashMap<>();
        jdbc.sql(
                        "select indicator, dim, label, value, num, den, unknown from indicators.report_day(:day, :country, :structure, :by, :wanted::text[])")
                .param("day", day)
                .param("country", country)
                .param("structure", structure)
                .param("by", by == null ? "" : by.name())
                .param("wanted", ids(wanted))
                .query(row -> {
                    Key key = new Key(row.getString(1), row.getString(2).isEmpty() ? "" : row.getString(3));
                    SortedMap<Integer, Long> values = new TreeMap<>();
                    if (row.getInt(4) != 0) values.put(row.getInt(4), row.getLong(5));
                    Tally tally = new Tally(row.getLong(5), row.getLong(6), row.getLong(7), values);
                    found.merge(key, tally, Tally::plus);
                });
        return found;
    }

    /** What was counted at the end of the months from this one on, without values of medians. */
    Map<LocalDate, Map<String, Tally>> months(
            LocalDate first, LocalDate day, @Nullable String country, @Nullable String structure) {
        Map<LocalDate, Map<String, Tally>> found = new TreeMap<>();
        jdbc.sql("select indicator, month, num, den from indicators.report_months(:first, :day, :country, :structure)")
                .param("first", first)
                .param("day", day)
                .param("country", country)
                .param("structure", structure)
                .query(row -> {
                    found.computeIfAbsent(row.getObject(2, LocalDate.class), month -> new HashMap<>())
                            .put(row.getString(1), new Tally(row.getLong(3), row.getLong(4), 0, new TreeMap<>()));
                });
        return found;
    }

    /** What was counted at the end of each month from this one on, of the whole or of its parts; without values of medians. */
    Map<LocalDate, Map<Key, Tally>> series(
            LocalDate first, LocalDate day, @Nullable Division by, Collection<Indicator> wanted) {
        Map<LocalDate, Map<Key, Tally>> found = new TreeMap<>();
        jdbc.sql(
                        "select indicator, month, label, num, den, unknown from indicators.report_series(:first, :day, :by, :wanted::text[])")
                .param("first", first)
                .param("day", day)
                .param("by", by == null ? "" : by.name())
                .param("wanted", ids(wanted))
                .query(row -> {
                    LocalDate end =
                            row.getObject(2, LocalDate.class).plusMonths(1).minusDays(1);
                    found.computeIfAbsent(end, month -> new HashMap<>())
                            .put(
                                    new Key(row.getString(1), row.getString(3)),
                                    new Tally(row.getLong(4), row.getLong(5), row.getLong(6), new TreeMap<>()));
                });
        return found;
    }

    private static String ids(Collection<Indicator> wanted) {
        return wanted.stream().map(Indicator::id).collect(Collectors.joining(",", "{", "}"));
    }

    /** A figure as it was published. */
    record Published(
            String measure,
            @Nullable String source,
            @Nullable LocalDate publishedOn,
            String value) {}

    List<Published> published(LocalDate day) {
        return jdbc.sql("select measure, source, published_on, value from indicators.report_published(:day)")
                .param("day", day)
                .query((row, n) -> new Published(
                        row.getString(1), row.getString(2), row.getObject(3, LocalDate.class), row.getString(4)))
                .list();
    }

    /** A country or a structure of which something is counted. */
    record Place(Division kind, String code) {}

    List<Place> places() {
        return jdbc.sql("select kind, code from indicators.report_places() order by 1, 2")
                .query((row, n) -> new Place(Division.valueOf(row.getString(1)), row.getString(2)))
                .list();
    }

    /** @return how many marks were counted; 0 where another is at it */
    long count(int most, Instant now) {
        return jdbc.sql("select indicators.count_changed(:most, :now)")
                .param("most", most)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }
}
