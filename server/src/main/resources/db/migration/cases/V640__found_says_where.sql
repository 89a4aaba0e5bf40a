-- A child who was searched for is found at a visit that saw it since it was flagged, by who holds the file other than by an emergency: the step names the
-- visit. A bed in a shelter is none: nobody there has said that the child came. Read by who sees the search.
alter table cases.search_step add column seen_in uuid;                 -- the visit; of FOUND only
create function cases.seen_since_flag(file uuid) returns uuid stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return (select v.id from followup.visit v join cases.case_file f on f.id = v.file_id
             where v.file_id = file and v.child_seen and v.done_on >= f.lost_since
               and v.first_done_at >= (select max(s.at) from cases.search_step s where s.file_id = file and s.step = 'FLAGGED')
               and access.kept_at(v.recorded_by, v.file_id, v.first_done_at)
             order by v.done_on desc, v.id desc limit 1);
end $$;
create function cases.seen_again(file uuid) returns uuid stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return case when access.sees(file, 64, false) then cases.seen_since_flag(file) end;
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
revoke execute on function cases.seen_since_flag, cases.seen_again, cases.found_says_where, cases.is_sought from public;
grant execute on function cases.seen_again, cases.is_sought to akoma_protection;
create function cases.sought_is_not_closed() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if cases.is_sought(new.file_id) then raise exception 'cases.closure-lost' using errcode = 'check_violation'; end if;
    return new;
end $$;
create trigger sought_is_not_closed before update on cases.closure for each row
    when (new.decision = 'CLOSED' and old.decision is distinct from 'CLOSED') execute function cases.sought_is_not_closed();
revoke execute on function cases.sought_is_not_closed from public;
