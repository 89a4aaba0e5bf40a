-- The same as the due view, of any past day: from being raised to being taken on, and from there to being safe (T17).
create view followup.was_due_alert with (security_invoker = true) as
    select 'followup.alert-acknowledge' as kind, id, file_id, worker_id, organisation_id, supervisor_id, raised_at as since, ack_due_at as due_at,
           acknowledged_at as done_at, closed_at
      from followup.alert
    union all
    select 'followup.alert-safety', id, file_id, worker_id, organisation_id, supervisor_id, acknowledged_at, safe_due_at, safe_at, closed_at
      from followup.alert where acknowledged_at is not null and type <> 'LOST_TO_FOLLOW_UP';
grant select on followup.was_due_alert to akoma_protection;
-- A visit that a later one passed asked for nothing more from then on, even if it was made after all.
create or replace view followup.was_due_visit with (security_invoker = true) as
    select 'followup.visit' as kind, id, file_id, worker_id, organisation_id, planned_at as since,
           (planned_on + 1)::timestamp at time zone 'UTC' as due_at, least(done_on::timestamp at time zone 'UTC', closed_at) as done_at, null::timestamptz as closed_at
      from followup.visit where not unplanned;
