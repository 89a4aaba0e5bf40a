-- What a person sees on their list they can do: taking an alert on is a supervisor's, so the worker's list has the action for safety only.
create view followup.due_safety as select * from followup.due_alert where kind = 'followup.alert-safety';
alter view followup.due_safety set (security_invoker = true);
create view followup.was_due_safety as select * from followup.was_due_alert where kind = 'followup.alert-safety';
alter view followup.was_due_safety set (security_invoker = true);

-- A record of a visit waits for a supervisor's look, and the bell that says so leads to a task. Records taken over from elsewhere do not wait here.
-- Who looks at it is kept with the visit, so that a list of work follows an index; a record that was looked at keeps who that was.
alter table followup.visit add column reviewer_id uuid;
create function followup.keep_reviewer() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    new.reviewer_id := (select nullif(f.supervisor_id, new.recorded_by) from cases.case_file f where f.id = new.file_id);
    return new;
end $$;
create trigger keep_reviewer before insert or update of done_on, recorded_by, safety, worker_id, reviewed_at on followup.visit for each row
    when (new.done_on is not null and new.safety is not null and new.reviewed_at is null) execute function followup.keep_reviewer();
create index visit_unreviewed on followup.visit (reviewer_id, id) where reviewer_id is not null and reviewed_at is null;
create index visit_review on followup.visit (reviewer_id, reviewed_at, id) where reviewer_id is not null;
create view followup.due_review with (security_invoker = true) as
    select 'followup.review' as kind, v.id, v.file_id, v.reviewer_id as worker_id, v.organisation_id, null::timestamptz as due_at
      from followup.visit v where v.reviewed_at is null;
create view followup.was_due_review with (security_invoker = true) as
    select 'followup.review' as kind, v.id, v.file_id, v.reviewer_id as worker_id, v.organisation_id, v.done_at as since, null::timestamptz as due_at,
           v.reviewed_at as done_at, null::timestamptz as closed_at
      from followup.visit v where v.done_on is not null and v.reviewer_id is not null;

-- Help for a child who may wish to die is of another kind than an action of the plan: it is not put off.
create or replace view followup.due_action with (security_invoker = true) as
    select case kind when 'REPORT_OFFENCE' then 'followup.report-offence' when 'MENTAL_HEALTH_REFERRAL' then 'followup.csi-urgent' else 'followup.csi-action' end as kind,
           id, file_id, worker_id, organisation_id, (due_at at time zone 'UTC')::date as due_on, due_at
      from followup.csi_action where until is null;
create or replace view followup.was_due_action with (security_invoker = true) as
    select case kind when 'REPORT_OFFENCE' then 'followup.report-offence' when 'MENTAL_HEALTH_REFERRAL' then 'followup.csi-urgent' else 'followup.csi-action' end as kind,
           id, file_id, worker_id, organisation_id, since, due_at, until as done_at, null::timestamptz as closed_at
      from followup.csi_action;
grant select on followup.due_safety, followup.was_due_safety, followup.due_review, followup.was_due_review to akoma_protection;

-- Nobody took an alert on within its time: the next ones are rung, once (requirements.md 2.4, T17). The house asks who, and learns of no child.
alter table followup.alert add column passed_on_at timestamptz;
create index alert_unanswered on followup.alert (ack_due_at) where closed_at is null and acknowledged_at is null and passed_on_at is null;
create function followup.pass_on_alerts(now timestamptz) returns table (alert uuid, person uuid)
language plpgsql security definer set search_path = pg_catalog as $$
begin
    return query
    with late as (
        update followup.alert a set passed_on_at = now
         where a.closed_at is null and a.acknowledged_at is null and a.passed_on_at is null and a.ack_due_at < now and a.file_id is not null
        returning a.id, a.organisation_id, a.supervisor_id, a.worker_id),
    holders as (
        select l.id, r.person_id, r.role from late l
          join access.person_role r on r.organisation_id = l.organisation_id and r.role in ('CASE_SUPERVISOR', 'PROJECT_MANAGER')
           and r.valid_from <= now and r.valid_until > now and (r.approved_by is not null or r.given_by is null)
         where r.person_id is distinct from l.supervisor_id)
    select h.id, h.person_id from holders h where h.role = 'CASE_SUPERVISOR'
    union
    select h.id, h.person_id from holders h
     where h.role = 'PROJECT_MANAGER' and not exists (select from holders s where s.id = h.id and s.role = 'CASE_SUPERVISOR')
    union
    select l.id, l.worker_id from late l
    union
    select l.id, l.supervisor_id from late l where l.supervisor_id is not null;
end $$;
revoke execute on function followup.pass_on_alerts from public;
grant execute on function followup.pass_on_alerts to akoma_administration;
