-- To which suspects a victim was linked before is kept with who took the link away, whatever statement did: links are replaced as a whole by the act.
create table operations.former_link (
    id           bigint generated always as identity constraint former_link_pk primary key,
    operation_id uuid not null constraint former_link_operation references operations.operation,
    screened_id  uuid not null,
    suspect_id   uuid not null,
    removed_at   timestamptz not null,
    removed_by   uuid);
create index former_link_of_operation on operations.former_link (operation_id, screened_id);
call access.protect('operations.former_link', 'operation_id', 4, 'akoma_enforcement');
grant select on operations.former_link to akoma_enforcement;

-- One victim at a time, as the act does it.
create function operations.keep_links() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if session_user = 'akoma_enforcement' then
        if (select count(distinct (g.operation_id, g.screened_id)) from gone g) > 1 then
            raise exception 'operations.links-one-by-one' using errcode = 'insufficient_privilege';
        end if;
    end if;
    insert into operations.former_link (operation_id, screened_id, suspect_id, removed_at, removed_by)
        select g.operation_id, g.screened_id, g.suspect_id, coalesce(access.moment(), now()), access.actor() from gone g;
    return null;
end $$;
revoke execute on function operations.keep_links from public;
create trigger keep_links after delete on operations.victim_suspect referencing old table as gone for each statement execute function operations.keep_links();
