-- Earlier versions of four records: exploitation, family, identity and tracing (trust.md 4: a correction is a new version that shows both). A trigger
-- copies the old sealed text before each change, so that a change by straight SQL is kept too.
create table cases.former (
    id          bigint generated always as identity constraint former_pk primary key,
    file_id     uuid not null constraint former_file references cases.case_file,
    section     int not null,                                        -- of access.section: who reads the record reads what it was
    record      text not null,                                       -- table, which is also the place of the sealed text: cases.family
    record_id   uuid not null,                                       -- the file, or the tracing
    version     int not null,
    sealed      bytea not null,
    mark        bytea,                                               -- of an exploitation, for the clock of care after sexual violence (T2)
    written_by  uuid,                                                -- of an exploitation
    lifted      boolean not null default false,                      -- its mark runs no clock any more
    replaced_at timestamptz not null,
    replaced_by uuid);
create index former_of_record on cases.former (record_id, record, id);
create index former_file on cases.former (file_id);
alter table cases.former enable row level security;                  -- written by the trigger below alone
create policy seen on cases.former for select to akoma_protection using (access.sees(file_id, section, false) and not access.is_least(file_id));
grant select on cases.former to akoma_protection;

alter table cases.exploitation add column written_by uuid;
create function cases.keep_writer() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    new.written_by := access.actor();
    return new;
end $$;
create trigger keep_writer before insert or update of sealed, mark on cases.exploitation for each row execute function cases.keep_writer();

-- Arguments: the section, the column of the record's id.
create function cases.keep_former() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare o jsonb := to_jsonb(old);
begin
    insert into cases.former (file_id, section, record, record_id, version, sealed, mark, written_by, replaced_at, replaced_by)
    values (old.file_id, tg_argv[0]::int, tg_table_schema || '.' || tg_table_name, (o ->> tg_argv[1])::uuid, old.version, old.sealed, (o ->> 'mark')::bytea,
            (o ->> 'written_by')::uuid, coalesce(access.moment(), now()), access.actor());
    return new;
end $$;
-- The mark alone too: without its former value the clock of care would end by one statement.
create trigger keep_former before update of sealed, mark on cases.exploitation for each row when ((new.sealed, new.mark) is distinct from (old.sealed, old.mark))
    execute function cases.keep_former('4', 'file_id');
create trigger keep_former before update of sealed on cases.family for each row when (new.sealed is distinct from old.sealed)
    execute function cases.keep_former('2', 'file_id');
create trigger keep_former before update of sealed on cases.identity for each row when (new.sealed is distinct from old.sealed)
    execute function cases.keep_former('1', 'file_id');
create trigger keep_former before update of sealed on cases.tracing for each row when (new.sealed is distinct from old.sealed and old.sealed is not null)
    execute function cases.keep_former('2', 'id');

-- A child is found by its former names too: their tokens stay.
revoke delete on cases.name_token from akoma_protection;
drop policy removed_akoma_protection on cases.name_token;

-- Care within 72 hours stays due when who wrote of sexual violence, or a colleague, takes it away again: until a treatment is recorded, or a supervisor
-- says that there was none.
drop view cases.due_urgent_care, cases.was_due_urgent_care;
alter table cases.urgent_care drop column mark, add column marks bytea[] not null default '{}';
create or replace function cases.weigh_urgent_care(file uuid) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    insert into cases.urgent_care as c (file_id, worker_id, organisation_id, since, done_at, marks)
        select f.id, f.worker_id, f.organisation_id, coalesce(f.handed_at, f.registered_at),
               least((select min(m.at) from cases.medical m where m.file_id = f.id and m.kind = 'TREATMENT'),
                     (select min(coalesce(s.ended_at, s.started_at)) from assistance.service s
                       where s.file_id = f.id and s.code = 'IMM_MEDICAL_TREATMENT' and s.state = 'COMPLETED')),
               x.mark || array(select o.mark from cases.former o where o.record_id = f.id and o.record = 'cases.exploitation' and o.mark is not null and not o.lifted)
          from cases.case_file f join cases.exploitation x on x.file_id = f.id
         where f.id = file and x.mark is not null
        on conflict on constraint urgent_care_pk do update set worker_id = excluded.worker_id, organisation_id = excluded.organisation_id,
            since = excluded.since, done_at = least(excluded.done_at, c.done_at), marks = excluded.marks;
end $$;
create view cases.due_urgent_care with (security_invoker = true) as
    select 'cases.urgent-care' as kind, c.file_id as id, c.file_id, c.worker_id, c.organisation_id, c.since
      from cases.urgent_care c join cases.case_file f on f.id = c.file_id and f.closed_at is null
     where c.done_at is null and cases.urgent_mark(c.file_id) = any (c.marks);
create view cases.was_due_urgent_care with (security_invoker = true) as
    select 'cases.urgent-care' as kind, c.file_id as id, c.file_id, c.worker_id, c.organisation_id, c.since, null::timestamptz as due_at, c.done_at, f.closed_at
      from cases.urgent_care c join cases.case_file f on f.id = c.file_id
     where cases.urgent_mark(c.file_id) = any (c.marks);
grant select on cases.due_urgent_care, cases.was_due_urgent_care to akoma_protection;
-- By a supervisor who works on the file and neither wrote of the violence nor took it away, once it was taken away. A wrong key matches no version.
-- False: not theirs to say.
create function cases.lift_urgent_care(file uuid, key bytea) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
declare urgent bytea := sha256(key || uuid_send(file)); last cases.former;
begin
    select * into last from cases.former o where o.record_id = file and o.record = 'cases.exploitation' and not o.lifted and o.mark = urgent
     order by o.id desc limit 1;
    if last.id is null or last.replaced_by is not distinct from access.actor()
       or exists (select from cases.exploitation x where x.file_id = file and x.mark = urgent)
       or exists (select from cases.former o where o.record_id = file and o.record = 'cases.exploitation' and not o.lifted and o.mark = urgent
                     and o.written_by = access.actor())
       or not (access.has_role(array['CASE_SUPERVISOR']) and access.keeps(file, 4, true)) then
        return false;
    end if;
    update cases.former o set lifted = true where o.record_id = file and o.record = 'cases.exploitation' and o.mark is not null;
    perform cases.weigh_urgent_care(file);
    return true;
end $$;
revoke execute on function cases.keep_writer, cases.keep_former, cases.lift_urgent_care from public;
grant execute on function cases.lift_urgent_care to akoma_protection;
