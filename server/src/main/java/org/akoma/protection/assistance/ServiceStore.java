package org.akoma.protection.assistance;

import static org.akoma.Timestamps.instant;
import static org.akoma.Timestamps.moment;
import static org.akoma.Timestamps.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.ShelterCodes;
import org.akoma.ground.vault.Vault;
import org.akoma.protection.cases.CaseFile;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on assistance.service. */
@Repository
class ServiceStore {

    private static final String SEAL_CONTEXT = "assistance.service";

    /** With the sealed code of the shelter that gives it. */
    private static final String SELECT =
            "select s.*, h.id as shelter, h.code as shelter_code from assistance.service s left join cases.shelter h on h.id = s.given_at ";

    private final JdbcClient jdbc;
    private final Vault vault;
    private final ShelterCodes shelters;

    ServiceStore(JdbcClient jdbc, Vault vault, ShelterCodes shelters) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.shelters = shelters;
    }

    /** The first day on which something can have been given to the child: see {@code cases.found_on}; null for who does not see the child. */
    @Nullable
    LocalDate firstDay(UUID file) {
        return jdbc.sql("select assistance.first_day(:file)")
                .param("file", file)
                .query((row, n) -> row.getObject(1, LocalDate.class))
                .optional()
                .orElse(null);
    }

    /** Those the caller sees, the newest first. */
    List<Service> of(UUID file) {
        return jdbc.sql(SELECT + "where s.file_id = :file order by coalesce(s.started_at, s.planned_at) desc, s.id")
                .param("file", file)
                .query((row, n) -> read(row))
                .list();
    }

    /** Whether the child left this place of learning and a danger runs. */
    boolean isLeftInDanger(UUID file, String provider) {
        return jdbc.sql("select assistance.is_provider_left_in_danger(:file, :provider)")
                .param("file", file)
                .param("provider", provider)
                .query(Boolean.class)
                .single();
    }

    Optional<Service> find(UUID file, UUID id) {
        return jdbc.sql(SELECT + "where s.file_id = :file and s.id = :id")
                .param("file", file)
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    /** @param at who gives it; null = the worker's own structure */
    void insert(CaseFile file, Service made, Providers.@Nullable Place at) {
        jdbc.sql("""
                        insert into assistance.service (id, file_id, organisation_id, worker_id, supervisor_id, code, section, state, time_frame, due_at, provider,
                               given_at, goal_id, from_on, until_on, planned_by, planned_at, started_at, ended_at, sealed)
                        values (:id, :file, :organisation, :worker, :supervisor, :code, :section, :state, :frame, :due, :provider,
                               :givenAt, :goal, :from, :until, :by, :at, :started, :ended, :sealed)
                        """)
                .param("id", made.id())
                .param("file", file.id())
                .param("organisation", file.organisationId())
                .param("worker", file.workerId())
                .param("supervisor", file.supervisorId())
                .param("code", made.code())
                .param("section", made.section().bit())
                .param("state", made.state().name())
                .param(
                        "frame",
                        made.timeFrame() == null ? null : made.timeFrame().name())
                .param("due", utc(made.dueAt()))
                .param("provider", at == null ? null : at.provider())
                .param("givenAt", at == null ? null : at.givenAt())
                .param("goal", made.goalId())
                .param("from", made.fromOn())
                .param("until", made.untilOn())
                .param("by", made.plannedBy())
                .param("at", utc(made.plannedAt()))
                .param("started", utc(made.startedAt()))
                .param("ended", utc(made.endedAt()))
                .param("sealed", made.note() == null ? null : vault.seal(file.id(), SEAL_CONTEXT, made.note()))
                .update();
    }

    /** One at a time counts the places of a provider for a service, until the end of the transaction. */
    void alone(String provider, String code) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('assistance.places ' || :provider || ' ' || :code, 0))")
                .param("provider", provider)
                .param("code", code)
                .query((row, n) -> true)
                .list();
    }

    /** Whether this is a goal of the child's plan. */
    boolean isGoal(UUID file, UUID goal) {
        return jdbc.sql("select exists (select from cases.plan_goal where id = :goal and file_id = :file)")
                .param("goal", goal)
                .param("file", file)
                .query(Boolean.class)
                .single();
    }

    /** What began before anybody agreed stays begun. False when somebody was faster; as all that follow. */
    boolean approve(UUID id, int version, UUID by, Instant now) {
        return changed(jdbc.sql("""
                        update assistance.service set state = case state when 'PLANNED' then 'APPROVED' else state end, approved_by = :by, approved_at = :now,
                               version = version + 1 where id = :id and version = :version
                        """).param("by", by).param("now", utc(now)), id, version);
    }

    boolean start(Service before, Instant at) {
        return changed(jdbc.sql("""
                        update assistance.service set state = 'STARTED', started_at = :at, version = version + 1 where id = :id and version = :version
                        """).param("at", utc(at)), before.id(), before.version());
    }

    boolean end(Service before, Service.State state, Instant at, @Nullable String reason) {
        return changed(
                jdbc.sql("""
                        update assistance.service set state = :state, ended_at = :at, reason = :reason, version = version + 1 where id = :id and version = :version
                        """).param("state", state.name()).param("at", utc(at)).param("reason", reason),
                before.id(),
                before.version());
    }

    /** @param again whether a supervisor has to agree once more */
    boolean change(
            Service before, ChangeService to, @Nullable Instant due, Providers.@Nullable Place at, boolean again) {
        return changed(
                jdbc.sql("""
                        update assistance.service set time_frame = :frame, due_at = :due, provider = :provider, given_at = :givenAt, goal_id = :goal,
                               from_on = :from, until_on = :until, sealed = :sealed, state = case when :again then 'PLANNED' else state end,
                               approved_by = case when :again then null else approved_by end,
                               approved_at = case when :again then null else approved_at end, version = version + 1
                         where id = :id and version = :version
                        """)
                        .param(
                                "frame",
                                to.timeFrame() == null ? null : to.timeFrame().name())
                        .param("due", utc(due))
                        .param("provider", at == null ? null : at.provider())
                        .param("givenAt", at == null ? null : at.givenAt())
                        .param("goal", to.goalId())
                        .param("from", to.fromOn())
                        .param("until", to.untilOn())
                        .param(
                                "sealed",
                                to.note() == null ? null : vault.seal(before.fileId(), SEAL_CONTEXT, to.note()))
                        .param("again", again),
                before.id(),
                before.version());
    }

    private static boolean changed(JdbcClient.StatementSpec statement, UUID id, int version) {
        return statement.param("id", id).param("version", version).update() == 1;
    }

    /** The services of the file that the caller's own structure gives. */
    Set<UUID> givenHere(UUID file) {
        return Set.copyOf(jdbc.sql(
                        "select id from assistance.service where file_id = :file and given_at = any (access.grantees())")
                .param("file", file)
                .query(UUID.class)
                .list());
    }

    /** How many children of all structures have this service of the provider on that day. */
    int given(String provider, String code, LocalDate day) {
        return jdbc.sql("select assistance.given(:provider, :code, :day)")
                .param("provider", provider)
                .param("code", code)
                .param("day", day)
                .query(Integer.class)
                .single();
    }

    /** Services and payments of a file belong to whom the file belongs now. */
    void follow(UUID file) {
        jdbc.sql("select assistance.follow(:file)")
                .param("file", file)
                .query((row, n) -> true)
                .single();
    }

    /** Its code: a provider's is in clear, a shelter's is sealed. */
    static @Nullable String provider(ShelterCodes shelters, ResultSet row) throws SQLException {
        UUID shelter = row.getObject("shelter", UUID.class);
        return shelter == null ? row.getString("provider") : shelters.open(shelter, row.getBytes("shelter_code"));
    }

    private Service read(ResultSet row) throws SQLException {
        UUID file = row.getObject("file_id", UUID.class);
        String frame = row.getString("time_frame");
        byte[] sealed = row.getBytes("sealed");
        return new Service(
                row.getObject("id", UUID.class),
                file,
                row.getString("code"),
                Service.State.valueOf(row.getString("state")),
                frame == null ? null : TimeFrame.valueOf(frame),
                instant(row, "due_at"),
                provider(shelters, row),
                row.getObject("goal_id", UUID.class),
                row.getObject("from_on", LocalDate.class),
                row.getObject("until_on", LocalDate.class),
                row.getObject("planned_by", UUID.class),
                moment(row, "planned_at"),
                row.getObject("approved_by", UUID.class),
                instant(row, "approved_at"),
                instant(row, "started_at"),
                instant(row, "ended_at"),
                row.getString("reason"),
                sealed == null ? null : vault.read(file, SEAL_CONTEXT, sealed, String.class),
                row.getInt("version"));
    }
}
