-- A very bad factor is no longer so when somebody else than who wrote it makes another index, or when a visit of a later day saw the child before that index: a
-- worker does not take it back by typing twelve other numbers.
create function followup.reassesses(a followup.alert) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from followup.csi c
                    where c.file_id = a.file_id and c.assessor = access.actor() and c.recorded_at >= greatest(a.acknowledged_at, access.moment() - interval '2 minutes')
                      and (c.assessor <> a.raised_by
                              and not exists (select from followup.alert_action x where x.alert_id = a.id and x.kind = 'REPORTED_AGAIN' and x.taken_by = c.assessor)
                           or exists (select from followup.visit v where v.file_id = a.file_id and v.child_seen and v.done_on <= c.on_day
                                         and v.done_on > (coalesce(a.again_at, a.raised_at) at time zone 'UTC')::date
                                         and v.first_done_at > coalesce(a.again_at, a.raised_at) and access.kept_at(v.recorded_by, v.file_id, v.first_done_at)))) $$;
-- The same for who has just made an index of a child whose follow-up they write.
create function followup.is_reassessed(alert uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from followup.alert a where a.id = is_reassessed.alert and access.sees(a.file_id, 64, true) and followup.reassesses(a)) $$;
create function followup.reassessed_by_more() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not followup.reassesses(new) then
        raise exception 'followup.alert-without-record: REASSESSED' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
-- Named to come after keep_alert, which asks for the index itself; one that nobody took on is refused before.
create trigger reassessed_by_more before update on followup.alert for each row
    when (new.outcome = 'REASSESSED' and old.outcome is null and new.acknowledged_at is not null) execute function followup.reassessed_by_more();
revoke execute on function followup.reassesses, followup.is_reassessed, followup.reassessed_by_more from public;
grant execute on function followup.is_reassessed to akoma_protection;
