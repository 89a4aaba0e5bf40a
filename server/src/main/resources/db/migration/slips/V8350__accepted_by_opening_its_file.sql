-- A slip is accepted only together with a file that its receiver opens, names this slip and has its sex and age (as_on_the_slip). Asked when the transaction ends, so that the order of the three statements is free.
create function slips.accepted_as_a_file() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection'
       and not exists (select from slips.acceptance a join cases.case_file f on f.id = a.file_id
                        where a.slip_id = new.id and f.slip_id = new.id and f.registered_by = new.receiver_signed_by) then
        raise exception 'slips.accepted-without-file' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger accepted_as_a_file after update on slips.slip deferrable initially deferred for each row
    when (new.status = 'ACCEPTED' and old.status <> 'ACCEPTED') execute function slips.accepted_as_a_file();

create function slips.file_of_its_slip() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_protection' and not exists (select from cases.case_file f where f.id = new.file_id and f.slip_id = new.slip_id) then
        raise exception 'slips.another-childs-file' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create constraint trigger file_of_its_slip after insert on slips.acceptance deferrable initially deferred for each row
    execute function slips.file_of_its_slip();

revoke execute on function slips.accepted_as_a_file, slips.file_of_its_slip from public;
