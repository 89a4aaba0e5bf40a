package org.akoma.protection.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who sleeps in the shelters of who reads, as far as the database shows each child to them: never a word, a name or another place. */
@Repository
class NightStore {

    private final JdbcClient jdbc;

    NightStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param sex and age: null where they are not shown
     * @param age in years, when the child was found
     * @param orderDue the last day for the order of a court (T12); null = none is asked, or it was made
     * @param urgent when something urgent for the child's health was last written; null = never
     * @param instructed when the shelter was last written what it has to do for the child's safety; null = never
     * @param noted when who reads last wrote a note; null = never
     */
    record Sleeper(
            UUID file,
            String code,
            @Nullable String sex,
            @Nullable Integer age,
            LocalDate since,
            @Nullable LocalDate orderDue,
            @Nullable Instant urgent,
            @Nullable Instant instructed,
            @Nullable Instant noted) {}

    /** Who came since that day with something urgent for their health, first; then whose order is due first; then who came last. */
    List<Sleeper> tonight(LocalDate today, LocalDate newSince, int limit) {
        return jdbc.sql("""
                        select p.file_id, f.code, f.sex, f.age_at_rescue, p.since, p.order_due, m.urgent, i.instructed, n.noted
                          from (select p.id, p.file_id, p.since, case when p.care_order_on is null then p.care_order_due end as order_due
                                  from cases.placement p
                                 where p.shelter_id = any ((select access.grantees())::uuid[]) and p.state = 'CURRENT' and p.since <= :today) p
                          join cases.file_shown f on f.id = p.file_id
                         cross join lateral (select max(m.at) as urgent from cases.medical m where m.file_id = p.file_id and m.urgent) m
                         cross join lateral (select max(i.at) as instructed from cases.stay_instruction i where i.placement_id = p.id) i
                         cross join lateral (select max(n.at) as noted from cases.note n where n.file_id = p.file_id and n.recorded_by = access.actor()) n
                         order by m.urgent is not null and p.since >= :new desc, p.order_due nulls last, p.since desc, f.code limit :limit
                        """)
                .param("today", today)
                .param("new", newSince)
                .param("limit", limit)
                .query((row, n) -> read(row))
                .list();
    }

    /** The code of a child who stays by this placement in a shelter of who reads. */
    Optional<String> stays(UUID placement) {
        return jdbc.sql("""
                        select f.code from cases.placement p join cases.file_shown f on f.id = p.file_id
                         where p.id = :id and p.shelter_id = any ((select access.grantees())::uuid[]) and p.state = 'CURRENT'
                        """).param("id", placement).query(String.class).optional();
    }

    /**
     * @param coming children who are to come: whose place here is proposed, or begins later
     * @param left children who were here and left, yesterday or today
     */
    record Moves(int coming, int left) {}

    /** Numbers alone: of a child who is not here tonight nothing is shown. */
    Moves moves(LocalDate today) {
        return jdbc.sql("select coming, gone from cases.shelter_moves(:today)")
                .param("today", today)
                .query((row, n) -> new Moves(row.getInt("coming"), row.getInt("gone")))
                .single();
    }

    private static Sleeper read(ResultSet row) throws SQLException {
        return new Sleeper(
                row.getObject("file_id", UUID.class),
                row.getString("code"),
                row.getString("sex"),
                row.getObject("age_at_rescue", Integer.class),
                row.getObject("since", LocalDate.class),
                row.getObject("order_due", LocalDate.class),
                moment(row, "urgent"),
                moment(row, "instructed"),
                moment(row, "noted"));
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
