package org.akoma.cases;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.akoma.pages.Tasks;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of what waits on files: each branch led by the worker or the supervisor of the file, and limited. */
@Repository
class CaseTaskStore {

    private final JdbcClient jdbc;

    CaseTaskStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A task on a file. @param due null = it merely waits */
    record Due(
            String kind,
            String code,
            @Nullable String risk,
            @Nullable LocalDate due) {}

    /** Days allowed, of {@code requirements.md 2.4}: T5 at low risk, T6, T2, T3, T4, T14. */
    record Allowed(int assessment, int plan, int screening, int registration, int guardian, int arrival) {}

    /** What the worker's own files ask for until a day. */
    List<Due> ofWorker(UUID worker, LocalDate until, Allowed allowed) {
        return jdbc.sql("""
                        select kind, code, risk, due from (
                          (select 'visit' as kind, code, risk, next_visit_due as due from cases.case_file
                            where worker_id = :me and status not in ('CLOSED', 'TRANSFERRED') and next_visit_due <= :until order by next_visit_due, id limit :most)
                          union all (select 'review', code, risk, review_due from cases.case_file
                            where worker_id = :me and status not in ('CLOSED', 'TRANSFERRED') and review_due <= :until order by review_due, id limit :most)
                          union all (select 'assess', code, risk, (registered_at at time zone 'UTC')::date + :assessment from cases.case_file
                            where worker_id = :me and status = 'REGISTERED' and assessed_at is null order by registered_at, id limit :most)
                          union all (select 'plan', code, risk, (registered_at at time zone 'UTC')::date + :plan from cases.case_file
                            where worker_id = :me and status = 'ASSESSED' order by registered_at, id limit :most)
                          union all (select 'screening', code, risk, (handed_at at time zone 'UTC')::date + :screening from cases.case_file
                            where worker_id = :me and status in ('REGISTERED', 'ASSESSED', 'PLAN_PENDING') and handed_at is not null
                              and medical_screened_at is null order by registered_at, id limit :most)
                          union all (select 'consent', code, risk, (handed_at at time zone 'UTC')::date + :registration from cases.case_file
                            where worker_id = :me and status not in ('CLOSED', 'TRANSFERRED') and handed_at is not null
                              and consented_at is null order by registered_at, id limit :most)
                          union all (select 'arrival', f.code, f.risk, h.departed_on + :arrival from cases.case_file f
                            join cases.homecoming h on h.file_id = f.id and h.state = 'DEPARTED'
                            where f.worker_id = :me and f.status not in ('CLOSED', 'TRANSFERRED') order by f.registered_at, f.id limit :most)
                          union all (select 'guardian', code, risk, (handed_at at time zone 'UTC')::date + :guardian from cases.case_file
                            where worker_id = :me and status in ('REGISTERED', 'ASSESSED', 'PLAN_PENDING') and handed_at is not null
                              and guardian_on is null order by registered_at, id limit :most)
                          union all (select 'search', code, risk, null::date from cases.case_file
                            where worker_id = :me and status not in ('CLOSED', 'TRANSFERRED') and lost_since is not null order by registered_at, id limit :most)
                        ) t order by due nulls last, code
                        """)
                .param("me", worker)
                .param("until", until)
                .param("assessment", allowed.assessment())
                .param("plan", allowed.plan())
                .param("screening", allowed.screening())
                .param("registration", allowed.registration())
                .param("guardian", allowed.guardian())
                .param("arrival", allowed.arrival())
                .param("most", Tasks.MOST)
                .query((row, n) -> new Due(
                        row.getString("kind"),
                        row.getString("code"),
                        row.getString("risk"),
                        row.getObject("due", LocalDate.class)))
                .list();
    }

    /** What waits for a supervisor's decision in the team, and whose visits are late there. */
    List<Due> ofSupervisor(UUID supervisor, LocalDate today) {
        return jdbc.sql("""
                        select kind, code, risk, due from (
                          (select 'approve-plan' as kind, f.code, f.risk, null::date as due, f.registered_at as at from cases.case_file f
                            where f.supervisor_id = :me and f.status = 'PLAN_PENDING'
                              and exists (select from cases.plan p where p.file_id = f.id and p.status = 'SUBMITTED') order by f.registered_at limit :most)
                          union all (select 'decide-closure', f.code, f.risk, null, f.registered_at from cases.case_file f
                            where f.supervisor_id = :me and f.status = 'CLOSURE_REQUESTED' order by f.registered_at limit :most)
                          union all (select 'approve-place', f.code, f.risk, null, f.registered_at from cases.case_file f
                            where f.supervisor_id = :me and f.status not in ('CLOSED', 'TRANSFERRED')
                              and exists (select from cases.placement p where p.file_id = f.id and p.state = 'PROPOSED') order by f.registered_at limit :most)
                          union all (select 'agree-risk', f.code, f.risk, null, f.registered_at from cases.case_file f
                            where f.supervisor_id = :me and f.status not in ('CLOSED', 'TRANSFERRED')
                              and exists (select from cases.assessment a where a.file_id = f.id and a.lowers and a.approved_by is null) order by f.registered_at limit :most)
                          union all (select 'decide-refusal', f.code, f.risk, r.due_on, f.registered_at from cases.case_file f
                            join cases.refusal r on r.file_id = f.id and r.decided_at is null
                            where f.supervisor_id = :me and f.status not in ('CLOSED', 'TRANSFERRED') order by r.due_on limit :most)
                          union all (select 'decide-reopening', f.code, f.risk, null, f.registered_at from cases.case_file f
                            where f.supervisor_id = :me and f.status in ('CLOSED', 'TRANSFERRED')
                              and exists (select from cases.reopening r where r.file_id = f.id and r.decided_at is null) order by f.registered_at limit :most)
                          union all (select 'team-visit', f.code, f.risk, f.next_visit_due, f.registered_at from cases.case_file f
                            where f.supervisor_id = :me and f.worker_id <> :me and f.status not in ('CLOSED', 'TRANSFERRED') and f.next_visit_due < :today
                            order by f.next_visit_due, f.id limit :most)
                        ) t order by due nulls last, at
                        """)
                .param("me", supervisor)
                .param("today", today)
                .param("most", Tasks.MOST)
                .query((row, n) -> new Due(
                        row.getString("kind"),
                        row.getString("code"),
                        row.getString("risk"),
                        row.getObject("due", LocalDate.class)))
                .list();
    }
}
