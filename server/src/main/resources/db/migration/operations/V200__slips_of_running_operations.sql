-- A slip is written and corrected while its operation runs: before the start there is no child, after the end nobody hands one over.
create function operations.slip_while_running() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not exists (select from operations.operation o where o.id = new.operation_id and o.status = 'RUNNING') then
        raise exception 'slips.operation-not-running' using errcode = 'check_violation';
    end if;
    return new;
end $$;
revoke execute on function operations.slip_while_running from public;
create trigger slip_while_running before insert or update on slips.slip for each row
    when (current_user = 'akoma_enforcement') execute function operations.slip_while_running();
