-- No stay ends with no other place and no open alert, but that of a child who leaves for a home to which two people agreed: its arrival has a clock of its own.
create or replace function followup.no_place_is_told() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection'
       and not exists (select from cases.placement p where p.file_id = new.file_id and p.state = 'CURRENT')
       and not exists (select from cases.case_file f where f.id = new.file_id and f.closed_at is not null)
       and not cases.is_on_the_way(new.file_id)
       and not exists (select from followup.alert a where a.file_id = new.file_id and a.type in ('WITHOUT_PLACE', 'MISSING', 'LOST_TO_FOLLOW_UP')
                          and a.closed_at is null) then
        raise exception 'followup.no-place-not-told' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
