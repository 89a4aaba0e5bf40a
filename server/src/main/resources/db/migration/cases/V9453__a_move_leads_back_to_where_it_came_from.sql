-- A move that is reversed leads back to the home that the child left by it, at the moment of the reversal. What the child left before, or a move that another
-- home has followed since, leads nowhere any more: a former home is agreed to anew.
create or replace function cases.keep_from() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not exists (select from cases.placement p where p.id = new.from_id and p.file_id = new.file_id and p.state = 'ENDED' and p.end_reason is null
                      and p.until = greatest(p.since, new.since) and p.ended_at = access.moment()
                      and not exists (select from cases.placement n where n.file_id = p.file_id and n.recorded_at > p.recorded_at and n.state = 'ENDED' and n.ended_at = p.ended_at)) then
        raise exception 'cases.not-left-for-this' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create or replace function cases.leads_back(home uuid) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return exists (select from cases.placement h
                     join cases.placement m on m.file_id = h.file_id and m.state = 'ENDED' and m.ended_at = access.moment()
                     join access.decision d on d.kind = 'SHELTER_MOVE' and d.subject = m.id and d.state in ('REFUSED', 'WITHDRAWN') and d.ended_at = access.moment()
                    where h.id = leads_back.home and cases.home_before(m.id) = h.id);
end $$;

-- Once two people agreed to another home, nobody is asked any more about a move before it.
create function cases.home_follows_the_move() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform access.end_waiting('{SHELTER_MOVE}', p.id, null) from cases.placement p where p.file_id = new.file_id and p.id <> new.id and p.kind = 'SHELTER' and p.state = 'ENDED';
    return null;
end $$;
revoke execute on function cases.home_follows_the_move from public;
create trigger home_follows_the_move after update of state on cases.placement for each row
    when (old.state = 'PROPOSED' and new.state = 'CURRENT') execute function cases.home_follows_the_move();
