grant usage on schema assistance to akoma_protection, akoma_statistics;

-- Who acts now holds this role. For policies on rows that a role sees without opening a file.
create function assistance.acts_as(wanted text) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person_role r where access.at_work() and r.person_id = access.actor() and r.role = wanted and r.approved_at <= access.moment()
                      and r.valid_from <= access.moment() and r.valid_until > access.moment()) $$;
revoke execute on function assistance.acts_as from public;
grant execute on function assistance.acts_as to akoma_protection;

-- ---------- providers --------------------------------------------------------------------------------------------------
-- Who gives what, and for how many: schools, centres, clinics, lawyers, master craftsmen. No child, no address.
create table assistance.provider (
    id              uuid constraint provider_pk primary key,
    code            text not null constraint provider_code unique constraint provider_code_form check (code ~ '^[A-Z0-9][A-Z0-9-]{1,39}$'),
    label           text not null constraint provider_label check (access.is_plain(label)),
    kind            text not null constraint provider_kind check (kind in ('SCHOOL', 'TRAINING_CENTRE', 'WORKSHOP', 'CLINIC', 'LEGAL', 'COMMUNITY', 'OTHER')),
    country         text not null constraint provider_country check (country ~ '^[A-Z]{2}$'),
    organisation_id uuid constraint provider_organisation references access.organisation,   -- when its people work with Akoma
    made_by         uuid not null,
    made_at         timestamptz not null,
    version         int not null default 1);
create trigger asks_role before insert or update on assistance.provider for each statement execute function access.asks_role('CASE_SUPERVISOR');
create trigger by_oneself after insert on assistance.provider referencing new table as added for each statement execute function access.by_oneself('made_by');
grant select, insert on assistance.provider to akoma_protection;

-- What is done for a child: planned, approved, given. Many at once. Clear columns are codes, dates and ids; the note is sealed under the file's key.
create table assistance.service (
    id              uuid constraint service_pk primary key,
    file_id         uuid not null constraint service_file references cases.case_file,
    organisation_id uuid not null,
    worker_id       uuid not null,
    supervisor_id   uuid,
    code            text not null constraint service_code check (code ~ '^(IMM|LT)_[A-Z_]{2,40}$'),  -- list assistance, requirements.md 3
    section         int not null default 32 constraint service_section check (section in (8, 32)),  -- what is done for a child's health is of the section HEALTH
    state           text not null constraint service_state check (state in ('PLANNED', 'APPROVED', 'STARTED', 'COMPLETED', 'INTERRUPTED')),
    time_frame      text constraint service_time_frame check (time_frame in ('IMMEDIATE', 'URGENT', 'ONE_DAY', 'THREE_DAYS')),
    due_at          timestamptz,                                       -- T7: to have begun by then; late is computed, never stored
    due_on          date generated always as ((due_at at time zone 'UTC')::date) stored,
    provider        text,                                              -- code of a provider, and of nothing else; null = given by the worker's own structure, or where given_at says
    -- Which shelter gives a service is where the child is: its id says it to who may read the sealed code.
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
    constraint service_interrupted check ((state = 'INTERRUPTED') = (reason is not null)),
    constraint service_provider foreign key (provider) references assistance.provider (code),
    constraint service_whole unique (id, file_id, code, section));     -- what is noted of a service names all four (V4)
create index service_of_file     on assistance.service (file_id, planned_at, id);
create index service_of_provider on assistance.service (provider, code, started_at) where started_at is not null;
create index service_due_worker  on assistance.service (worker_id, due_on, id) where started_at is null and due_at is not null and state in ('PLANNED', 'APPROVED');
create index service_due_org     on assistance.service (organisation_id, due_on, id) where started_at is null and due_at is not null and state in ('PLANNED', 'APPROVED');
create index service_to_approve  on assistance.service (supervisor_id, planned_at, id) where state = 'PLANNED';
create index service_to_approve_org on assistance.service (organisation_id, planned_at, id) where state = 'PLANNED';
-- The list of services, the last planned first, by the way in which they are the reader's to see.
create index service_all             on assistance.service (planned_at desc, id desc);
create index service_list_worker     on assistance.service (worker_id, planned_at desc, id desc);
create index service_list_supervisor on assistance.service (supervisor_id, planned_at desc, id desc);
create index service_list_given      on assistance.service (given_at, planned_at desc, id desc) where given_at is not null;
create index service_due_moment on assistance.service (worker_id, due_at, id) where started_at is null and due_at is not null and state in ('PLANNED', 'APPROVED');
create index service_by_month on assistance.service (date_trunc('month', planned_at, 'UTC') desc, id desc) where section = 32;
create index service_waits_by_month on assistance.service (date_trunc('month', planned_at, 'UTC') desc, id desc)
    where section = 32 and approved_by is null and state in ('PLANNED', 'STARTED');
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
-- A service may be put otherwise until it begins; and the structure that gives it sees it through (requirements.md 9: assistance, PRV "RU am").
create policy given on assistance.service for update to akoma_protection using (
    (select assistance.acts_as('PROVIDER')) and given_at = any ((select access.grantees())::uuid[])
    and exists (select from access.held g
                 where g.file_id = service.file_id and g.reads & 256 <> 0 offset 0));
-- A structure that was asked for one thing sees what it gives itself, and where it teaches the child: not what others give, nor the school, though
-- the section came along with the referral (trust.md G8). Anyone who holds the section another way, or no grant at all, sees it all.
create policy own_purpose on assistance.service as restrictive for select to akoma_protection using (
    given_at = any ((select access.grantees())::uuid[])
    or not exists (select from access.held g
                    where g.file_id = service.file_id
                      and g.reason in ('REFERRAL', 'ENROLMENT', 'SHELTER_STAY') offset 0)
    or exists (select from access.held g
                where g.file_id = service.file_id
                  and g.reads & service.section <> 0
                  and g.reason not in ('REFERRAL', 'ENROLMENT', 'SHELTER_STAY') offset 0));
-- After a no to case management only immediate care goes on (requirements.md 2.6; trust.md 3): no service for the long term is planned, agreed to or
-- begun, and no child enrolled.
create trigger stop_after_no_insert before insert on assistance.service for each row
    when (new.code like 'LT%') execute function cases.stop_after_no();
create trigger stop_after_no before update of state on assistance.service for each row
    when (new.code like 'LT%' and new.state in ('APPROVED', 'STARTED') and new.state <> old.state) execute function cases.stop_after_no();
create trigger by_oneself after insert on assistance.service referencing new table as added for each statement execute function access.by_oneself('planned_by');
-- Nothing is given to a child before the child was found, or the clocks of the first days would end on a typed day of years ago.
create trigger not_before_found before insert or update of started_at on assistance.service for each row
    when (new.started_at is not null) execute function cases.not_before_found('started_at');
create trigger added_in_hands before insert on assistance.service for each row execute function cases.in_hands_of_the_file();
-- Help begins without a second person: who approves it is no column of its beginning.
grant select, insert (id, file_id, organisation_id, worker_id, supervisor_id, code, section, state, time_frame, due_at, provider, given_at, goal_id,
    from_on, until_on, planned_by, planned_at, started_at, ended_at, sealed), update (state, time_frame, due_at, provider, given_at, goal_id, from_on,
    until_on, approved_by, approved_at, started_at, ended_at, reason, sealed, version) on assistance.service to akoma_protection;
-- How many children have this of a provider on a day. Nobody sees all of them; a count says no child.
create function assistance.given(provider text, code text, day date) returns bigint stable language sql security definer set search_path = pg_catalog as $$
    select count(distinct s.file_id) from assistance.service s
     where s.provider = given.provider and s.code = given.code and s.started_at < (given.day + 1)::timestamp at time zone 'UTC'
       and (s.ended_at is null or s.ended_at >= (given.day + 1)::timestamp at time zone 'UTC') $$;

create table assistance.offer (
    id          uuid constraint offer_pk primary key,
    provider_id uuid not null constraint offer_provider references assistance.provider,
    service     text not null constraint offer_service check (service ~ '^(IMM|LT)_[A-Z_]{2,40}$'),
    places      int constraint offer_places check (places between 0 and 100000),             -- null: not told
    since       date not null,
    until       date,                                                                        -- exclusive; null: still offered
    constraint offer_dates check (until is null or until >= since));
create unique index offer_running on assistance.offer (provider_id, service) where until is null;
create index offer_of_provider on assistance.offer (provider_id, service, since);
create trigger asks_role before insert or update on assistance.offer for each statement execute function access.asks_role('CASE_SUPERVISOR');
grant select, insert, update (until) on assistance.offer to akoma_protection;
revoke execute on function assistance.given from public;
grant execute on function assistance.given to akoma_protection;

-- ---------- services change and are seen through -----------------------------------------------------------------------
-- What no policy can say, because it speaks of columns: who gives a service only says how far it is; what has begun is not put otherwise;
-- nobody agrees in another's name.
create function assistance.service_kept() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare otherwise boolean := (new.time_frame, new.due_at, new.provider, new.given_at, new.goal_id, new.from_on, new.until_on, new.sealed)
                    is distinct from (old.time_frame, old.due_at, old.provider, old.given_at, old.goal_id, old.from_on, old.until_on, old.sealed);
declare signed boolean := (new.approved_by, new.approved_at) is distinct from (old.approved_by, old.approved_at);
declare moved boolean := (new.started_at, new.ended_at, new.reason) is distinct from (old.started_at, old.ended_at, old.reason)
                    or new.state is distinct from old.state and not (signed and old.state = 'PLANNED' and new.state = 'APPROVED');
declare works boolean := access.sees(old.file_id, old.section, true);
declare gives boolean := coalesce(old.given_at = any (access.grantees()), false) and assistance.acts_as('PROVIDER');
declare manages boolean := old.section = 32 and assistance.acts_as('PROJECT_MANAGER');
begin
    -- what has begun is not put otherwise, and what has ended stays as it ended
    if otherwise and old.state not in ('PLANNED', 'APPROVED')
       or moved and (old.state in ('COMPLETED', 'INTERRUPTED') or old.started_at is not null and new.started_at is distinct from old.started_at
                     or old.state = 'STARTED' and new.state in ('PLANNED', 'APPROVED')) then
        raise exception 'assistance.service-decided' using errcode = 'insufficient_privilege';
    end if;
    if otherwise and not works or moved and not works and not gives
       or signed and not works and not (manages and new.approved_by is not null) then
        raise exception 'assistance.not-your-hand' using errcode = 'insufficient_privilege';
    end if;
    if signed and new.approved_by is not null
       and (new.approved_by <> access.actor() or not (assistance.acts_as('CASE_SUPERVISOR') and works or manages)) then
        raise exception 'assistance.not-your-hand' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger service_kept before update on assistance.service for each row when (current_user = 'akoma_protection')
    execute function assistance.service_kept();
revoke execute on function assistance.service_kept from public;

-- ---------- services seen by who budgets -------------------------------------------------------------------------------
-- The code of a service's child, for those who see the service: finance sees no file.
create function assistance.code_of(file uuid) returns text stable language sql security definer set search_path = pg_catalog as $$
    select f.code from cases.case_file f where f.id = code_of.file
       and (assistance.acts_as('PROJECT_MANAGER') or assistance.acts_as('FINANCE_OFFICER') or access.sees(f.id, 256, false)) $$;
revoke execute on function assistance.code_of from public;
grant execute on function assistance.code_of to akoma_protection;

-- ---------- services by the hour ---------------------------------------------------------------------------------------
-- T7 is late after its hour, not at midnight; what waits on a file that has ended can be done by nobody and is no task; and what a supervisor is
-- to approve is theirs on a past day too, not the worker's.
-- What waits: a service to begin (its worker), one to approve (the supervisor).
create view assistance.due_service with (security_invoker = true) as
    select 'assistance.start' as kind, s.id, s.file_id, s.worker_id, s.organisation_id, s.due_on, s.due_at
      from assistance.service s join cases.case_file f on f.id = s.file_id and f.closed_at is null
     where s.started_at is null and s.due_at is not null and s.state in ('PLANNED', 'APPROVED');
grant select on assistance.due_service to akoma_protection;
create view assistance.due_approval with (security_invoker = true) as
    select 'assistance.approve' as kind, s.id, s.file_id, s.supervisor_id as worker_id, s.organisation_id, coalesce(s.due_on, (s.planned_at at time zone 'UTC')::date) as due_on
      from assistance.service s join cases.case_file f on f.id = s.file_id and f.closed_at is null where s.state = 'PLANNED';
grant select on assistance.due_approval to akoma_protection;
-- The same as the due views, of any past day: a service that waited to begin, and one that waited for the supervisor.
create view assistance.was_due_service with (security_invoker = true) as
    select 'assistance.start' as kind, s.id, s.file_id, s.worker_id, s.organisation_id, s.planned_at as since, s.due_at,
           coalesce(s.started_at, s.ended_at) as done_at, f.closed_at
      from assistance.service s join cases.case_file f on f.id = s.file_id where s.due_at is not null;
grant select on assistance.was_due_service to akoma_protection;
create view assistance.was_due_approval with (security_invoker = true) as
    select 'assistance.approve' as kind, s.id, s.file_id, s.supervisor_id as worker_id, s.organisation_id, s.planned_at as since,
           (coalesce(s.due_on, (s.planned_at at time zone 'UTC')::date) + 1)::timestamp at time zone 'UTC' as due_at,
           coalesce(s.approved_at, s.started_at, s.ended_at) as done_at, f.closed_at
      from assistance.service s join cases.case_file f on f.id = s.file_id;
grant select on assistance.was_due_approval to akoma_protection;

-- Screening and treatment that a service records stop T2, no matter who writes it (requirements.md 3: IMM_MEDICAL_SCREENING is measured against T2).
create function assistance.care_given() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform cases.care_was_given(new.file_id, case new.code when 'IMM_MEDICAL_SCREENING' then 'SCREENING' else 'TREATMENT' end,
                                 coalesce(new.ended_at, new.started_at));
    return null;
end $$;
create trigger care_given after insert or update of state on assistance.service for each row
    when (new.state = 'COMPLETED' and new.code in ('IMM_MEDICAL_SCREENING', 'IMM_MEDICAL_TREATMENT')) execute function assistance.care_given();

-- ---------- services seen without places -------------------------------------------------------------------------------
-- Who budgets sees what is done for children by code and month, never where (requirements.md 9: placement FIN "-", PM "g"): no row of the table is
-- theirs. They ask this function, which knows no provider, no place and no day, and no shelter: that one runs says where the child sleeps. They agree
-- through the next one, which knows nothing else.
-- one: this service alone; wanted: a state; waiting: nobody agreed, and it goes on; before, before_id: where the page before ended; null: any. The last planned
-- first, at most so many of all that there are: a page of them is read from an index, and planned for its values.
create function assistance.services_overseen(one uuid, wanted text, waiting boolean, before timestamptz, before_id uuid, most int) returns table (
    id uuid, case_code text, code text, state text, worker_id uuid, planned_in timestamptz, from_in date, until_in date, began_in timestamptz,
    ended_in timestamptz, approved_by uuid, reason text, own boolean, version int)
stable language sql security definer set search_path = pg_catalog set plan_cache_mode = force_custom_plan as $$
    with place as (select coalesce(before, 'infinity') as month, coalesce(before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff') as id),
         found as (
            (select s.*, f.code as file_code from assistance.service s join cases.case_file f on f.id = s.file_id
              where one is not null and s.id = one and s.section = 32 and s.code <> 'IMM_SHELTER' and f.erased_at is null)
            union all
            (select s.*, f.code from assistance.service s join cases.case_file f on f.id = s.file_id
              where one is null and not waiting and (wanted is null or s.state = wanted) and s.section = 32 and s.code <> 'IMM_SHELTER' and f.erased_at is null
                and (date_trunc('month', s.planned_at, 'UTC'), s.id) < ((select p.month from place p), (select p.id from place p))
              order by date_trunc('month', s.planned_at, 'UTC') desc, s.id desc limit most)
            union all
            (select s.*, f.code from assistance.service s join cases.case_file f on f.id = s.file_id
              where one is null and waiting and s.approved_by is null and s.state in ('PLANNED', 'STARTED') and (wanted is null or s.state = wanted)
                and s.section = 32 and s.code <> 'IMM_SHELTER' and f.erased_at is null
                and (date_trunc('month', s.planned_at, 'UTC'), s.id) < ((select p.month from place p), (select p.id from place p))
              order by date_trunc('month', s.planned_at, 'UTC') desc, s.id desc limit most))
    select s.id, s.file_code, s.code, s.state, s.worker_id, date_trunc('month', s.planned_at, 'UTC'), date_trunc('month', s.from_on)::date,
           date_trunc('month', s.until_on)::date, date_trunc('month', s.started_at, 'UTC'), date_trunc('month', s.ended_at, 'UTC'),
           s.approved_by, s.reason, s.planned_by = access.actor(), s.version
      from found s where (select assistance.acts_as('PROJECT_MANAGER') or assistance.acts_as('FINANCE_OFFICER')) $$;

-- A project manager agrees where a supervisor has not, to what somebody else planned and what goes on. False when somebody was faster.
create function assistance.agree(service uuid, version int) returns boolean language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not assistance.acts_as('PROJECT_MANAGER') then return false; end if;
    update assistance.service s set state = case s.state when 'PLANNED' then 'APPROVED' else s.state end, approved_by = access.actor(),
           approved_at = access.moment(), version = s.version + 1
     where s.id = agree.service and s.version = agree.version and s.section = 32 and s.code <> 'IMM_SHELTER' and s.approved_by is null and s.planned_by <> access.actor()
       and s.state in ('PLANNED', 'STARTED');
    return found;
end $$;
revoke execute on function assistance.services_overseen, assistance.agree from public;
grant execute on function assistance.services_overseen, assistance.agree to akoma_protection;
