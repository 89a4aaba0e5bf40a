-- An answer "nobody could be asked, danger to life" needs an open alert at the end of its transaction (trust.md 4).
create function followup.danger_to_life_alarms() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from cases.case_file f where f.id = new.file_id and f.status not in ('CLOSED', 'TRANSFERRED'))
       and not exists (select from followup.alert a where a.file_id = new.file_id and a.type = 'LIFE_IN_DANGER' and a.closed_at is null) then
        raise exception 'followup.danger-without-alert' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger danger_to_life_alarms after insert on cases.consent deferrable initially deferred for each row
    when (new.status = 'NOT_OBTAINABLE' and new.basis = 'DANGER_TO_LIFE') execute function followup.danger_to_life_alarms();
revoke execute on function followup.danger_to_life_alarms from public;
