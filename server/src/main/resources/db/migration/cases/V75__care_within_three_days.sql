-- A child who met sexual violence is cared for within 72 hours of the hand-over (requirements.md 2.4, T2). Any treatment ends it, a screening
-- does not. A row alone says what happened to the child: only who sees both the exploitation and the health record finds it, nobody writes it.
create table cases.urgent_care (
    file_id         uuid constraint urgent_care_pk primary key constraint urgent_care_file references cases.case_file,
    worker_id       uuid not null,                                    -- as on the file: lists are led by these two
    organisation_id uuid not null,
    since           timestamptz not null,                             -- the hand-over
    done_at         timestamptz);                                     -- the first treatment
create index urgent_care_owed   on cases.urgent_care (worker_id, since, file_id) where done_at is null;
create index urgent_care_worker on cases.urgent_care (worker_id, since, file_id);
alter table cases.urgent_care enable row level security;
create policy seen on cases.urgent_care for select to akoma_protection using (access.sees(file_id, 4, false) and access.sees(file_id, 8, false));
grant select on cases.urgent_care to akoma_protection;

create function cases.is_sexual_violence(types text[], control text[]) returns boolean immutable language sql set search_path = pg_catalog as $$
    select 'SexualExploitation' = any (types) or 'SexualAbuse' = any (control) $$;

create function cases.weigh_urgent_care(file uuid) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    delete from cases.urgent_care c where c.file_id = file and not exists (
        select from cases.exploitation x where x.file_id = file and cases.is_sexual_violence(x.types, x.control));
    insert into cases.urgent_care as c (file_id, worker_id, organisation_id, since, done_at)
        select f.id, f.worker_id, f.organisation_id, f.handed_at,
               (select min(m.at) from cases.medical m where m.file_id = f.id and m.kind = 'TREATMENT')
          from cases.case_file f join cases.exploitation x on x.file_id = f.id
         where f.id = file and f.handed_at is not null and cases.is_sexual_violence(x.types, x.control)
        on conflict on constraint urgent_care_pk do update set worker_id = excluded.worker_id, organisation_id = excluded.organisation_id,
            since = excluded.since, done_at = excluded.done_at;
end $$;
create function cases.exploitation_told() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform cases.weigh_urgent_care(new.file_id);
    return null;
end $$;
create function cases.care_moves() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform cases.weigh_urgent_care(new.id);
    return null;
end $$;
revoke execute on function cases.weigh_urgent_care from public;
create trigger exploitation_told after insert on cases.exploitation for each row
    when (cases.is_sexual_violence(new.types, new.control)) execute function cases.exploitation_told();
create trigger exploitation_retold after update of types, control on cases.exploitation for each row
    when (new.types is distinct from old.types or new.control is distinct from old.control) execute function cases.exploitation_told();
create trigger child_treated after insert on cases.medical for each row when (new.kind = 'TREATMENT') execute function cases.exploitation_told();
create trigger care_moves after update of worker_id, organisation_id, handed_at on cases.case_file for each row
    when (new.worker_id is distinct from old.worker_id or new.organisation_id is distinct from old.organisation_id
        or new.handed_at is distinct from old.handed_at) execute function cases.care_moves();
do $$ begin
    perform cases.weigh_urgent_care(x.file_id) from cases.exploitation x where cases.is_sexual_violence(x.types, x.control);
end $$;

create view cases.due_urgent_care with (security_invoker = true) as
    select 'cases.urgent-care' as kind, c.file_id as id, c.file_id, c.worker_id, c.organisation_id, c.since
      from cases.urgent_care c join cases.case_file f on f.id = c.file_id and f.closed_at is null where c.done_at is null;
create view cases.was_due_urgent_care with (security_invoker = true) as
    select 'cases.urgent-care' as kind, c.file_id as id, c.file_id, c.worker_id, c.organisation_id, c.since, null::timestamptz as due_at, c.done_at, f.closed_at
      from cases.urgent_care c join cases.case_file f on f.id = c.file_id;
grant select on cases.due_urgent_care, cases.was_due_urgent_care to akoma_protection;
grant execute on function cases.is_sexual_violence to akoma_protection;
