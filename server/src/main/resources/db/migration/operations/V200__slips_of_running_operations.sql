-- A slip is written and corrected while its operation runs. What was written before the end is completed after it: when and to whom the child was
-- handed over, and the signature.
create function operations.slip_while_running() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not exists (select from operations.operation o where o.id = new.operation_id and o.status = 'RUNNING')
       and (tg_op = 'INSERT'
            or (new.site_code, new.found_at, new.badge, new.child_number, new.apparent_sex, new.apparent_age, new.urgent_medical, new.interpreter_language, new.condition)
               is distinct from (old.site_code, old.found_at, old.badge, old.child_number, old.apparent_sex, old.apparent_age, old.urgent_medical,
                                 old.interpreter_language, old.condition)) then
        raise exception 'slips.operation-not-running' using errcode = 'check_violation';
    end if;
    return new;
end $$;
revoke execute on function operations.slip_while_running from public;
create trigger slip_while_running before insert or update on slips.slip for each row
    when (current_user = 'akoma_enforcement') execute function operations.slip_while_running();

-- An operation starts when care itself has confirmed a place for each child that may be found; a name typed by the police confirms nothing.
alter table operations.operation drop constraint operation_care_confirmed;
create function operations.starts_with_care() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not slips.has_care(new.id, new.care_confirmed_by, new.expected_children) then
        raise exception 'operation_only_with_care' using errcode = 'check_violation', constraint = 'operation_only_with_care';
    end if;
    return new;
end $$;
revoke execute on function operations.starts_with_care from public;
create trigger starts_with_care before insert or update of status, care_confirmed_by, expected_children on operations.operation for each row
    when (new.status = 'RUNNING') execute function operations.starts_with_care();
