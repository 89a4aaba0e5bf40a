-- What is done for a child: planned, approved, given. Many at once. Clear columns are codes, dates and ids; the note is sealed under the file's key.
create table assistance.service (
    id              uuid constraint service_pk primary key,
    file_id         uuid not null constraint service_file references cases.case_file,
    organisation_id uuid not null,
    worker_id       uuid not null,
    supervisor_id   uuid,
    code            text not null constraint service_code check (code ~ '^(IMM|LT)_[A-Z_]{2,40}$'),   -- list assistance, requirements.md 3
    section         int not null default 32 constraint service_section check (section in (8, 32)),    -- what is done for a child's health is of the section HEALTH
    state           text not null constraint service_state check (state in ('PLANNED', 'APPROVED', 'STARTED', 'COMPLETED', 'INTERRUPTED')),
    time_frame      text constraint service_time_frame check (time_frame in ('IMMEDIATE', 'URGENT', 'ONE_DAY', 'THREE_DAYS')),
    due_at          timestamptz,                                       -- T7: to have begun by then; late is computed, never stored
    due_on          date generated always as ((due_at at time zone 'UTC')::date) stored,
    provider        text,                                              -- code of a provider or a shelter; null = given by the worker's own structure
    given_at        uuid,                                              -- the shelter, or the desk of the structure, that gives it: they see their own
    goal_id         uuid constraint service_goal references cases.plan_goal,
    from_on         date,
    until_on        date,
    planned_by      uuid not null,
    planned_at      timestamptz not null,
    approved_by     uuid,
    approved_at     timestamptz,
    started_at      timestamptz,
    ended_at        timestamptz,
    reason          text,                                              -- why it was interrupted, list service-interruption
    sealed          bytea,
    version         int not null default 1,
    constraint service_approved_by_another check (approved_by is distinct from planned_by),
    constraint service_approval_whole check ((approved_by is null) = (approved_at is null)),
    constraint service_dates check (until_on is null or from_on is null or until_on >= from_on),
    constraint service_course check (ended_at is null or started_at is null or ended_at >= started_at),
    constraint service_begun check (state not in ('STARTED', 'COMPLETED') or started_at is not null),
    constraint service_agreed check (state <> 'APPROVED' or approved_by is not null),
    constraint service_long_term_agreed check (code like 'IMM%' or state not in ('STARTED', 'COMPLETED') or approved_by is not null),
    constraint service_interrupted check ((state = 'INTERRUPTED') = (reason is not null)));
create index service_of_file     on assistance.service (file_id, planned_at, id);
create index service_of_provider on assistance.service (provider, code, started_at) where started_at is not null;
create index service_due_worker  on assistance.service (worker_id, due_on, id) where started_at is null and due_at is not null and state in ('PLANNED', 'APPROVED');
create index service_due_org     on assistance.service (organisation_id, due_on, id) where started_at is null and due_at is not null and state in ('PLANNED', 'APPROVED');
create index service_to_approve  on assistance.service (supervisor_id, planned_at, id) where state = 'PLANNED';
create index service_to_approve_org on assistance.service (organisation_id, planned_at, id) where state = 'PLANNED';

-- One sees a service with the section it is of; and the shelter or structure that gives it sees its own, as long as it has to do with the child.
alter table assistance.service enable row level security;
create policy seen on assistance.service for select to akoma_protection using (
    exists (select from access.held g
             where g.file_id = service.file_id
               and (g.reads & service.section <> 0 or (g.reads & 256 <> 0 and service.given_at = any ((select access.grantees())::uuid[]))) offset 0));
create policy added on assistance.service for insert to akoma_protection with check (
    planned_by = (select access.actor())
    and exists (select from access.held g
                 where g.file_id = service.file_id
                   and g.writes & service.section <> 0 offset 0));
create policy changed on assistance.service for update to akoma_protection using (
    exists (select from access.held g
             where g.file_id = service.file_id
               and g.writes & service.section <> 0 offset 0));

grant usage on schema assistance to akoma_protection;
grant select, insert on assistance.service to akoma_protection;
grant update (state, approved_by, approved_at, started_at, ended_at, reason, version) on assistance.service to akoma_protection;

-- Who acts now holds this role. For policies on rows that a role sees without opening a file.
create function assistance.acts_as(wanted text) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person_role r where r.person_id = access.actor() and r.role = wanted and r.approved_at <= access.moment()
                      and r.valid_from <= access.moment() and r.valid_until > access.moment()) $$;
-- How many children have this of a provider on a day. Nobody sees all of them; a count says no child.
create function assistance.given(provider text, code text, day date) returns bigint stable language sql security definer set search_path = pg_catalog as $$
    select count(distinct s.file_id) from assistance.service s
     where s.provider = given.provider and s.code = given.code and s.started_at < (given.day + 1)::timestamp at time zone 'UTC'
       and (s.ended_at is null or s.ended_at >= (given.day + 1)::timestamp at time zone 'UTC') $$;
-- A file moved: its services belong to whom the file belongs.
create function assistance.follow(file uuid) returns void language sql security definer set search_path = pg_catalog as $$
    update assistance.service s set organisation_id = f.organisation_id, worker_id = f.worker_id, supervisor_id = f.supervisor_id
      from cases.case_file f where f.id = follow.file and s.file_id = f.id
       and (s.organisation_id, s.worker_id, s.supervisor_id) is distinct from (f.organisation_id, f.worker_id, f.supervisor_id) $$;
revoke execute on all functions in schema assistance from public;
grant execute on function assistance.acts_as, assistance.given, assistance.follow to akoma_protection;

-- What waits: a service to begin (its worker), one to approve (the supervisor).
create view assistance.due_service with (security_invoker = true) as
    select 'assistance.start' as kind, id, file_id, worker_id, organisation_id, due_on
      from assistance.service where started_at is null and due_at is not null and state in ('PLANNED', 'APPROVED')
    union all
    select 'assistance.approve', id, file_id, supervisor_id, organisation_id, coalesce(due_on, (planned_at at time zone 'UTC')::date)
      from assistance.service where state = 'PLANNED';
grant select on assistance.due_service to akoma_protection;
