-- A file names a slip only together with the acceptance of that slip: else one person could block the slip for the receiver.
create function cases.slip_of_its_file() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not exists (select from slips.acceptance a where a.slip_id = new.slip_id and a.file_id = new.id) then
        raise exception 'slips.not-accepted' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger slip_of_its_file after insert on cases.case_file deferrable initially deferred for each row
    when (new.slip_id is not null) execute function cases.slip_of_its_file();
revoke execute on function cases.slip_of_its_file from public;
