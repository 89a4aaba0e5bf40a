-- Whether the search for this child ended with its being found since the alert was raised last.
create function followup.found_since(alert uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from followup.alert a join cases.search_step s on s.file_id = a.file_id and s.step = 'FOUND'
                    where a.id = found_since.alert and s.at >= coalesce(a.again_at, a.raised_at)) $$;
-- Whether the child was found, or a visit has seen it and its worker, other than who acts, has written on this alert that it is safe, since it was reported last:
-- it is there, and nobody searches. That word alone spares no search: it may be the worker whom the report accuses.
create or replace function followup.says_there(alert uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select followup.found_since(says_there.alert)
        or exists (select from followup.alert a join followup.alert_action x on x.alert_id = a.id
                    where a.id = says_there.alert and x.kind = 'CHILD_SAFE' and x.taken_by = a.worker_id and x.taken_by <> access.actor()
                      and x.at >= coalesce(a.again_at, a.raised_at)
                      and exists (select from followup.visit v where v.file_id = a.file_id and v.child_seen
                                     and v.first_done_at >= coalesce(a.again_at, a.raised_at))) $$;
revoke execute on function followup.found_since from public;
