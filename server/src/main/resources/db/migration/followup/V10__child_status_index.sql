-- The Child Status Index: twelve factors, never a total. Levels and dates in clear, words sealed.
create table followup.csi (
    id              uuid constraint csi_pk primary key,
    file_id         uuid not null constraint csi_file references cases.case_file,
    organisation_id uuid not null,
    worker_id       uuid not null,
    wave            text not null constraint csi_wave check (wave in ('BASELINE', 'MONTHS_3', 'MONTHS_6', 'YEARLY', 'CLOSURE', 'BETWEEN')),
    on_day          date not null,
    recorded_at     timestamptz not null,
    assessor        uuid not null,
    informants      text[] not null,
    sealed          bytea not null,                                    -- what was seen and said
    constraint csi_informed check (cardinality(informants) > 0));
create index csi_of_file on followup.csi (file_id, on_day desc, recorded_at desc);
create index csi_by_day on followup.csi (on_day, file_id);
create unique index csi_one_baseline on followup.csi (file_id) where wave = 'BASELINE';

create table followup.csi_factor (
    csi_id  uuid not null constraint csi_factor_of references followup.csi,
    file_id uuid not null,
    factor  text not null constraint csi_factor_known check (factor in ('FOOD_SECURITY', 'NUTRITION_GROWTH', 'SHELTER', 'CARE', 'ABUSE_EXPLOITATION',
                'LEGAL_PROTECTION', 'WELLNESS', 'HEALTH_CARE', 'EMOTIONAL_HEALTH', 'SOCIAL_BEHAVIOUR', 'PERFORMANCE', 'EDUCATION_WORK')),
    level   smallint constraint csi_factor_level check (level between 1 and 4),
    missing text constraint csi_factor_missing check (missing in ('NOT_OBSERVED', 'CHILD_ABSENT', 'DECLINED', 'NO_INFORMANT', 'NOT_APPLICABLE')),
    constraint csi_factor_pk primary key (csi_id, factor),
    constraint csi_factor_whole check ((level is null) <> (missing is null)));

-- When the next one is expected: a row a period, met by the index that is recorded; of an earlier day too, nothing is ever called late here.
create table followup.csi_due (
    id              uuid constraint csi_due_pk primary key default gen_random_uuid(),
    file_id         uuid not null constraint csi_due_file references cases.case_file,
    organisation_id uuid not null,
    worker_id       uuid not null,
    wave            text not null,
    due_on          date not null,
    since           timestamptz not null,
    until           timestamptz);                                      -- met, replaced, or the file's end
create unique index csi_due_one_open on followup.csi_due (file_id) where until is null;
create index csi_due_worker on followup.csi_due (worker_id, due_on, id) where until is null;
create index csi_due_organisation on followup.csi_due (organisation_id, due_on, id) where until is null;

-- What an index asks to be done. An urgent factor is an alert besides.
create table followup.csi_action (
    id              uuid constraint csi_action_pk primary key default gen_random_uuid(),
    csi_id          uuid not null constraint csi_action_of references followup.csi,
    file_id         uuid not null constraint csi_action_file references cases.case_file,
    organisation_id uuid not null,
    worker_id       uuid not null,
    kind            text not null constraint csi_action_kind check (kind in ('REPORT_OFFENCE', 'MENTAL_HEALTH_REFERRAL', 'PLAN_ACTION')),
    factors         text[] not null,
    due_at          timestamptz not null,
    since           timestamptz not null,
    until           timestamptz,
    ended_by        text constraint csi_action_end check (ended_by in ('DONE', 'REASSESSED', 'FILE_CLOSED')),
    done_by         uuid,
    sealed          bytea,                                             -- what was done
    constraint csi_action_once unique (csi_id, kind),
    constraint csi_action_whole check ((until is null) = (ended_by is null) and (ended_by = 'DONE') = (sealed is not null and done_by is not null)));
create index csi_action_of_file on followup.csi_action (file_id, since);
create index csi_action_worker on followup.csi_action (worker_id, due_at, id) where until is null;
create index csi_action_organisation on followup.csi_action (organisation_id, due_at, id) where until is null;

-- For the list of tasks.
create view followup.due_csi with (security_invoker = true) as
    select 'followup.csi' as kind, id, file_id, worker_id, organisation_id, due_on from followup.csi_due where until is null;
create view followup.due_action with (security_invoker = true) as
    select 'followup.csi-action' as kind, id, file_id, worker_id, organisation_id, (due_at at time zone 'UTC')::date as due_on, due_at
      from followup.csi_action where until is null;

call access.protect('followup.csi', 'file_id', 64, 'akoma_protection');
call access.protect('followup.csi_factor', 'file_id', 64, 'akoma_protection');
call access.protect('followup.csi_due', 'file_id', 64, 'akoma_protection');
call access.protect('followup.csi_action', 'file_id', 64, 'akoma_protection');

-- Files that were open before this room existed.
insert into followup.csi_due (file_id, organisation_id, worker_id, wave, due_on, since)
select f.id, f.organisation_id, f.worker_id, 'BASELINE', (f.registered_at at time zone 'UTC')::date + 7, f.registered_at
  from cases.case_file f where f.status not in ('CLOSED', 'TRANSFERRED');

-- Counts for the project's figures: mean level a factor, of each child's first index and of the newest one after it. No child, no total.
create function followup.report_csi(day date) returns table (wave text, children bigint, factor text, mean numeric)
stable language sql security definer set search_path = pg_catalog as $$
    with held as (select c.id, c.file_id, c.wave = 'BASELINE' as first,
                         row_number() over (partition by c.file_id, c.wave = 'BASELINE' order by c.on_day desc, c.recorded_at desc) as newest
                    from followup.csi c where c.on_day <= day),
         counted as (select id, case when first then 'BASELINE' else 'FOLLOW_UP' end as wave from held where newest = 1),
         size as (select wave, count(*) as children from counted group by wave)
    select s.wave, s.children, f.factor, round(avg(f.level), 2)
      from counted c join size s on s.wave = c.wave join followup.csi_factor f on f.csi_id = c.id and f.level is not null
     group by s.wave, s.children, f.factor $$;
revoke execute on all functions in schema followup from public;
grant usage on schema followup to akoma_protection, akoma_publication;
grant execute on function followup.report_csi to akoma_publication;
grant select, insert on followup.csi, followup.csi_factor to akoma_protection;
grant update (organisation_id, worker_id) on followup.csi to akoma_protection;
grant select, insert, update on followup.csi_due, followup.csi_action to akoma_protection;
grant select on followup.due_csi, followup.due_action to akoma_protection;
