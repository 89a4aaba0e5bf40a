-- A missing child whose search has ended was found: what waits is that a supervisor reads so and ends the alert, no longer a measure for its safety.
create function followup.is_found(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select session_user = 'akoma_protection' and exists (select from cases.case_file f where f.id = file and f.lost_since is null) $$;
revoke execute on function followup.is_found from public;
grant execute on function followup.is_found to akoma_protection, akoma_enforcement, akoma_custody;

create or replace view followup.due_alert with (security_invoker = true) as
    select 'followup.alert-acknowledge' as kind, id, file_id, worker_id, organisation_id, (ack_due_at at time zone 'UTC')::date as due_on, ack_due_at as due_at, supervisor_id
      from followup.alert where closed_at is null and acknowledged_at is null
    union all
    select 'followup.alert-safety', id, file_id, worker_id, organisation_id, (safe_due_at at time zone 'UTC')::date, safe_due_at, supervisor_id
      from followup.alert where closed_at is null and acknowledged_at is not null and safe_at is null and type <> 'LOST_TO_FOLLOW_UP'
       and (type <> 'MISSING' or not followup.is_found(file_id))
    union all
    select 'followup.alert-found-close', id, file_id, worker_id, organisation_id, (safe_due_at at time zone 'UTC')::date, safe_due_at, supervisor_id
      from followup.alert where closed_at is null and acknowledged_at is not null and safe_at is null and type = 'MISSING' and followup.is_found(file_id)
    union all
    select 'followup.alert-close', id, file_id, worker_id, organisation_id, ((greatest(safe_at, acknowledged_at) + interval '7 days') at time zone 'UTC')::date,
           greatest(safe_at, acknowledged_at) + interval '7 days', supervisor_id
      from followup.alert where closed_at is null and acknowledged_at is not null and safe_at is not null;
