package org.akoma.ground.signin;

import java.time.LocalDate;
import java.util.SortedMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on the numbers that a round counted for the addresses of calendars. */
@Repository
class FeedStore {

    private final JdbcClient jdbc;

    FeedStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean has(UUID person) {
        return jdbc.sql("select access.has_feed(:person)")
                .param("person", person)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    boolean renew(UUID person, SortedMap<LocalDate, Integer> days) {
        return jdbc.sql("select access.renew_feed(:person, :days::date[], :tasks)")
                .param("person", person)
                .param("days", days.keySet().stream().map(LocalDate::toString).toArray(String[]::new))
                .param("tasks", days.values().toArray(Integer[]::new))
                .query((row, n) -> true)
                .single();
    }
}
