package org.akoma.protection.assessment;

import static org.akoma.Timestamps.instant;
import static org.akoma.Timestamps.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.vault.Vault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on cases.plan and cases.plan_goal. */
@Repository
class PlanStore {

    private static final String SEAL_CONTEXT = "cases.plan";

    private final JdbcClient jdbc;
    private final Vault vault;

    PlanStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    /** Newest version first, each with its goals. */
    List<Plan> of(UUID file) {
        return jdbc.sql("select * from cases.plan where file_id = :file order by number desc")
                .param("file", file)
                .query((row, n) -> read(row))
                .list();
    }

    Optional<Plan> find(UUID file, UUID id) {
        return jdbc.sql("select * from cases.plan where file_id = :file and id = :id")
                .param("file", file)
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    private List<PlanGoal> goals(UUID file, UUID plan) {
        return jdbc.sql("select * from cases.plan_goal where plan_id = :plan and position > 0 order by position, id")
                .param("plan", plan)
                .query((row, n) -> readGoal(file, row))
                .list();
    }

    void insert(UUID file, Plan made) {
        jdbc.sql("""
            insert into cases.plan (id, file_id, number, status, author, made_at, sealed)
            values (:id, :file, :number, :status, :author, :at, :sealed)
            """)
                .param("id", made.id())
                .param("file", file)
                .param("number", made.number())
                .param("status", made.status().name())
                .param("author", made.author())
                .param("at", utc(made.madeAt()))
                .param("sealed", vault.seal(file, SEAL_CONTEXT, made.words()))
                .update();
        made.goals().forEach(goal -> save(file, made.id(), goal));
    }

    /** False when it no longer has this version. */
    boolean update(UUID file, UUID plan, Plan.SealedText words, List<PlanGoal> goals, int version) {
        int changed = jdbc.sql("""
            update cases.plan set sealed = :sealed, version = version + 1 where id = :id and version = :version
            """)
                .param("sealed", vault.seal(file, SEAL_CONTEXT, words))
                .param("id", plan)
                .param("version", version)
                .update();
        if (changed == 0) return false;
        // a goal that was taken out of a draft keeps its row, without a place in the plan
        jdbc.sql("update cases.plan_goal set position = 0, met = 'DROPPED' where plan_id = :plan")
                .param("plan", plan)
                .update();
        goals.forEach(goal -> save(file, plan, goal));
        return true;
    }

    private void save(UUID file, UUID plan, PlanGoal goal) {
        jdbc.sql("""
            insert into cases.plan_goal (id, file_id, plan_id, position, service, starts_on, ends_on, responsible, met, sealed, continues)
            values (:id, :file, :plan, :position, :service, :starts, :ends, :responsible, :met, :sealed, :continues)
            on conflict (id) do update set position = excluded.position, service = excluded.service,
                   starts_on = excluded.starts_on, ends_on = excluded.ends_on, responsible = excluded.responsible,
                   met = excluded.met, sealed = excluded.sealed, continues = excluded.continues, version = plan_goal.version + 1
             where plan_goal.plan_id = excluded.plan_id
            """)
                .param("id", goal.id())
                .param("file", file)
                .param("plan", plan)
                .param("position", goal.position())
                .param("service", goal.service())
                .param("starts", goal.startsOn())
                .param("ends", goal.endsOn())
                .param("responsible", goal.responsible())
                .param("met", goal.met().name())
                .param("continues", goal.continues())
                .param("sealed", vault.seal(file, PlanGoal.SEAL_CONTEXT, PlanGoal.Sealed.of(goal)))
                .update();
    }

    void submit(UUID plan, Instant now) {
        jdbc.sql("""
            update cases.plan set status = 'SUBMITTED', submitted_at = :now, decided_by = null, decided_at = null, version = version + 1
             where id = :id
            """).param("now", utc(now)).param("id", plan).update();
    }

    /** The database refuses it without an agreement to this very version. */
    void approve(UUID plan, UUID by, Instant now) {
        jdbc.sql("update cases.plan set status = 'APPROVED', decided_by = :by, decided_at = :now, version ="
                        + " version + 1 where id = :id")
                .param("by", by)
                .param("now", utc(now))
                .param("id", plan)
                .update();
    }

    void giveBack(UUID file, UUID plan, Plan.SealedText words, UUID by, Instant now) {
        jdbc.sql("""
            update cases.plan set status = 'RETURNED', sealed = :sealed, decided_by = :by, decided_at = :now, version = version + 1
             where id = :id
            """)
                .param("sealed", vault.seal(file, SEAL_CONTEXT, words))
                .param("by", by)
                .param("now", utc(now))
                .param("id", plan)
                .update();
    }

    /** Its author took it back before anybody decided. */
    void withdraw(UUID plan) {
        jdbc.sql("update cases.plan set status = 'DRAFT', submitted_at = null, version = version + 1 where id ="
                        + " :id and status = 'SUBMITTED'")
                .param("id", plan)
                .update();
    }

    /** The plan that was in force until now. */
    void replace(UUID file) {
        jdbc.sql("update cases.plan set status = 'REPLACED', version = version + 1 where file_id = :file and"
                        + " status = 'APPROVED'")
                .param("file", file)
                .update();
    }

    /** What the version that is in force now says of goals of the one before: how they ended. */
    void endBefore(UUID plan) {
        jdbc.sql("""
            update cases.plan_goal g set met = n.met, version = g.version + 1
              from cases.plan_goal n
             where n.plan_id = :plan and n.position > 0 and n.continues = g.id and n.met <> 'OPEN' and g.met = 'OPEN'
            """).param("plan", plan).update();
    }

    /** False when it no longer has this version. */
    boolean mark(PlanGoal goal, PlanGoal.Met met) {
        return jdbc.sql("update cases.plan_goal set met = :met, version = version + 1 where id = :id and"
                                + " version = :version")
                        .param("met", met.name())
                        .param("id", goal.id())
                        .param("version", goal.version())
                        .update()
                > 0;
    }

    private Plan read(ResultSet row) throws SQLException {
        UUID file = row.getObject("file_id", UUID.class);
        UUID id = row.getObject("id", UUID.class);
        return new Plan(
                id,
                row.getInt("number"),
                Plan.Status.valueOf(row.getString("status")),
                row.getObject("author", UUID.class),
                Set.of((UUID[]) row.getArray("authors").getArray()),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                instant(row, "submitted_at"),
                row.getObject("decided_by", UUID.class),
                instant(row, "decided_at"),
                vault.read(file, SEAL_CONTEXT, row.getBytes("sealed"), Plan.SealedText.class),
                goals(file, id),
                row.getInt("version"));
    }

    private PlanGoal readGoal(UUID file, ResultSet row) throws SQLException {
        PlanGoal.Sealed sealed = vault.read(file, PlanGoal.SEAL_CONTEXT, row.getBytes("sealed"), PlanGoal.Sealed.class);
        return new PlanGoal(
                row.getObject("id", UUID.class),
                row.getInt("position"),
                row.getString("service"),
                sealed.provider(),
                row.getObject("starts_on", LocalDate.class),
                row.getObject("ends_on", LocalDate.class),
                row.getObject("responsible", UUID.class),
                PlanGoal.Met.valueOf(row.getString("met")),
                new PlanGoal.SealedText(sealed.aim(), sealed.measure(), sealed.outcomeReason()),
                row.getObject("continues", UUID.class),
                row.getInt("version"));
    }
}
