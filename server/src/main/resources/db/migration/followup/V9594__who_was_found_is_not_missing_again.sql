-- When the danger of an alert was reported last, whether or not anybody had taken it on by then: what is said before is no word about it.
create function followup.last_reported(a followup.alert) returns timestamptz stable language sql security definer set search_path = pg_catalog as $$
    select greatest(a.raised_at, a.again_at,
                    (select max(x.at) from followup.alert_action x where x.alert_id = a.id and x.kind = 'REPORTED_AGAIN')) $$;
-- Whether the search for this child ended with its being found since the alert was raised last.
create function followup.found_since(alert uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from followup.alert a join cases.search_step s on s.file_id = a.file_id and s.step = 'FOUND'
                    where a.id = found_since.alert and s.at >= followup.last_reported(a)) $$;
-- Whether the child was found, or a visit has seen it and its worker, other than who acts, has written on this alert that it is safe, since it was reported last:
-- it is there, and nobody searches. That word alone spares no search: it may be the worker whom the report accuses.
create or replace function followup.says_there(alert uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select followup.found_since(says_there.alert)
        or exists (select from followup.alert a join followup.alert_action x on x.alert_id = a.id
                    where a.id = says_there.alert and x.kind = 'CHILD_SAFE' and x.taken_by = a.worker_id and x.taken_by <> access.actor()
                      and x.at >= followup.last_reported(a)
                      and exists (select from followup.visit v where v.file_id = a.file_id and v.child_seen
                                     and v.first_done_at >= followup.last_reported(a))) $$;
create or replace function followup.safe_by_another(a followup.alert) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    with last as (select followup.last_reported(a) as at)
    select exists (select from last, followup.alert_action x where x.alert_id = a.id and x.kind = 'CHILD_SAFE' and x.taken_by <> access.actor()
                      and x.at >= last.at and access.kept_at(x.taken_by, a.file_id, x.at))
        or exists (select from last, followup.visit v where v.file_id = a.file_id and v.child_seen and v.safety = 'SAFE' and v.recorded_by <> access.actor()
                      and v.first_done_at > last.at and v.done_on > (last.at at time zone 'UTC')::date
                      and access.kept_at(v.recorded_by, a.file_id, v.first_done_at)) $$;
-- The last search ended since the alert, by who does not close it, or another person says besides that the child is safe.
create or replace function followup.found_by_another(a followup.alert) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.search_step s where s.file_id = a.file_id and s.step = 'FOUND' and s.at >= followup.last_reported(a)
                      and not exists (select from cases.search_step f where f.file_id = a.file_id and f.step = 'FLAGGED' and f.at > s.at)
                      and (s.recorded_by <> access.actor() or followup.safe_by_another(a))) $$;
revoke execute on function followup.last_reported, followup.found_since from public;
