-- T7 is late after its hour, not at midnight; what waits on a file that has ended can be done by nobody and is no task; and what a supervisor is
-- to approve is theirs on a past day too, not the worker's.
drop view assistance.due_service;
drop view assistance.was_due_service;
create view assistance.due_service with (security_invoker = true) as
    select 'assistance.start' as kind, s.id, s.file_id, s.worker_id, s.organisation_id, s.due_on, s.due_at
      from assistance.service s join cases.case_file f on f.id = s.file_id and f.closed_at is null
     where s.started_at is null and s.due_at is not null and s.state in ('PLANNED', 'APPROVED');
create view assistance.due_approval with (security_invoker = true) as
    select 'assistance.approve' as kind, s.id, s.file_id, s.supervisor_id as worker_id, s.organisation_id, coalesce(s.due_on, (s.planned_at at time zone 'UTC')::date) as due_on
      from assistance.service s join cases.case_file f on f.id = s.file_id and f.closed_at is null where s.state = 'PLANNED';
create view assistance.was_due_service with (security_invoker = true) as
    select 'assistance.start' as kind, s.id, s.file_id, s.worker_id, s.organisation_id, s.planned_at as since, s.due_at,
           coalesce(s.started_at, s.ended_at) as done_at, f.closed_at
      from assistance.service s join cases.case_file f on f.id = s.file_id where s.due_at is not null;
create view assistance.was_due_approval with (security_invoker = true) as
    select 'assistance.approve' as kind, s.id, s.file_id, s.supervisor_id as worker_id, s.organisation_id, s.planned_at as since,
           (coalesce(s.due_on, (s.planned_at at time zone 'UTC')::date) + 1)::timestamp at time zone 'UTC' as due_at,
           coalesce(s.approved_at, s.started_at, s.ended_at) as done_at, f.closed_at
      from assistance.service s join cases.case_file f on f.id = s.file_id;
grant select on assistance.due_service, assistance.due_approval, assistance.was_due_service, assistance.was_due_approval to akoma_protection;
create index service_due_moment on assistance.service (worker_id, due_at, id) where started_at is null and due_at is not null and state in ('PLANNED', 'APPROVED');

-- Screening and treatment that a service records stop T2, whoever writes it (requirements.md 3: IMM_MEDICAL_SCREENING is measured against T2).
create function assistance.care_given() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform cases.care_was_given(new.file_id, case new.code when 'IMM_MEDICAL_SCREENING' then 'SCREENING' else 'TREATMENT' end,
                                 coalesce(new.ended_at, new.started_at));
    return null;
end $$;
create trigger care_given after insert or update of state on assistance.service for each row
    when (new.state = 'COMPLETED' and new.code in ('IMM_MEDICAL_SCREENING', 'IMM_MEDICAL_TREATMENT')) execute function assistance.care_given();
