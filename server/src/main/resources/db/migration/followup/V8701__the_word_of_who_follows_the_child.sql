-- Who follows a child is asked whether it is safe, and has a task until they write on the alert; a day, like the safety of the child itself.
create index alert_action_asked on followup.alert_action (alert_id) where kind = 'WORD_ASKED';
create function followup.answered_at(alert uuid, worker uuid, asked timestamptz) returns timestamptz stable language sql set search_path = pg_catalog as $$
    select min(x.at) from followup.alert_action x
     where x.alert_id = answered_at.alert and x.taken_by = worker and x.at >= asked and x.kind in ('SAFETY_PLAN', 'CHILD_SAFE', 'OTHER') $$;
revoke execute on function followup.answered_at from public;
grant execute on function followup.answered_at to akoma_protection;
create or replace view followup.due_safety with (security_invoker = true) as
    select * from followup.due_alert where kind = 'followup.alert-safety'
    union all
    select 'followup.alert-word', a.id, a.file_id, a.worker_id, a.organisation_id, ((x.at + interval '1 day') at time zone 'UTC')::date, x.at + interval '1 day', a.supervisor_id
      from (select alert_id, max(at) as at from followup.alert_action where kind = 'WORD_ASKED' group by alert_id) x
      join followup.alert a on a.id = x.alert_id
     where a.closed_at is null and followup.answered_at(a.id, a.worker_id, x.at) is null;
create or replace view followup.was_due_safety with (security_invoker = true) as
    select * from followup.was_due_alert where kind = 'followup.alert-safety'
    union all
    select 'followup.alert-word', a.id, a.file_id, a.worker_id, a.organisation_id, a.supervisor_id, x.at, x.at + interval '1 day',
           followup.answered_at(a.id, a.worker_id, x.at), a.closed_at
      from followup.alert_action x join followup.alert a on a.id = x.alert_id where x.kind = 'WORD_ASKED';
