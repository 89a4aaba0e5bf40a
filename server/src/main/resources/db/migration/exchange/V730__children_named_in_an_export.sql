-- Which files an export takes along, and whose names, is fixed when it is asked for: the files that the asker may list at that moment and of which no emergency opens more,
-- and of these the names of the children whose identity the asker holds, not to decide once. Who agrees holds each of the named
-- (access.holds_what_leaves), and what was not there when they were asked does not leave.
create table exchange.export_child (
    request_id uuid not null constraint export_child_request references exchange.export_request,
    child_id   uuid not null constraint export_child_dossier references access.dossier,
    named      boolean not null,
    constraint export_child_pk primary key (request_id, child_id));
create index export_child_of_dossier on exchange.export_child (child_id);
alter table exchange.export_child enable row level security;
create policy mine on exchange.export_child for select to akoma_protection
    using (exists (select from exchange.export_request r where r.id = request_id and r.requested_by = (select access.actor())));
grant select on exchange.export_child to akoma_protection;

-- What the actor would take along now.
create function exchange.would_leave() returns table (child_id uuid, named boolean)
stable language sql security definer set search_path = pg_catalog as $$
    select s.file_id, bool_or(s.named)
      from (select h.file_id, h.reason <> 'DEPUTY' and h.reads & 1 <> 0 as named, h.reads & 256 <> 0 as listed from access.held h
             where h.file_id is not null and h.reason <> 'BREAK_GLASS' and h.file_id not in (select o.file_id from access.opened_in_emergency() o)
            union all select f.id, false, true from cases.case_file f where access.everywhere() & 256 <> 0) s
     group by s.file_id having bool_or(s.listed) $$;

create function exchange.name_children() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    insert into exchange.export_child (request_id, child_id, named) select new.id, l.child_id, l.named from exchange.would_leave() l;
    return null;
end $$;
revoke execute on function exchange.name_children from public;
create trigger name_children after insert on exchange.export_request for each row execute function exchange.name_children();

-- Before an export is asked for: how many files and how many names it would take along, and which supervisors could agree (at most twenty codes).
create function exchange.foreseen() returns table (files bigint, names bigint, deciders text[])
stable language sql security definer set search_path = pg_catalog as $$
    with leaving as materialized (select * from exchange.would_leave()),
         named as materialized (select coalesce(array_agg(l.child_id) filter (where l.named), '{}') as children from leaving l)
    select (select count(*) from leaving), cardinality(named.children)::bigint,
           array(select p.code from access.person p
                  where p.id <> access.actor() and p.contract_from <= (access.moment() at time zone 'UTC')::date and p.contract_until > (access.moment() at time zone 'UTC')::date
                    and exists (select from access.person_role r where r.person_id = p.id and r.role = 'CASE_SUPERVISOR'
                                   and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment())
                    and access.holds_all(named.children, p.id) order by p.code limit 20)
      from named where access.actor() is not null $$;
revoke execute on function exchange.would_leave, exchange.foreseen from public;
grant execute on function exchange.foreseen to akoma_protection;

-- A data protection officer reads who asked for names inside a session only; the password alone shows nothing.
alter policy watched on exchange.export_request using ((select access.has_role(array['DATA_PROTECTION_OFFICER'])));
alter policy in_custody on exchange.export_request using ((select access.has_role(array['DATA_PROTECTION_OFFICER'])));
