-- An emergency access reads, and writes what helps now: a visit that was made, an alert (trust.md G7). Rooms refuse all else of theirs by this trigger,
-- on tables with a column file_id, to who holds the file no other way.
create function access.not_in_an_emergency() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if access.in_emergency(new.file_id) and not access.keeps(new.file_id, 256, true) then
        raise exception 'access.not-in-an-emergency' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
revoke execute on function access.not_in_an_emergency from public;
-- Who holds a file by an emergency alone proposes nothing about it either, and decides nothing.
create trigger not_in_an_emergency before insert on access.decision for each row
    when (new.file_id is not null) execute function access.not_in_an_emergency();
