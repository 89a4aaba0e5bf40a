-- The child's file. Columns in clear are codes, dates and ids; everything a person could be found by is sealed under the file's key.
create table cases.case_file (
    id                  uuid constraint case_file_pk primary key constraint case_file_dossier references access.dossier,
    code                text not null constraint case_file_code unique constraint case_file_code_form check (code ~ '^[A-Z]{2,6}-[0-9]{3,9}$'),
    registered_at       timestamptz not null,
    registered_by       uuid not null,
    updated_at          timestamptz not null,
    status              text not null constraint case_file_status check (status in ('REGISTERED', 'ASSESSED', 'PLAN_PENDING', 'ACTIVE', 'FOLLOW_UP',
                            'CLOSURE_REQUESTED', 'CLOSED', 'TRANSFER_PROPOSED', 'TRANSFER_ACCEPTED', 'TRANSFERRED', 'REOPENED')),
    victim_status       text not null constraint case_file_victim_status check (victim_status in
                            ('PRESUMED_VICTIM', 'CONFIRMED_VICTIM', 'NOT_A_VICTIM', 'ADULT')),
    victim_decided_by   text,                                          -- HTCDS vic_TraffickingStatusDecisionMakingOrg
    risk                text constraint case_file_risk check (risk in ('HIGH', 'MEDIUM', 'LOW')),
    country             text not null,                                 -- where the child lives or will live, ISO 3166-1 alpha-2
    nationality         text,
    sex                 text not null constraint case_file_sex check (sex in ('F', 'M', 'X')),
    age_at_rescue       int constraint case_file_age check (age_at_rescue between 0 and 25),
    age_estimated       boolean not null default true,
    sector              text,
    pathway             text,
    care                text,                                          -- the kind of the running placement
    organisation_id     uuid not null,
    worker_id           uuid not null,
    supervisor_id       uuid,
    slip_id             uuid constraint case_file_slip unique,         -- a slip becomes one file
    handed_at           timestamptz,                                   -- from the slip: clocks T2, T3 start here
    medical_screened_at timestamptz,
    guardian_on         date,
    assessed_at         timestamptz,
    plan_approved_on    date,
    review_due          date,
    next_visit_due      date,
    lost_since          date,                                          -- a flag with a search protocol, never a closure
    closed_at           timestamptz,
    source_digest       bytea constraint case_file_source unique,      -- of the row it was imported from: the same file twice changes nothing
    version             int not null default 1);

create index case_file_worker_registered on cases.case_file (worker_id, registered_at, id);
create index case_file_worker_visit      on cases.case_file (worker_id, next_visit_due, id);
create index case_file_org_registered    on cases.case_file (organisation_id, registered_at, id);
create index case_file_org_visit         on cases.case_file (organisation_id, next_visit_due, id);
create index case_file_org_status        on cases.case_file (organisation_id, status, registered_at, id);
create index case_file_org_risk          on cases.case_file (organisation_id, risk, registered_at, id);
create index case_file_supervisor        on cases.case_file (supervisor_id, registered_at, id);
create index case_file_registered        on cases.case_file (registered_at, id);
create index case_file_status            on cases.case_file (status, registered_at, id);
create index case_file_country_risk      on cases.case_file (country, risk, registered_at, id);
create index case_file_code_prefix       on cases.case_file (code text_pattern_ops);
create index case_file_worker_review     on cases.case_file (worker_id, review_due, id) where review_due is not null;

-- What the file was on a given day: each change of what lists and clocks look at.
create table cases.turn (
    file_id uuid not null constraint turn_file references cases.case_file,
    at      timestamptz not null,
    n       bigint generated always as identity,
    what    text not null constraint turn_what check (what in ('STATUS', 'RISK', 'CARE', 'COUNTRY', 'LOST', 'VICTIM_STATUS', 'WORKER', 'NEXT_VISIT', 'REVIEW')),
    value   text,
    constraint turn_pk primary key (file_id, what, at, n));

create table cases.identity (
    file_id uuid constraint identity_pk primary key constraint identity_file references cases.case_file,
    sealed  bytea not null,
    version int not null default 1);

-- Blind tokens of name parts, their sound, and pairs; led by the owning structure, the policy decides row by row.
create table cases.name_token (
    token           bigint not null,
    organisation_id uuid not null,
    file_id         uuid not null constraint name_token_file references cases.case_file,
    constraint name_token_pk primary key (token, organisation_id, file_id));
create index name_token_of_file on cases.name_token (file_id, token);
alter table cases.name_token alter token set statistics 1000;

create table cases.family (
    file_id uuid constraint family_pk primary key constraint family_file references cases.case_file,
    sealed  bytea not null,                                            -- caregivers, address, siblings, role in the trafficking, contact safety
    version int not null default 1);

create table cases.exploitation (
    file_id     uuid constraint exploitation_pk primary key constraint exploitation_file references cases.case_file,
    types       text[] not null default '{}',                          -- HTCDS vic_TypeOfExploitation
    industries  text[] not null default '{}',
    recruitment text[] not null default '{}',
    control     text[] not null default '{}',
    relationship text[] not null default '{}',
    age_when_trafficked int,
    months      int constraint exploitation_months check (months between 0 and 300),
    sealed      bytea,                                                 -- places and words
    version     int not null default 1);

create table cases.consent (
    id           uuid constraint consent_pk primary key,
    file_id      uuid not null constraint consent_file references cases.case_file,
    purpose      text not null constraint consent_purpose check (purpose in
                     ('CASE_MANAGEMENT', 'SHARE_FOR_REFERRAL', 'SHARE_WITH_LAW_ENFORCEMENT', 'ANONYMOUS_STATISTICS', 'MEDIA', 'TRANSFER', 'PHOTO', 'INTERVIEW')),
    status       text not null constraint consent_status check (status in ('GIVEN', 'REFUSED', 'WITHDRAWN', 'NOT_OBTAINABLE')),
    given_by     text not null constraint consent_given_by check (given_by in
                     ('CHILD', 'GUARDIAN', 'CHILD_AND_GUARDIAN', 'CHILD_ASSENT_AND_GUARDIAN', 'GUARDIAN_AFTER_BEST_INTERESTS', 'AUTHORITY', 'NOBODY')),
    at           timestamptz not null,
    language     text,
    basis        text,                                                 -- required when it could not be obtained, or the guardian was left out
    explained    text[] not null default '{}',                         -- HTCDS' questions answered with yes
    explained_by uuid not null,
    sealed       bytea,                                                -- witness, words
    recorded_by  uuid not null,
    recorded_at  timestamptz not null,
    constraint consent_basis check (status <> 'NOT_OBTAINABLE' or basis is not null));
create index consent_of_file on cases.consent (file_id, purpose, at desc, id desc);

create table cases.guardian (
    id           uuid constraint guardian_pk primary key,
    file_id      uuid not null constraint guardian_file references cases.case_file,
    kind         text not null constraint guardian_kind check (kind in ('PARENT', 'RELATIVE', 'APPOINTED_BY_AUTHORITY', 'RESPONSIBLE_ADULT')),
    appointed_on date not null,
    ended_on     date,
    sealed       bytea not null,
    recorded_by  uuid not null);
create index guardian_of_file on cases.guardian (file_id, appointed_on);

create table cases.medical (
    id          uuid constraint medical_pk primary key,
    file_id     uuid not null constraint medical_file references cases.case_file,
    at          timestamptz not null,
    kind        text not null constraint medical_kind check (kind in ('SCREENING', 'TREATMENT', 'PSYCHOLOGY')),
    urgent      boolean not null default false,
    sealed      bytea not null,
    recorded_by uuid not null);
create index medical_of_file on cases.medical (file_id, at);

create table cases.note (
    id          uuid constraint note_pk primary key,
    file_id     uuid not null constraint note_file references cases.case_file,
    at          timestamptz not null,
    kind        text not null constraint note_kind check (kind in ('NOTE', 'CHILDS_OWN_WORDS', 'SAFETY', 'CONTACT')),
    sealed      bytea not null,
    recorded_by uuid not null);
create index note_of_file on cases.note (file_id, at desc, id desc);

create table cases.assessment (
    id          uuid constraint assessment_pk primary key,
    file_id     uuid not null constraint assessment_file references cases.case_file,
    kind        text not null constraint assessment_kind check (kind in ('INITIAL', 'REVIEW')),
    at          timestamptz not null,
    risk        text not null constraint assessment_risk check (risk in ('HIGH', 'MEDIUM', 'LOW')),
    needs       text[] not null default '{}',
    sealed      bytea not null,                                        -- protective and risk factors, reason, safety plan, the child's words and wishes
    author      uuid not null,
    approved_by uuid,                                                  -- needed when the risk was lowered
    approved_at timestamptz,
    constraint assessment_not_own check (approved_by is distinct from author));
create index assessment_of_file on cases.assessment (file_id, at);

create table cases.best_interests (
    id          uuid constraint best_interests_pk primary key,
    file_id     uuid not null constraint best_interests_file references cases.case_file,
    kind        text not null constraint best_interests_kind check (kind in ('ASSESSMENT', 'DETERMINATION')),
    ground      text constraint best_interests_ground check (ground in ('SEPARATION_FROM_PARENTS', 'DURABLE_SOLUTION', 'TEMPORARY_CARE_EXCEPTION')),
    at          timestamptz not null,
    panel       text[] not null default '{}',                          -- codes or functions of the members
    sealed      bytea not null,                                        -- options weighed, child's view, decision, dissent
    author      uuid not null,
    constraint best_interests_panel check (kind = 'ASSESSMENT' or (cardinality(panel) >= 3 and ground is not null)));
create index best_interests_of_file on cases.best_interests (file_id, at);

create table cases.plan (
    id           uuid constraint plan_pk primary key,
    file_id      uuid not null constraint plan_file references cases.case_file,
    number       int not null,
    status       text not null constraint plan_status check (status in ('DRAFT', 'SUBMITTED', 'APPROVED', 'RETURNED', 'REPLACED')),
    author       uuid not null,
    made_at      timestamptz not null,
    submitted_at timestamptz,
    decided_by   uuid,
    decided_at   timestamptz,
    sealed       bytea not null,                                       -- the child's and the family's part in it; why it was returned
    version      int not null default 1,
    constraint plan_number unique (file_id, number),
    constraint plan_decided_by_another check (decided_by is distinct from author));
create table cases.plan_goal (
    id          uuid constraint plan_goal_pk primary key,
    file_id     uuid not null constraint plan_goal_file references cases.case_file,
    plan_id     uuid not null constraint plan_goal_plan references cases.plan,
    position    int not null,
    service     text not null,                                         -- code of requirements.md 3
    provider    text,
    starts_on   date,
    ends_on     date,
    responsible uuid not null,
    met         text not null default 'OPEN' constraint plan_goal_met check (met in ('OPEN', 'MET', 'NOT_MET', 'DROPPED')),
    sealed      bytea not null,                                        -- the aim in the child's terms, measure of success
    constraint plan_goal_dates check (ends_on is null or starts_on is null or ends_on >= starts_on));
create index plan_goal_of_plan on cases.plan_goal (plan_id, position);

-- ---------- where the child lives ----------------------------------------------------------------------------------
create table cases.shelter (
    id              uuid constraint shelter_pk primary key,
    code            text not null constraint shelter_code unique,
    organisation_id uuid not null,
    country         text not null,
    capacity        int not null constraint shelter_capacity check (capacity between 0 and 10000),
    sex_rule        text not null constraint shelter_sex_rule check (sex_rule in ('MIXED_SEPARATE_WINGS', 'MIXED', 'BOYS_ONLY', 'GIRLS_ONLY')),
    least_age       int not null default 0,
    most_age        int not null default 17,
    version         int not null default 1,
    constraint shelter_ages check (least_age <= most_age));
create table cases.shelter_location (
    shelter_id uuid constraint shelter_location_pk primary key constraint shelter_location_of references cases.shelter,
    sealed     bytea not null);                                        -- C4: town and address, under the house key

create table cases.placement (
    id            uuid constraint placement_pk primary key,
    file_id       uuid not null constraint placement_file references cases.case_file,
    kind          text not null constraint placement_kind check (kind in
                      ('SHELTER', 'FAMILY_REUNIFIED', 'EXTENDED_FAMILY', 'FOSTER_FAMILY', 'RESIDENTIAL_CARE', 'INDEPENDENT_LIVING')),
    shelter_id    uuid constraint placement_shelter references cases.shelter,
    country       text not null,
    since         date not null,
    until         date,                                                -- the first day the child no longer lives there
    reason        text,                                                -- why the last place changed
    care_order_on date,                                                -- Ghana: by day 7 (T12)
    approved_by   uuid,
    approved_at   timestamptz,
    recorded_by   uuid not null,
    sealed        bytea not null,                                      -- the address, with whom
    version       int not null default 1,
    constraint placement_dates check (until is null or until >= since),
    constraint placement_shelter_known check (kind <> 'SHELTER' or shelter_id is not null),
    constraint placement_approved_by_another check (approved_by is distinct from recorded_by));
create index placement_of_file on cases.placement (file_id, since);
create index placement_of_shelter on cases.placement (shelter_id, since) where shelter_id is not null;

-- Nobody sees all residents, so the house counts them: one writer per shelter, and never more than its places on any day.
create function cases.keep_capacity() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare places int; fullest int;
begin
    if new.shelter_id is null then return new; end if;
    -- Who is there leaves or stays whatever became of the places since, and comes back where a move away was reversed.
    if tg_op = 'UPDATE' and new.shelter_id = old.shelter_id and new.since = old.since
       and (old.state = 'CURRENT' and new.state in ('CURRENT', 'ENDED') or old.state = 'ENDED' and new.state = 'CURRENT') then
        return new;
    end if;
    select s.capacity into places from cases.shelter s where s.id = new.shelter_id for update;
    select coalesce(max(there), 0) into fullest from (
        select (select count(*) from cases.placement p where p.shelter_id = new.shelter_id and p.id <> new.id
                   and p.since <= d.day and coalesce(p.until, 'infinity') > d.day) as there
          from (select new.since as day union
                select p.since from cases.placement p where p.shelter_id = new.shelter_id and p.since > new.since
                   and p.since < coalesce(new.until, 'infinity')) d) x;
    if coalesce(new.until, 'infinity') > new.since and fullest + 1 > places then
        raise exception 'cases.shelter-full' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger keep_capacity before insert or update on cases.placement for each row execute function cases.keep_capacity();
create function cases.occupied(shelter uuid, day date) returns bigint stable language sql security definer set search_path = pg_catalog as $$
    select count(*) from cases.placement p where p.shelter_id = shelter and p.since <= day and coalesce(p.until, 'infinity') > day $$;

create table cases.tracing (
    id             uuid constraint tracing_pk primary key,
    file_id        uuid not null constraint tracing_file references cases.case_file,
    status         text not null constraint tracing_status check (status in ('OPEN', 'IN_PROGRESS', 'VERIFIED', 'REUNIFIED', 'CLOSED')),
    opened_on      date not null,
    verified_by    text,
    verified_on    date,
    return_safe    boolean,
    sealed         bytea not null,
    recorded_by    uuid not null,
    version        int not null default 1);
create index tracing_of_file on cases.tracing (file_id, opened_on);

-- A return home, within the country or across a border: no departure without written acceptance, arrival confirmed within 72 h (T14).
create table cases.homecoming (
    id                uuid constraint homecoming_pk primary key,
    file_id           uuid not null constraint homecoming_file references cases.case_file,
    to_country        text not null,
    cross_border      boolean not null,
    travel_mode       text constraint homecoming_mode check (travel_mode in ('ROAD', 'AIR', 'RAIL', 'BOAT', 'FOOT')),
    state             text not null constraint homecoming_state check (state in ('PLANNED', 'ACCEPTED', 'SUSPENDED', 'DEPARTED', 'ARRIVED', 'CANCELLED')),
    accepted_by       text,
    accepted_on       date,
    departed_on       date,
    arrival_confirmed_at timestamptz,
    suspended_reason  text,
    sealed            bytea not null,
    recorded_by       uuid not null,
    version           int not null default 1,
    constraint homecoming_acceptance check (not cross_border or departed_on is null or accepted_on is not null),
    constraint homecoming_order check (accepted_on is null or departed_on is null or accepted_on <= departed_on));
create index homecoming_of_file on cases.homecoming (file_id, departed_on);

-- ---------- the end, and the way back --------------------------------------------------------------------------------
create table cases.closure (
    id           uuid constraint closure_pk primary key,
    file_id      uuid not null constraint closure_file references cases.case_file,
    code         text not null constraint closure_code check (code in
                     ('GOALS_MET', 'DEATH', 'TURNED_18', 'TRANSFERRED', 'REPATRIATED', 'OTHER')),
    requested_by uuid not null,
    requested_at timestamptz not null,
    criteria     text[] not null default '{}',                         -- codes met when it was asked
    unmet        text[] not null default '{}',
    decided_by   uuid,
    decided_at   timestamptz,
    decision     text constraint closure_decision check (decision in ('CLOSED', 'RETURNED')),
    sealed       bytea not null,                                       -- views of child and caregiver, whom to call, reasons
    constraint closure_decided_by_another check (decided_by is distinct from requested_by));
create index closure_of_file on cases.closure (file_id, requested_at);
create table cases.reopening (
    id        uuid constraint reopening_pk primary key,
    file_id   uuid not null constraint reopening_file references cases.case_file,
    asked_by  uuid not null,
    asked_at  timestamptz not null,
    decided_by uuid,
    decided_at timestamptz,
    granted   boolean,
    sealed    bytea not null);
create index reopening_of_file on cases.reopening (file_id, asked_at);

create table cases.search_step (
    id          uuid constraint search_step_pk primary key,
    file_id     uuid not null constraint search_step_file references cases.case_file,
    step        text not null constraint search_step_known check (step in ('FLAGGED', 'PHONE', 'HOME_VISIT', 'SCHOOL_OR_WORK', 'COMMUNITY', 'AUTHORITY', 'PARTNER', 'SUPERVISOR_REVIEW', 'FOUND')),
    at          timestamptz not null,
    sealed      bytea not null,
    recorded_by uuid not null);
create index search_step_of_file on cases.search_step (file_id, at);

-- ---------- who sees what ------------------------------------------------------------------------------------------------
call access.protect('cases.case_file', 'id', 256, 'akoma_protection');
drop policy added_akoma_protection on cases.case_file;                 -- the grants exist, the row does not yet
create policy added on cases.case_file for insert to akoma_protection
    with check (registered_by = (select access.actor()) and access.sees(id, 256, true));
call access.protect('cases.turn', 'file_id', 256, 'akoma_protection');
call access.protect('cases.identity', 'file_id', 1, 'akoma_protection');
call access.protect('cases.name_token', 'file_id', 1, 'akoma_protection');
call access.protect('cases.family', 'file_id', 2, 'akoma_protection');
call access.protect('cases.exploitation', 'file_id', 4, 'akoma_protection');
call access.protect('cases.consent', 'file_id', 2, 'akoma_protection');
call access.protect('cases.guardian', 'file_id', 2, 'akoma_protection');
call access.protect('cases.medical', 'file_id', 8, 'akoma_protection');
call access.protect('cases.note', 'file_id', 128, 'akoma_protection');
call access.protect('cases.assessment', 'file_id', 128, 'akoma_protection');
call access.protect('cases.best_interests', 'file_id', 128, 'akoma_protection');
call access.protect('cases.plan', 'file_id', 32, 'akoma_protection');
call access.protect('cases.plan_goal', 'file_id', 32, 'akoma_protection');
call access.protect('cases.placement', 'file_id', 16, 'akoma_protection');
call access.protect('cases.tracing', 'file_id', 2, 'akoma_protection');
call access.protect('cases.homecoming', 'file_id', 16, 'akoma_protection');
call access.protect('cases.closure', 'file_id', 256, 'akoma_protection');
call access.protect('cases.reopening', 'file_id', 256, 'akoma_protection');
call access.protect('cases.search_step', 'file_id', 64, 'akoma_protection');
alter table cases.shelter_location enable row level security;
create policy seen on cases.shelter_location for select to akoma_protection
    using (shelter_id = any ((select access.grantees())::uuid[])
           or exists (select from cases.placement p where p.shelter_id = shelter_location.shelter_id));
create policy made on cases.shelter_location for insert to akoma_protection with check (true);
create policy moved on cases.shelter_location for update to akoma_protection using (shelter_id = any ((select access.grantees())::uuid[]));

grant usage on schema cases to akoma_protection;
grant select, insert, update on all tables in schema cases to akoma_protection;
revoke update on cases.turn, cases.note, cases.medical, cases.search_step from akoma_protection;
grant delete on cases.name_token to akoma_protection;
create sequence cases.file_number;
-- Codes are given by the system, never typed; a code that an import brought along is passed over.
create function cases.next_code() returns text language plpgsql security definer set search_path = pg_catalog as $$
declare given text; n bigint;
begin
    loop
        n := nextval('cases.file_number');
        given := 'AK-' || case when n < 1000 then to_char(n, 'FM000') else n::text end;
        exit when not exists (select from cases.case_file f where f.code = given);
    end loop;
    return given;
end $$;
-- Could this child have a file already? Sees all files, tells only a code and a score; each call is journalled by the application.
create function cases.alike(pairs bigint[], parts bigint[], at_least int) returns table (code text, score bigint)
stable language sql security definer set search_path = pg_catalog as $$
    select f.code, s.score from (select distinct t.file_id from cases.name_token t where t.token = any (pairs)) c
     cross join lateral (select count(*) as score from cases.name_token t where t.file_id = c.file_id and t.token = any (parts)) s
      join cases.case_file f on f.id = c.file_id where s.score >= at_least order by s.score desc, f.code limit 20 $$;
-- For break-glass only: which file has this code.
create function cases.file_of_code(wanted text) returns uuid stable language sql security definer set search_path = pg_catalog as $$
    select f.id from cases.case_file f where f.code = wanted and (session_user <> 'akoma_protection' or access.actor() is not null) $$;
-- Has this row of an imported file become a file already?
create function cases.known_sources(digests bytea[]) returns setof bytea stable language sql security definer set search_path = pg_catalog as $$
    select f.source_digest from cases.case_file f where f.source_digest = any (digests) $$;
-- Which of these codes are files that the importer sees? A child of theirs has no second one because a list came back.
create function cases.known_codes(codes text[]) returns setof text stable language plpgsql security definer set search_path = pg_catalog as $$
begin
    return query select f.code from cases.case_file f where f.code = any (codes) and access.sees(f.id, 256, false);
end $$;
-- Counts for the project's figures: no child, no place.
create function cases.report_shelters(day date) returns table (code text, country text, occupied bigint, capacity int)
stable language sql security definer set search_path = pg_catalog as $$
    select s.code, s.country, cases.occupied(s.id, day), s.capacity from cases.shelter s order by s.code $$;
revoke execute on all functions in schema cases from public;
grant execute on function cases.next_code, cases.alike, cases.file_of_code, cases.known_sources, cases.known_codes, cases.occupied to akoma_protection;
grant usage on schema cases to akoma_publication;
grant execute on function cases.report_shelters to akoma_publication;
