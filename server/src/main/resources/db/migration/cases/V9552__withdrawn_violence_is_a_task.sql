-- Sexual violence that somebody wrote and took away again is a task of who supervises the child: to confirm that there was none, within a day. Who confirmed it is kept.
alter table cases.urgent_care add column supervisor_id uuid, add column told_at timestamptz;   -- when what was done to the child was written last
create index urgent_care_retold on cases.urgent_care (supervisor_id, file_id) where done_at is null and cardinality(marks) > 1;
alter table cases.former add column lifted_by uuid, add column lifted_at timestamptz;

create or replace function cases.weigh_urgent_care(file uuid) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    insert into cases.urgent_care as c (file_id, worker_id, organisation_id, supervisor_id, since, done_at, marks)
        select f.id, f.worker_id, f.organisation_id, f.supervisor_id, coalesce(f.handed_at, f.registered_at),
               least((select min(m.at) from cases.medical m where m.file_id = f.id and m.kind = 'TREATMENT'),
                     (select min(coalesce(s.ended_at, s.started_at)) from assistance.service s
                       where s.file_id = f.id and s.code = 'IMM_MEDICAL_TREATMENT' and s.state = 'COMPLETED')),
               x.mark || array(select o.mark from cases.former o where o.record_id = f.id and o.record = 'cases.exploitation' and o.mark is not null and not o.lifted)
          from cases.case_file f join cases.exploitation x on x.file_id = f.id
         where f.id = file and x.mark is not null
        on conflict on constraint urgent_care_pk do update set worker_id = excluded.worker_id, organisation_id = excluded.organisation_id,
            supervisor_id = excluded.supervisor_id, since = excluded.since, done_at = least(excluded.done_at, c.done_at), marks = excluded.marks;
end $$;
create trigger care_is_supervised after update of supervisor_id on cases.case_file for each row
    when (new.supervisor_id is distinct from old.supervisor_id) execute function cases.care_moves();
create function cases.told_when() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    update cases.urgent_care c set told_at = coalesce(access.moment(), now()) where c.file_id = new.file_id;
    return null;
end $$;
-- Named to come after exploitation_told and exploitation_retold, which make the row.
create trigger told_when after insert on cases.exploitation for each row execute function cases.told_when();
create trigger told_when_again after update of mark on cases.exploitation for each row when (new.mark is distinct from old.mark) execute function cases.told_when();
revoke execute on function cases.told_when from public;

create view cases.due_withdrawn_violence with (security_invoker = true) as
    select 'cases.confirm-no-violence' as kind, c.file_id as id, c.file_id, c.supervisor_id, c.worker_id, c.organisation_id, o.at + interval '24 hours' as due_at
      from cases.urgent_care c join cases.case_file f on f.id = c.file_id and f.closed_at is null
      cross join lateral (select max(o.replaced_at) as at from cases.former o
                           where o.record_id = c.file_id and o.record = 'cases.exploitation' and not o.lifted and o.mark = cases.urgent_mark(c.file_id)) o
     where c.done_at is null and cardinality(c.marks) > 1 and c.marks[1] <> cases.urgent_mark(c.file_id) and o.at is not null;
create view cases.was_due_withdrawn_violence with (security_invoker = true) as
    select 'cases.confirm-no-violence' as kind, c.file_id as id, c.file_id, c.supervisor_id, c.supervisor_id as worker_id, c.organisation_id, o.at as since,
           o.at + interval '24 hours' as due_at, least(c.done_at, o.lifted_at) as done_at, f.closed_at
      from cases.urgent_care c join cases.case_file f on f.id = c.file_id
      cross join lateral (select max(o.replaced_at) as at, max(o.lifted_at) as lifted_at from cases.former o
                           where o.record_id = c.file_id and o.record = 'cases.exploitation' and o.mark = cases.urgent_mark(c.file_id)) o
     where o.at is not null and c.marks[1] <> cases.urgent_mark(c.file_id);
grant select on cases.due_withdrawn_violence, cases.was_due_withdrawn_violence to akoma_protection;

create or replace function cases.lift_urgent_care(file uuid, key bytea) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
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
    update cases.former o set lifted = true, lifted_by = access.actor(), lifted_at = access.moment()
     where o.record_id = file and o.record = 'cases.exploitation' and o.mark is not null and not o.lifted;
    perform cases.weigh_urgent_care(file);
    return true;
end $$;
