-- A guardian is appointed on or after the child's birth, estimated by the age at the rescue and a year more, and the month in which a child is registered.
create function cases.guardian_since_birth() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and exists (select from cases.case_file f where f.id = new.file_id
         and new.appointed_on < (f.registered_at at time zone 'UTC')::date - make_interval(years => f.age_at_rescue + 1, days => 31)) then
        raise exception 'cases.guardian-before-birth' using errcode = 'check_violation';
    end if;
    return new;
end $$;
revoke execute on function cases.guardian_since_birth from public;
create trigger guardian_since_birth before insert on cases.guardian for each row execute function cases.guardian_since_birth();
