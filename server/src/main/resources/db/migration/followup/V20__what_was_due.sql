-- The same as the due views, of any past day: since when it was due, and when it was done or fell away.
create view followup.was_due_visit with (security_invoker = true) as
    select 'followup.visit' as kind, id, file_id, worker_id, organisation_id, planned_at as since,
           (planned_on + 1)::timestamp at time zone 'UTC' as due_at, coalesce(done_on::timestamp at time zone 'UTC', closed_at) as done_at, null::timestamptz as closed_at
      from followup.visit where not unplanned;
create view followup.was_due_csi with (security_invoker = true) as
    select 'followup.csi' as kind, id, file_id, worker_id, organisation_id, since, (due_on + 1)::timestamp at time zone 'UTC' as due_at,
           until as done_at, null::timestamptz as closed_at
      from followup.csi_due;
create view followup.was_due_action with (security_invoker = true) as
    select 'followup.csi-action' as kind, id, file_id, worker_id, organisation_id, since, due_at, until as done_at, null::timestamptz as closed_at
      from followup.csi_action;
grant select on followup.was_due_visit, followup.was_due_csi, followup.was_due_action to akoma_protection;
