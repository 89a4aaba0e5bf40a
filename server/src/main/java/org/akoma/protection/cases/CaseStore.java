package org.akoma.protection.cases;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.SqlArrays;
import org.akoma.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on cases.case_file, as its reader sees it, and cases.turn: one file at a time. */
@Repository
class CaseStore {

    private final JdbcClient jdbc;

    CaseStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<CaseFile> find(String code) {
        return jdbc.sql("select * from cases.file_shown where code = :code")
                .param("code", code)
                .query((row, n) -> CaseRow.of(row))
                .optional();
    }

    Optional<CaseFile> find(UUID id) {
        return jdbc.sql("select * from cases.file_shown where id = :id")
                .param("id", id)
                .query((row, n) -> CaseRow.of(row))
                .optional();
    }

    /** Codes for so many new files. */
    List<String> nextCodes(int count) {
        return jdbc.sql("select cases.next_code() from generate_series(1, :count)")
                .param("count", count)
                .query((row, n) -> row.getString(1))
                .list();
    }

    /** Of these ids those that are files for the caller, with their codes. */
    Map<UUID, String> codes(List<UUID> ids) {
        Map<UUID, String> found = new HashMap<>();
        jdbc.sql("select id, code from cases.file_code where id = any (:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .query(row -> {
                    found.put(row.getObject("id", UUID.class), row.getString("code"));
                });
        return found;
    }

    Optional<UUID> anyFileOfCode(String code) {
        return jdbc.sql("select cases.file_of_code(:code)")
                .param("code", code)
                .query((row, n) -> Optional.ofNullable(row.getObject(1, UUID.class)))
                .single();
    }

    void insert(List<CaseFiles.Opening> openings) {
        List<CaseFile> files = openings.stream().map(CaseFiles.Opening::file).toList();
        jdbc.sql("""
                        insert into cases.case_file (id, code, registered_at, registered_by, updated_at, status, victim_status, victim_decided_by, risk,
                               country, nationality, sex, age_at_rescue, age_estimated, sector, organisation_id, worker_id, supervisor_id,
                               slip_id, handed_at, assessed_at, next_visit_due, consented_at, source_digest)
                        select id, code, at, by, at, status, victim, decided_by, risk, country, nationality, sex, age, estimated, sector,
                               organisation, worker, supervisor, slip, handed, assessed, visit, consented, digest
                          from unnest(:ids::uuid[], :codes::text[], :ats::timestamptz[], :bys::uuid[], :statuses::text[], :victims::text[],
                                      :deciders::text[], :risks::text[], :countries::text[], :nationalities::text[], :sexes::text[], :ages::int[],
                                      :estimates::boolean[], :sectors::text[], :organisations::uuid[], :workers::uuid[], :supervisors::uuid[],
                                      :slips::uuid[], :handeds::timestamptz[], :assesseds::timestamptz[], :visits::date[], :consenteds::timestamptz[],
                                      :digests::bytea[])
                               as f (id, code, at, by, status, victim, decided_by, risk, country, nationality, sex, age, estimated, sector,
                                     organisation, worker, supervisor, slip, handed, assessed, visit, consented, digest)
                        """)
                .param("ids", SqlArrays.ids(files, CaseFile::id))
                .param("codes", SqlArrays.texts(files, CaseFile::code))
                .param("ats", SqlArrays.moments(files, CaseFile::registeredAt))
                .param("bys", SqlArrays.ids(files, CaseFile::registeredBy))
                .param("statuses", SqlArrays.codes(files, CaseFile::status))
                .param("victims", SqlArrays.codes(files, CaseFile::victimStatus))
                .param("deciders", SqlArrays.texts(files, CaseFile::victimDecidedBy))
                .param("risks", SqlArrays.codes(files, CaseFile::risk))
                .param("countries", SqlArrays.texts(files, CaseFile::country))
                .param("nationalities", SqlArrays.texts(files, CaseFile::nationality))
                .param("sexes", SqlArrays.texts(files, CaseFile::sex))
                .param("ages", SqlArrays.numbers(files, CaseFile::ageAtRescue))
                .param("estimates", SqlArrays.answers(files, CaseFile::ageEstimated))
                .param("sectors", SqlArrays.texts(files, CaseFile::sector))
                .param("organisations", SqlArrays.ids(files, CaseFile::organisationId))
                .param("workers", SqlArrays.ids(files, CaseFile::workerId))
                .param("supervisors", SqlArrays.ids(files, CaseFile::supervisorId))
                .param("slips", SqlArrays.ids(files, CaseFile::slipId))
                .param("handeds", SqlArrays.moments(files, CaseFile::handedAt))
                .param("assesseds", SqlArrays.moments(files, CaseFile::assessedAt))
                .param("visits", SqlArrays.days(files, CaseFile::nextVisitDue))
                .param("consenteds", SqlArrays.moments(openings, CaseFiles.Opening::consentedAt))
                .param("digests", SqlArrays.bytes(openings, CaseFiles.Opening::sourceDigest))
                .update();
    }

    /**
     * By who reads the row, or writes the state of the file and does not.
     *
     * @param column of this type
     */
    void update(UUID file, String column, String type, @Nullable String value, Instant now) {
        int changed = jdbc.sql("update cases.case_file set " + column + " = :value::" + type
                        + ", updated_at = :now, version = version + 1 where id = :id")
                .param("value", value)
                .param("now", Timestamps.utc(now))
                .param("id", file)
                .update();
        if (changed == 0) updateUnread(file, column, value, now);
    }

    private void updateUnread(UUID file, String column, @Nullable String value, Instant now) {
        jdbc.sql("select cases.change_unread(:id, :column, :value::text, :now)")
                .param("id", file)
                .param("column", column)
                .param("value", value)
                .param("now", Timestamps.utc(now))
                .query((row, n) -> true)
                .list();
    }

    /** When the registration was whole: T3. */
    Optional<Instant> consentedAt(UUID file) {
        return jdbc.sql("select consented_at from cases.file_shown where id = :id and consented_at is not null")
                .param("id", file)
                .query((row, n) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }

    /** The status before the present one. */
    CaseFile.Status statusBefore(UUID file) {
        return jdbc.sql(
                        "select value from cases.turn where file_id = :file and what = 'STATUS' order by at desc, n desc offset 1 limit 1")
                .param("file", file)
                .query((row, n) -> CaseFile.Status.valueOf(row.getString(1)))
                .single();
    }

    /**
     * A value that began then.
     *
     * @param what such as {@code STATUS}
     */
    record Turned(
            UUID file, Instant at, String what, @Nullable String value) {}

    void remember(List<Turned> turns) {
        jdbc.sql("""
                        insert into cases.turn (file_id, at, what, value)
                        select * from unnest(:files::uuid[], :ats::timestamptz[], :whats::text[], :values::text[])
                        """)
                .param("files", SqlArrays.ids(turns, Turned::file))
                .param("ats", SqlArrays.moments(turns, Turned::at))
                .param("whats", SqlArrays.texts(turns, Turned::what))
                .param("values", SqlArrays.texts(turns, Turned::value))
                .update();
    }

    /** True when the file still has this version; the row stays locked until the transaction ends. */
    boolean holdsVersion(UUID file, int version) {
        return jdbc.sql("select version from cases.case_file where id = :id for update")
                .param("id", file)
                .query((row, n) -> row.getInt(1) == version)
                .optional()
                .orElseGet(() -> holdsUnread(file, version));
    }

    private boolean holdsUnread(UUID file, int version) {
        return jdbc.sql("select coalesce(cases.locked_version(:id) = :version, false)")
                .param("id", file)
                .param("version", version)
                .query(Boolean.class)
                .single();
    }
}
