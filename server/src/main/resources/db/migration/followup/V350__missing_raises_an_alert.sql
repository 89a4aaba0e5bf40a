-- No stay ends because the child ran away or was taken without a search and an open alert, by the time the transaction ends (trust.md 4).
create function followup.missing_is_told() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection'
       and (not exists (select from cases.case_file f where f.id = new.file_id and f.lost_since is not null)
            or not exists (select from followup.alert a where a.file_id = new.file_id and a.type in ('MISSING', 'LOST_TO_FOLLOW_UP') and a.closed_at is null)) then
        raise exception 'followup.missing-not-told' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger missing_is_told after update on cases.placement deferrable initially deferred for each row
    when (new.end_reason in ('RAN_AWAY', 'TAKEN_AWAY') and old.end_reason is null) execute function followup.missing_is_told();

-- Nor does any stay end with no other place and no open alert: somebody finds the child a bed that night.
create function followup.no_place_is_told() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection'
       and not exists (select from cases.placement p where p.file_id = new.file_id and p.state = 'CURRENT')
       and not exists (select from cases.case_file f where f.id = new.file_id and f.closed_at is not null)
       and not exists (select from followup.alert a where a.file_id = new.file_id and a.type in ('WITHOUT_PLACE', 'MISSING', 'LOST_TO_FOLLOW_UP')
                          and a.closed_at is null) then
        raise exception 'followup.no-place-not-told' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger no_place_is_told after update on cases.placement deferrable initially deferred for each row
    when (old.state = 'CURRENT' and new.state <> 'CURRENT' and coalesce(new.end_reason, '') not in ('RAN_AWAY', 'TAKEN_AWAY'))
    execute function followup.no_place_is_told();

-- It ends by itself with the next place that needs no second person, or once that person agreed, and by nothing else that is called so.
alter table followup.alert drop constraint alert_outcome;
alter table followup.alert add constraint alert_outcome check (outcome in
    ('CHILD_SAFE', 'FALSE_ALARM', 'FOUND', 'DEVICE_WIPED', 'DEVICE_FOUND', 'REASSESSED', 'PLACED', 'FILE_CLOSED'));
create function followup.has_place(file uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.placement p where p.file_id = has_place.file and p.state = 'CURRENT' and access.sees(p.file_id, 256, false)
                      and not exists (select from access.decision d where d.kind = 'SHELTER_MOVE' and d.subject = p.id and d.state = 'WAITING')) $$;
revoke execute on function followup.has_place from public;
grant execute on function followup.has_place to akoma_protection, akoma_enforcement, akoma_custody;
