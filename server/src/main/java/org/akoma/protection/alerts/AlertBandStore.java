package org.akoma.protection.alerts;

import static org.akoma.Moments.instant;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

    /** Danger that runs: to a child whom this person follows, while nobody took it on; and what they raised without answering for it. */
    List<Alert> running(UUID me) {
        return jdbc.sql(AlertStore.OF_CHILD + """
                        where a.closed_at is null and a.file_id is not null and a.type not in ('CSI_URGENT', 'LOST_TO_FOLLOW_UP')
                          and (a.worker_id = :me and a.acknowledged_at is null
                               or a.raised_by = :me and a.worker_id <> :me and a.supervisor_id is distinct from :me)
                        order by a.raised_at desc limit 20
                        """)
                .param("me", me)
                .query((row, n) -> AlertStore.read(row))
                .list();
    }

    /** The alerts that run on a file, the gravest first, as far as the reader reads alerts or raised them. */
    List<Alert> dangers(UUID file) {
        return jdbc.sql(AlertStore.OF_CHILD + """
                        where a.file_id = :file and a.closed_at is null
                        order by a.type in ('CSI_URGENT', 'LOST_TO_FOLLOW_UP'), a.type = 'MISSING' desc, a.acknowledged_at is not null,
                          a.raised_at desc limit 20
                        """)
                .param("file", file)
                .query((row, n) -> AlertStore.read(row))
                .list();
    }

    /** The gravest alert of the child's health, by its kind alone, where the reader runs the shelter of its stay. */
    Optional<FileDangers.Danger> whereItSleeps(UUID file) {
        return jdbc.sql("select * from followup.told_where_it_sleeps(:file)")
                .param("file", file)
                .query((row, n) -> new FileDangers.Danger(
                        row.getString("type"),
                        row.getObject("since", OffsetDateTime.class).toInstant(),
                        instant(row, "taken_at"),
                        true,
                        null))
                .optional();
    }
}
