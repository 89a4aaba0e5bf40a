-- The same as the due view, of any past day: a service that waited to begin, and one that waited for the supervisor.
create view assistance.was_due_service with (security_invoker = true) as
    select 'assistance.start' as kind, id, file_id, worker_id, organisation_id, planned_at as since, due_at,
           coalesce(started_at, ended_at) as done_at, null::timestamptz as closed_at
      from assistance.service where due_at is not null
    union all
    select 'assistance.approve', id, file_id, supervisor_id, organisation_id, planned_at, (coalesce(due_on, (planned_at at time zone 'UTC')::date) + 1)::timestamp at time zone 'UTC',
           coalesce(approved_at, started_at, ended_at), null
      from assistance.service;
grant select on assistance.was_due_service to akoma_protection;
