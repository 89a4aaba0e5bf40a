package org.akoma.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.akoma.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on cases.case_file, as its reader sees it, and cases.turn: one file at a time. Lists are in {@link CaseListStore}. */
@Repository
class CaseStore {

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    CaseStore(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    Optional<CaseFile> find(String code) {
        return jdbc.sql("select * from cases.file_shown where code = :code")
                .param("code", code)
                .query((row, n) -> read(row))
                .optional();
    }

    Optional<CaseFile> find(UUID id) {
        return jdbc.sql("select * from cases.file_shown where id = :id")
                .param("id", id)
                .query((row, n) -> read(row))
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

    /**
     * A file with what is kept of it besides.
     *
     * @param consentedAt when the registration was whole (T3); null while it is not
     * @param sourceDigest of the row it was imported from
     */
    record Opening(CaseFile file, @Nullable Instant consentedAt, byte @Nullable [] sourceDigest) {}

    void insert(List<Opening> openings) {
        List<CaseFile> files = openings.stream().map(Opening::file).toList();
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
                .param("ids", Columns.ids(files, CaseFile::id))
                .param("codes", Columns.texts(files, CaseFile::code))
                .param("ats", Columns.moments(files, CaseFile::registeredAt))
                .param("bys", Columns.ids(files, CaseFile::registeredBy))
                .param("statuses", Columns.codes(files, CaseFile::status))
                .param("victims", Columns.codes(files, CaseFile::victimStatus))
                .param("deciders", Columns.texts(files, CaseFile::victimDecidedBy))
                .param("risks", Columns.codes(files, CaseFile::risk))
                .param("countries", Columns.texts(files, CaseFile::country))
                .param("nationalities", Columns.texts(files, CaseFile::nationality))
                .param("sexes", Columns.texts(files, CaseFile::sex))
                .param("ages", Columns.numbers(files, CaseFile::ageAtRescue))
                .param("estimates", Columns.answers(files, CaseFile::ageEstimated))
                .param("sectors", Columns.texts(files, CaseFile::sector))
                .param("organisations", Columns.ids(files, CaseFile::organisationId))
                .param("workers", Columns.ids(files, CaseFile::workerId))
                .param("supervisors", Columns.ids(files, CaseFile::supervisorId))
                .param("slips", Columns.ids(files, CaseFile::slipId))
                .param("handeds", Columns.moments(files, CaseFile::handedAt))
                .param("assesseds", Columns.moments(files, CaseFile::assessedAt))
                .param("visits", Columns.days(files, CaseFile::nextVisitDue))
                .param("consenteds", Columns.moments(openings, Opening::consentedAt))
                .param("digests", Columns.bytes(openings, Opening::sourceDigest))
                .update();
    }

    /** What lists and clocks look at, with the day on which it changed, so that any past day can be shown. */
    enum Turn {
        STATUS("status", "text"),
        RISK("risk", "text"),
        CARE("care", "text"),
        COUNTRY("country", "text"),
        VICTIM_STATUS("victim_status", "text"),
        LOST("lost_since", "date"),
        NEXT_VISIT("next_visit_due", "date"),
        REVIEW("review_due", "date");

        private final String column;
        private final String type;

        Turn(String column, String type) {
            this.column = column;
            this.type = type;
        }
    }

    /** Writes the first values of new files into their history; other rooms hear of them in the same transaction. */
    void begin(List<CaseFile> files) {
        List<Turned> turns = new ArrayList<>();
        for (CaseFile file : files) {
            Instant at = file.registeredAt();
            turns.add(new Turned(file.id(), at, "STATUS", CaseFile.Status.REGISTERED.name()));
            turns.add(new Turned(file.id(), at, "COUNTRY", file.country()));
            turns.add(new Turned(file.id(), at, "WORKER", file.workerId().toString()));
            turns.add(new Turned(
                    file.id(), at, "VICTIM_STATUS", file.victimStatus().name()));
            if (file.risk() != null)
                turns.add(new Turned(file.id(), at, "RISK", file.risk().name()));
            if (file.nextVisitDue() != null)
                turns.add(new Turned(
                        file.id(), at, "NEXT_VISIT", file.nextVisitDue().toString()));
            if (file.status() != CaseFile.Status.REGISTERED)
                turns.add(new Turned(file.id(), at, "STATUS", file.status().name()));
        }
        remember(turns);
        events.publishEvent(new CasesOpened(files));
    }

    /** Changes one turning column and remembers when. @param value null = none */
    void turn(UUID file, Turn what, @Nullable Object value, Instant now) {
        String text = value == null ? null : value.toString();
        change(file, () -> {
            update(file, what.column, what.type, text, now);
            remember(file, now, what.name(), text);
        });
        if (what == Turn.CARE && text != null) find(file).ifPresent(is -> events.publishEvent(new HomeBegan(is)));
    }

    /** The shelter recorded that the child left: other rooms hear of it in the same transaction. */
    void leftHome(UUID file, Runnable work) {
        change(file, work);
    }

    private void update(UUID file, String column, String type, @Nullable String value, Instant now) {
        jdbc.sql("update cases.case_file set " + column + " = :value::" + type
                        + ", updated_at = :now, version = version + 1 where id = :id")
                .param("value", value)
                .param("now", utc(now))
                .param("id", file)
                .update();
    }

    /** The one way to change a file that exists: other rooms hear of it in the same transaction. */
    private void change(UUID file, Runnable work) {
        Optional<CaseFile> before = find(file);
        work.run();
        before.ifPresent(was -> find(file).ifPresent(is -> events.publishEvent(new CaseChanged(was, is))));
    }

    /** When the registration was whole: T3. */
    Optional<Instant> consentedAt(UUID file) {
        return jdbc.sql("select consented_at from cases.case_file where id = :id and consented_at is not null")
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

    private void remember(UUID file, Instant at, String what, @Nullable String value) {
        remember(List.of(new Turned(file, at, what, value)));
    }

    private record Turned(
            UUID file, Instant at, String what, @Nullable String value) {}

    private void remember(List<Turned> turns) {
        jdbc.sql("""
                        insert into cases.turn (file_id, at, what, value)
                        select * from unnest(:files::uuid[], :ats::timestamptz[], :whats::text[], :values::text[])
                        """)
                .param("files", Columns.ids(turns, Turned::file))
                .param("ats", Columns.moments(turns, Turned::at))
                .param("whats", Columns.texts(turns, Turned::what))
                .param("values", Columns.texts(turns, Turned::value))
                .update();
    }

    /** The first dates that the clocks of {@code requirements.md 2.4} stop at, and other plain columns without a history. */
    enum Fact {
        CONSENTED_AT("consented_at", "timestamptz"),
        MEDICAL_SCREENED_AT("medical_screened_at", "timestamptz"),
        GUARDIAN_ON("guardian_on", "date"),
        ASSESSED_AT("assessed_at", "timestamptz"),
        PLAN_APPROVED_ON("plan_approved_on", "date"),
        CLOSED_AT("closed_at", "timestamptz"),
        PATHWAY("pathway", "text"),
        VICTIM_DECIDED_BY("victim_decided_by", "text"),
        NATIONALITY("nationality", "text"),
        SECTOR("sector", "text"),
        SEX("sex", "text"),
        AGE_AT_RESCUE("age_at_rescue", "int"),
        AGE_ESTIMATED("age_estimated", "boolean");

        private final String column;
        private final String type;

        Fact(String column, String type) {
            this.column = column;
            this.type = type;
        }
    }

    void state(UUID file, Fact fact, @Nullable Object value, Instant now) {
        change(file, () -> update(file, fact.column, fact.type, value == null ? null : value.toString(), now));
    }

    /** True when the file still has this version; the row stays locked until the transaction ends. */
    boolean holdsVersion(UUID file, int version) {
        return jdbc.sql("select version from cases.case_file where id = :id for update")
                .param("id", file)
                .query((row, n) -> row.getInt(1) == version)
                .optional()
                .orElse(false);
    }

    /** Gives the file to a worker of its structure with the grants that follow, or says why not. The database decides (trust.md G3, G4). */
    AssignCase.Hands assign(UUID file, UUID worker, Instant now) {
        List<AssignCase.Hands> answer = new ArrayList<>();
        change(file, () -> {
            AssignCase.Hands given = jdbc.sql("select cases.assign_file(:file, :worker)")
                    .param("file", file)
                    .param("worker", worker)
                    .query((row, n) -> AssignCase.Hands.valueOf(row.getString(1)))
                    .single();
            answer.add(given);
            if (given == AssignCase.Hands.DONE) remember(file, now, "WORKER", worker.toString());
        });
        return answer.getFirst();
    }

    /** The file goes to this worker as the work says; other rooms hear of it when it was done. */
    ProposeTransfer.Word handed(UUID file, UUID worker, Instant now, Supplier<ProposeTransfer.Word> work) {
        List<ProposeTransfer.Word> answer = new ArrayList<>();
        change(file, () -> {
            ProposeTransfer.Word word = work.get();
            answer.add(word);
            if (word == ProposeTransfer.Word.DONE) remember(file, now, "WORKER", worker.toString());
        });
        return answer.getFirst();
    }

    static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static CaseFile read(ResultSet row) throws SQLException {
        String risk = row.getString("risk");
        Instant registered =
                row.getObject("registered_at", OffsetDateTime.class).toInstant();
        return new CaseFile(
                row.getObject("id", UUID.class),
                row.getString("code"),
                registered,
                row.getObject("registered_by", UUID.class),
                CaseFile.Status.valueOf(row.getString("status")),
                CaseFile.VictimStatus.valueOf(row.getString("victim_status")),
                row.getString("victim_decided_by"),
                risk == null ? null : CaseFile.Risk.valueOf(risk),
                row.getString("country"),
                row.getString("nationality"),
                row.getString("sex"),
                row.getObject("age_at_rescue", Integer.class),
                row.getBoolean("age_estimated"),
                row.getString("sector"),
                row.getString("pathway"),
                row.getString("care"),
                row.getObject("organisation_id", UUID.class),
                row.getObject("worker_id", UUID.class),
                row.getObject("supervisor_id", UUID.class),
                row.getObject("slip_id", UUID.class),
                instant(row, "handed_at"),
                instant(row, "medical_screened_at"),
                row.getObject("guardian_on", LocalDate.class),
                instant(row, "assessed_at"),
                row.getObject("plan_approved_on", LocalDate.class),
                row.getObject("review_due", LocalDate.class),
                row.getObject("next_visit_due", LocalDate.class),
                row.getObject("lost_since", LocalDate.class),
                instant(row, "closed_at"),
                row.getInt("version"));
    }
}
