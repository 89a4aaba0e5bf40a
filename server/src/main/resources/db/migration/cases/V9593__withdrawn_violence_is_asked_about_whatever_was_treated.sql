-- Whether there was violence is another question than whether care was given: it is asked of the supervisor whatever treatment was noted, on whatever day.
drop index cases.urgent_care_retold;
create index urgent_care_retold on cases.urgent_care (supervisor_id, file_id) where cardinality(marks) > 1;
create or replace view cases.due_withdrawn_violence with (security_invoker = true) as
    select 'cases.confirm-no-violence' as kind, c.file_id as id, c.file_id, c.supervisor_id, c.worker_id, c.organisation_id, o.at + interval '24 hours' as due_at
      from cases.urgent_care c join cases.case_file f on f.id = c.file_id and f.closed_at is null
      cross join lateral (select max(o.replaced_at) as at from cases.former o
                           where o.record_id = c.file_id and o.record = 'cases.exploitation' and not o.lifted and o.mark = cases.urgent_mark(c.file_id)) o
     where cardinality(c.marks) > 1 and c.marks[1] <> cases.urgent_mark(c.file_id) and o.at is not null;
create or replace view cases.was_due_withdrawn_violence with (security_invoker = true) as
    select 'cases.confirm-no-violence' as kind, c.file_id as id, c.file_id, c.supervisor_id, c.supervisor_id as worker_id, c.organisation_id, o.at as since,
           o.at + interval '24 hours' as due_at, o.lifted_at as done_at, f.closed_at
      from cases.urgent_care c join cases.case_file f on f.id = c.file_id
      cross join lateral (select max(o.replaced_at) as at, max(o.lifted_at) as lifted_at from cases.former o
                           where o.record_id = c.file_id and o.record = 'cases.exploitation' and o.mark = cases.urgent_mark(c.file_id)) o
     where o.at is not null and c.marks[1] <> cases.urgent_mark(c.file_id);
