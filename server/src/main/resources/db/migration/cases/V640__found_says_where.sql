-- A child who was searched for is found at a visit that saw it, or where it lives since it was flagged, once a second person agreed to that home or move:
-- the step names the record. Both are read by who sees the search.
alter table cases.search_step add column seen_in uuid;                 -- the visit, or the place; of FOUND only
create function cases.seen_again(file uuid) returns uuid stable language plpgsql security definer set search_path = pg_catalog as $$
declare
    lost date;
    flagged timestamptz;
    record uuid;
begin
    if not access.sees(file, 64, false) then return null; end if;
    select f.lost_since into lost from cases.case_file f where f.id = file;
    select max(s.at) into flagged from cases.search_step s where s.file_id = file and s.step = 'FLAGGED';
    select v.id into record from followup.visit v
     where v.file_id = file and v.child_seen and v.done_on >= lost and v.first_done_at >= flagged order by v.done_on desc, v.id desc limit 1;
    if record is null then
        select p.id into record from cases.placement p
         where p.file_id = file and p.state = 'CURRENT' and p.since >= lost
           and (p.approved_at >= flagged
                or exists (select from access.decision d where d.kind = 'SHELTER_MOVE' and d.subject = p.id and d.state = 'AGREED'
                              and d.proposed_at >= flagged)) limit 1;
    end if;
    return record;
end $$;
create function cases.found_says_where() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    new.seen_in := cases.seen_again(new.file_id);
    if new.seen_in is null and session_user = 'akoma_protection' then
        raise exception 'cases.found-where' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger found_says_where before insert on cases.search_step for each row when (new.step = 'FOUND') execute function cases.found_says_where();
-- Until a supervisor has confirmed it, the child is sought: its file is not closed.
create function cases.is_sought(file uuid) returns boolean stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return access.sees(file, 256, false)
       and exists (select from followup.alert a where a.file_id = file and a.type in ('LOST_TO_FOLLOW_UP', 'MISSING') and a.closed_at is null);
end $$;
revoke execute on function cases.seen_again, cases.found_says_where, cases.is_sought from public;
grant execute on function cases.seen_again, cases.is_sought to akoma_protection;
create function cases.sought_is_not_closed() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if cases.is_sought(new.file_id) then raise exception 'cases.closure-lost' using errcode = 'check_violation'; end if;
    return new;
end $$;
create trigger sought_is_not_closed before update on cases.closure for each row
    when (new.decision = 'CLOSED' and old.decision is distinct from 'CLOSED') execute function cases.sought_is_not_closed();
revoke execute on function cases.sought_is_not_closed from public;
