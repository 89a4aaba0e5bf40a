package org.akoma.airlock.disclosure;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.akoma.Timestamps;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on disclosure.telling: read by who works on the file, written by its functions alone. */
@Repository
class TellingStore {

    private final JdbcClient jdbc;

    TellingStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first. */
    List<Telling> of(UUID request) {
        return jdbc.sql("""
                        select t.*, upper(p.code) as by, upper(c.code) as confirmer from disclosure.telling t join access.person p on p.id = t.recorded_by
                          left join access.person c on c.id = t.confirmed_by where t.request_id = :request order by t.recorded_at desc, t.id desc
                        """)
                .param("request", request)
                .query((row, n) -> new Telling(
                        row.getObject("id", UUID.class),
                        row.getBoolean("told"),
                        row.getObject("on_day", LocalDate.class),
                        DisclosureStore.code(row, "reason", Telling.Reason.class),
                        row.getObject("review_on", LocalDate.class),
                        row.getBytes("words"),
                        row.getString("by"),
                        Timestamps.moment(row, "recorded_at"),
                        row.getString("confirmer")))
                .list();
    }

    String tell(UUID request, Telling said) {
        return jdbc.sql("select disclosure.tell(:id, :request, :told, :day::date, :reason, :review::date, :words)")
                .param("id", said.id())
                .param("request", request)
                .param("told", said.told())
                .param("day", said.onDay())
                .param("reason", said.reason() == null ? null : said.reason().name(), java.sql.Types.VARCHAR)
                .param("review", said.reviewOn())
                .param("words", said.words())
                .query(String.class)
                .single();
    }

    String confirm(UUID telling) {
        return jdbc.sql("select disclosure.confirm_untold(:id)")
                .param("id", telling)
                .query(String.class)
                .single();
    }
}
