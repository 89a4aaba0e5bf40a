package org.akoma.protection.wellbeing;

import static org.akoma.Timestamps.utc;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.akoma.SqlArrays;
import org.akoma.protection.cases.CaseFile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on followup.csi_due: the one index that a file waits for. */
@Repository
class CsiDueStore {

    private final JdbcClient jdbc;

    CsiDueStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<CsiCalendar.Expected> open(UUID file) {
        return jdbc.sql("select wave, due_on from followup.csi_due where file_id = :file and until is null")
                .param("file", file)
                .query((row, n) -> new CsiCalendar.Expected(
                        Csi.Wave.valueOf(row.getString("wave")), row.getObject("due_on", LocalDate.class)))
                .optional();
    }

    /** The one that was expected at a moment gone by. */
    Optional<CsiCalendar.Expected> expected(UUID file, Instant then) {
        return jdbc.sql("""
                        select wave, due_on from followup.csi_due where file_id = :file and since < :then and (until is null or until >= :then)
                         order by since desc limit 1
                        """)
                .param("file", file)
                .param("then", utc(then))
                .query((row, n) -> new CsiCalendar.Expected(
                        Csi.Wave.valueOf(row.getString("wave")), row.getObject("due_on", LocalDate.class)))
                .optional();
    }

    void close(UUID file, Instant at) {
        jdbc.sql("update followup.csi_due set until = :at where file_id = :file and until is null")
                .param("at", utc(at))
                .param("file", file)
                .update();
    }

    /** The next index of a file. */
    record Due(CaseFile file, CsiCalendar.Expected next) {}

    void expect(List<Due> all, Instant at) {
        jdbc.sql("""
                        insert into followup.csi_due (file_id, organisation_id, worker_id, wave, due_on, since)
                        select file, organisation, worker, wave, due, :at
                          from unnest(:files::uuid[], :organisations::uuid[], :workers::uuid[], :waves::text[], :ons::date[])
                               as d (file, organisation, worker, wave, due)
                        """)
                .param("files", SqlArrays.ids(all, one -> one.file().id()))
                .param("organisations", SqlArrays.ids(all, one -> one.file().organisationId()))
                .param("workers", SqlArrays.ids(all, one -> one.file().workerId()))
                .param("waves", SqlArrays.codes(all, one -> one.next().wave()))
                .param("ons", SqlArrays.days(all, one -> one.next().on()))
                .param("at", utc(at))
                .update();
    }

    void move(CaseFile to) {
        jdbc.sql(
                        "update followup.csi_due set organisation_id = :organisation, worker_id = :worker where file_id = :file")
                .param("organisation", to.organisationId())
                .param("worker", to.workerId())
                .param("file", to.id())
                .update();
    }
}
