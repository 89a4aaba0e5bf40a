-- Whose names an export takes along is fixed when it is asked for: the children whose identity the asker holds at that moment, by no emergency and not
-- to decide once. Who agrees holds each of them (access.holds_what_leaves), and what was not agreed to leaves without a name.
create table exchange.export_child (
    request_id uuid not null constraint export_child_request references exchange.export_request,
    child_id   uuid not null constraint export_child_dossier references access.dossier,
    constraint export_child_pk primary key (request_id, child_id));
create index export_child_of_dossier on exchange.export_child (child_id);
alter table exchange.export_child enable row level security;
create policy mine on exchange.export_child for select to akoma_protection
    using (exists (select from exchange.export_request r where r.id = request_id and r.requested_by = (select access.actor())));
grant select on exchange.export_child to akoma_protection;

create function exchange.name_children() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    insert into exchange.export_child (request_id, child_id)
    select distinct new.id, h.file_id from access.held h
     where h.file_id is not null and h.reason not in ('BREAK_GLASS', 'DEPUTY') and h.reads & 1 <> 0;
    return null;
end $$;
revoke execute on function exchange.name_children from public;
create trigger name_children after insert on exchange.export_request for each row execute function exchange.name_children();

-- A data protection officer reads who asked for names inside a session only; the password alone shows nothing.
alter policy watched on exchange.export_request using ((select access.has_role(array['DATA_PROTECTION_OFFICER'])));
alter policy in_custody on exchange.export_request using ((select access.has_role(array['DATA_PROTECTION_OFFICER'])));
