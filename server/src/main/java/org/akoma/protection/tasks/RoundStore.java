package org.akoma.protection.tasks;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on tasks.round: how far the morning's round has come. */
@Repository
class RoundStore {

    /** After this long without a step the copy of the application that held it is taken to be dead. */
    static final Duration LEASE = Duration.ofMinutes(5);

    private static final int KEPT_DAYS = 30;

    private final JdbcClient jdbc;

    RoundStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Rings for the children that have no place this night, each child once; nobody by day. Answers whom. */
    List<UUID> ringForTheNight(Instant now) {
        return jdbc.sql("select person from tasks.ring_for_the_night(:now) person")
                .param("now", Timestamp.from(now))
                .query((row, n) -> row.getObject("person", UUID.class))
                .list();
    }

    /** @param after the last person who was looked at; null = nobody yet */
    record Place(@Nullable UUID after) {}

    /** Empty when it is done, or another goes round. */
    Optional<Place> claim(LocalDate day, Instant now) {
        jdbc.sql("insert into tasks.round (day) values (:day) on conflict do nothing")
                .param("day", day)
                .update();
        return jdbc.sql("""
                        update tasks.round set claimed_until = :lease
                         where day = :day and ended_at is null and (claimed_until is null or claimed_until < :now) returning after
                        """)
                .param("day", day)
                .param("now", Timestamp.from(now))
                .param("lease", Timestamp.from(now.plus(LEASE)))
                .query((row, n) -> new Place(row.getObject("after", UUID.class)))
                .optional();
    }

    boolean reached(LocalDate day, Place place, boolean last, Instant now) {
        jdbc.sql("delete from tasks.round where day < :old")
                .param("old", day.minusDays(KEPT_DAYS))
                .update();
        return jdbc.sql(
                                "update tasks.round set after = :after, claimed_until = :lease, ended_at = :ended where day = :day")
                        .param("day", day)
                        .param("after", place.after(), Types.OTHER)
                        .param("lease", Timestamp.from(now.plus(LEASE)))
                        .param("ended", last ? Timestamp.from(now) : null, Types.TIMESTAMP)
                        .update()
                == 1;
    }
}
