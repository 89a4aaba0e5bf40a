-- A move leads back to the home that the child left by it, in the very transaction in which it left, and is reversed in that in which it ends: a moment is told by
-- who enters, a transaction is not. No agreed move is put to a decision again.
alter table cases.placement add column ended_in xid8;
create function cases.ended_in() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    new.ended_in := case when new.state = 'ENDED' then pg_current_xact_id() end;
    return new;
end $$;
revoke execute on function cases.ended_in from public;
-- Named to come after what compares the row.
create trigger when_ended before update of state on cases.placement for each row
    when (old.state = 'CURRENT' or new.state = 'CURRENT') execute function cases.ended_in();

create or replace function cases.keep_from() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not exists (select from cases.placement p where p.id = new.from_id and p.file_id = new.file_id and p.state = 'ENDED' and p.end_reason is null
                      and p.until = greatest(p.since, new.since) and p.ended_in = pg_current_xact_id()
                      and not exists (select from cases.placement n where n.file_id = p.file_id and n.recorded_at > p.recorded_at and n.ended_in = p.ended_in)) then
        raise exception 'cases.not-left-for-this' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create or replace function cases.is_reversed(move uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.decision d where d.kind = 'SHELTER_MOVE' and d.subject = move and d.state in ('REFUSED', 'WITHDRAWN'))
       and not exists (select from access.decision d where d.kind = 'SHELTER_MOVE' and d.subject = move and d.state = 'AGREED') $$;
create or replace function cases.leads_back(home uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from cases.placement h join cases.placement m on m.file_id = h.file_id and m.state = 'ENDED' and m.ended_in = pg_current_xact_id()
                     join access.decision d on d.kind = 'SHELTER_MOVE' and d.subject = m.id and d.state in ('REFUSED', 'WITHDRAWN') and d.ended_at = access.moment()
                    where h.id = home and cases.is_reversed(m.id) and cases.home_before(m.id) = h.id) $$;
