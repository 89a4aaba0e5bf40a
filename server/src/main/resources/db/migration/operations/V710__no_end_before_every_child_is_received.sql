-- An operation does not end while a child of it was sent back by care and is with nobody.
create function operations.ends_with_children_received() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from slips.slip s where s.operation_id = new.id and s.status = 'REFUSED' and s.settled_at is null) then
        raise exception 'operations.children-sent-back' using errcode = 'check_violation';
    end if;
    return new;
end $$;
revoke execute on function operations.ends_with_children_received from public;
create trigger ends_with_children_received before update of status on operations.operation for each row
    when (new.status = 'CLOSED' and old.status <> 'CLOSED') execute function operations.ends_with_children_received();
