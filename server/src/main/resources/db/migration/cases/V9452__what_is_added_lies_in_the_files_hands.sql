-- In whose hands a record of a child lies is what the file says from the beginning: else it would be on nobody's list, or on a friend's.
create function cases.in_hands_of_the_file() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' then
        select f.organisation_id, f.worker_id, f.supervisor_id into new.organisation_id, new.worker_id, new.supervisor_id
          from cases.case_file f where f.id = new.file_id;
    end if;
    return new;
end $$;
revoke execute on function cases.in_hands_of_the_file from public;
