-- A move into a shelter that is refused or taken back is undone in the same transaction: nobody ends the question and keeps what was done.
create function cases.move_is_undone() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if exists (select from cases.placement p where p.id = new.subject and p.state = 'CURRENT')
       and not exists (select from access.decision d where d.kind = 'SHELTER_MOVE' and d.subject = new.subject and d.state in ('WAITING', 'AGREED')) then
        raise exception 'cases.move-not-undone' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
revoke execute on function cases.move_is_undone from public;
create constraint trigger move_is_undone after update on access.decision deferrable initially deferred for each row
    when (new.kind = 'SHELTER_MOVE' and old.state = 'WAITING' and new.state not in ('WAITING', 'AGREED')) execute function cases.move_is_undone();
