-- No function of the house is anybody's to call: each is granted to the logins that need it.
alter default privileges revoke execute on functions from public;
grant usage on schema access to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration, akoma_jobs;

-- ---------- who is acting: what access.enter settled for this transaction ----------------------------------------------
-- In one function with one question: 5 instead of 15 microseconds, asked once for each table of a statement.
create function access.is_sealed() returns boolean stable parallel restricted
language plpgsql security definer set search_path = pg_catalog as $$
declare secret bytea;
begin
    select e.seal_key into secret from access.entrance e;
    return current_setting('akoma.seal', true) = encode(sha256(secret || int4send(pg_backend_pid()) || timestamptz_send(now()) || convert_to(concat_ws('|',
               coalesce(current_setting('akoma.actor', true), ''), coalesce(current_setting('akoma.grantees', true), ''),
               coalesce(current_setting('akoma.holders', true), ''), coalesce(current_setting('akoma.ceilings', true), ''),
               coalesce(current_setting('akoma.writings', true), ''), coalesce(current_setting('akoma.everywhere', true), ''),
               coalesce(current_setting('akoma.moment', true), ''), coalesce(current_setting('akoma.reads', true), '')), 'UTF8')), 'hex');
end $$;
revoke execute on function access.is_sealed from public;
grant execute on function access.is_sealed to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;

-- Plain SQL, inlined; '' (a pooled connection after commit) reads as nobody.
-- Without its seal a setting is nobody's. The moment and the ceilings carry none of their own: they are never asked without one of the others.
create function access.actor() returns uuid stable language sql as $$
    select case when access.is_sealed() then nullif(current_setting('akoma.actor', true), '')::uuid end $$;
create function access.moment()     returns timestamptz stable language sql as $$ select nullif(current_setting('akoma.moment', true), '')::timestamptz $$;
create function access.grantees() returns uuid[] stable language sql as $$
    select case when access.is_sealed() then nullif(current_setting('akoma.grantees', true), '')::uuid[] end $$;
create function access.everywhere() returns int stable language sql as $$
    select case when coalesce(current_setting('akoma.everywhere', true), '') in ('', '0') then 0
                when access.is_sealed() then current_setting('akoma.everywhere', true)::int else 0 end $$;
revoke execute on function access.actor, access.moment, access.grantees, access.everywhere from public;
grant execute on function access.actor, access.moment, access.grantees, access.everywhere to akoma_protection, akoma_enforcement, akoma_custody,
    akoma_administration;

create function access.holders() returns uuid[] stable language sql as $$
    select case when access.is_sealed() then nullif(current_setting('akoma.holders', true), '')::uuid[] end $$;
create function access.ceilings() returns int[]  stable language sql as $$ select nullif(current_setting('akoma.ceilings', true), '')::int[] $$;
create function access.writings() returns int[]  stable language sql as $$ select nullif(current_setting('akoma.writings', true), '')::int[] $$;
revoke execute on function access.holders, access.ceilings, access.writings from public;
grant execute on function access.holders, access.ceilings, access.writings to akoma_protection, akoma_enforcement, akoma_custody,
    akoma_administration;

-- ---------- structures, people and roles -------------------------------------------------------------------------------
-- Who works where, in which role, and who may see which file. Everything else in the house leans on this.
create table access.organisation (
    id          uuid constraint organisation_pk primary key,
    code        text not null constraint organisation_code unique,
    label       text not null,                                       -- the name in French, or the only one
    label_en    text,
    town        text,                                                -- of its office; never of a shelter
    kind        text not null constraint organisation_kind check (kind in
                    ('INTERGOVERNMENTAL', 'LAW_ENFORCEMENT', 'CENTRAL_GOVERNMENT', 'LOCAL_GOVERNMENT', 'NGO', 'PROVIDER', 'OTHER')),
    country     text not null constraint organisation_country check (country ~ '^[A-Z]{2}$'),
    mandate     text,
    version     int not null default 1,                              -- of its names, town, kind and country; counted by access.next_version
    desk_id     uuid not null constraint organisation_desk unique,   -- what is sent to the structure (referral, transfer) is granted to its desk
    valid_from  date not null default '-infinity',
    valid_until date not null default 'infinity',                    -- the first day on which it no longer exists
    constraint organisation_life check (valid_from < valid_until));
-- Of a structure only these change: its kind, on which the answer of an authority hangs, no longer once it has been used (access.keep_kind), and its
-- country no longer once a child's file or a shelter relies on it (access.keep_country).
alter table access.organisation enable row level security;
create policy everybody on access.organisation for select to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration using (true);
create policy made on access.organisation for insert to akoma_administration with check (true);  -- by whom: access.asks_role
grant select on access.organisation to akoma_protection, akoma_enforcement, akoma_custody;
grant update (label, label_en, town) on access.organisation to akoma_protection;
grant select, insert, update (label, label_en, town, kind, country, valid_until) on access.organisation to akoma_administration;

-- Whatever a structure was when something was begun: nothing of a child's file goes to the police but by a disclosure, and each act that sends asks it.
create function access.is_police(structure uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.organisation o where o.id = structure and o.kind = 'LAW_ENFORCEMENT') $$;
-- Nothing new is agreed with, or said of, a structure that begins later or has ended.
create function access.exists_today(structure uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.organisation o where o.id = structure
                      and (access.moment() at time zone 'UTC')::date >= o.valid_from and (access.moment() at time zone 'UTC')::date < o.valid_until) $$;
-- In a structure of law enforcement work people of the police side and administrators of their accounts alone (access.administers_there): who cares for children or watches over what is said of them
-- (files, payments, samples, disclosures) is of another one. Every rule about who works where asks this.
create function access.works_there(side text, structure uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select side in ('akoma_enforcement', 'akoma_administration') or not access.is_police(structure) $$;
-- An administrator in a structure of law enforcement keeps the accounts of the police alone: who keeps others reads who works in the care side and where its
-- shelters are.
create function access.administers_there(role text, side text, structure uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select role <> 'SYSTEM_ADMINISTRATOR' or side is not distinct from 'POLICE' or not access.is_police(structure) $$;
create function access.no_care_in_police() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not access.works_there(new.compartment, new.organisation_id) then
        raise exception 'access.care-in-police' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
-- The other way too: an officer who works for a structure that cares for children would read by it what the police do not (its lost devices, who sees whom).
-- Held for everybody who acts; what the owner of the tables imports comes as it was told.
create function access.is_of_police(role text) returns boolean immutable language sql set search_path = pg_catalog as $$
    select role in ('LE_OFFICER', 'LE_COORDINATOR') $$;
create function access.no_police_in_care() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if access.actor() is not null and (access.is_of_police(new.role) and not access.is_police(new.organisation_id)
           or not access.administers_there(new.role, new.side, new.organisation_id)) then
        raise exception 'access.care-in-police' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create function access.stays_in_police() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if access.actor() is not null and (not access.is_police(new.organisation_id) and access.serves_as_police(new.id)
           or access.administers_elsewhere(new.id, new.organisation_id)) then
        raise exception 'access.care-in-police' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
revoke execute on function access.is_police, access.exists_today, access.works_there, access.administers_there, access.no_care_in_police, access.is_of_police, access.no_police_in_care,
    access.stays_in_police from public;
grant execute on function access.is_police to akoma_protection, akoma_custody;
grant execute on function access.administers_there to akoma_protection, akoma_custody, akoma_administration;
grant execute on function access.works_there to akoma_protection, akoma_custody, akoma_administration;

create table access.organisation_successor (
    organisation_id uuid not null constraint successor_of references access.organisation,
    successor_id    uuid not null constraint successor_is references access.organisation,
    constraint organisation_successor_pk primary key (organisation_id, successor_id),
    constraint successor_is_another check (organisation_id <> successor_id));
grant select on access.organisation_successor to akoma_protection, akoma_enforcement, akoma_custody;
grant select, insert on access.organisation_successor to akoma_administration;

-- A person lives in one compartment for ever: the composite key below makes it impossible to hold a police and a care role.
create table access.person (
    id                  uuid constraint person_pk primary key,
    code                text not null constraint person_code unique constraint person_code_form check (code ~ '^[a-z0-9][a-z0-9._-]{1,39}$'),
    organisation_id     uuid not null constraint person_organisation references access.organisation,
    compartment         text not null constraint person_compartment check (compartment in
                            ('akoma_enforcement', 'akoma_protection', 'akoma_custody', 'akoma_administration')),
    language            text not null default 'fr' constraint person_language check (language in ('fr', 'en')),
    contract_from       date not null default '-infinity',
    contract_until      date not null default 'infinity',
    conduct_accepted_at timestamptz,
    supervisor_id       uuid constraint person_supervisor references access.person,
    made_by             uuid,
    version             int not null default 1,
    contract_ended_by   uuid,
    contract_ended_at   timestamptz,
    constraint person_one_compartment unique (id, compartment));
create trigger no_care_in_police before insert or update of organisation_id on access.person for each row execute function access.no_care_in_police();
create index person_of_organisation on access.person (organisation_id);
create index person_of_supervisor on access.person (supervisor_id) where supervisor_id is not null;
alter table access.person enable row level security;
create policy own_side on access.person for select to akoma_protection, akoma_enforcement using (compartment = session_user);
create policy custodian on access.person for select to akoma_protection using (compartment in ('akoma_custody', 'akoma_administration'));
create policy myself on access.person for update to akoma_protection, akoma_enforcement, akoma_custody using (id = (select access.actor()));
-- What the login of the data protection officer reads, it reads for one who is inside: its password alone shows neither who sees which child, nor who
-- opened a file in an emergency, nor who works in the house.
create policy everyone on access.person for select to akoma_custody using ((select access.actor()) is not null);
create policy house on access.person for select to akoma_administration using (true);   -- the outbox asks it for nobody
grant select, update (language, conduct_accepted_at) on access.person to akoma_protection, akoma_enforcement, akoma_custody;
grant select, insert, update (language, contract_until, conduct_accepted_at, version) on access.person to akoma_administration;

create table access.person_role (
    id              uuid constraint person_role_pk primary key,
    person_id       uuid not null,
    compartment     text not null,
    organisation_id uuid not null constraint person_role_organisation references access.organisation,
    role            text not null,
    unit_id         uuid,                                            -- the shelter that a shelter manager runs
    reach           text not null constraint person_role_reach check (reach in ('OWN', 'DESK', 'ORGANISATION')),
    valid_from      timestamptz not null,
    valid_until     timestamptz not null default 'infinity',
    given_by        uuid,                                            -- null: made with the house itself
    approved_by     uuid,                                            -- null: waits for a second person
    approved_at     timestamptz,
    ended_by        uuid,
    ended_at        timestamptz,
    side            text constraint person_role_side check (side in ('CARE', 'POLICE')),   -- whose accounts an administrator keeps; null: all
    constraint person_role_side_kept check (side is null or role = 'SYSTEM_ADMINISTRATOR'),
    constraint person_role_person foreign key (person_id, compartment) references access.person (id, compartment),
    constraint person_role_compartment check (compartment = case
        when role in ('LE_OFFICER', 'LE_COORDINATOR', 'TRAINING_COORDINATOR') then 'akoma_enforcement'
        when role in ('CASE_WORKER', 'CASE_SUPERVISOR', 'SHELTER_MANAGER', 'PROVIDER', 'PROJECT_MANAGER', 'FINANCE_OFFICER',
                      'EVALUATOR', 'MINISTRY_OFFICER', 'OBSERVER') then 'akoma_protection'
        when role = 'DATA_PROTECTION_OFFICER' then 'akoma_custody'
        when role = 'SYSTEM_ADMINISTRATOR' then 'akoma_administration' end),
    constraint person_role_known check (role in ('LE_OFFICER', 'LE_COORDINATOR', 'TRAINING_COORDINATOR', 'CASE_WORKER', 'CASE_SUPERVISOR',
        'SHELTER_MANAGER', 'PROVIDER', 'PROJECT_MANAGER', 'FINANCE_OFFICER', 'EVALUATOR', 'MINISTRY_OFFICER', 'OBSERVER',
        'DATA_PROTECTION_OFFICER', 'SYSTEM_ADMINISTRATOR')),
    constraint person_role_not_to_oneself check (given_by is distinct from person_id and approved_by is distinct from person_id),
    constraint person_role_two_persons check (approved_by is null or given_by is null or approved_by <> given_by),
    constraint person_role_unit check (unit_id is null or role = 'SHELTER_MANAGER'));
-- A role is asked for and held once: of two, the end of one would leave the other. An end is written when it comes.
create unique index person_role_once on access.person_role (person_id, role, organisation_id, coalesce(unit_id, '00000000-0000-0000-0000-000000000000'), coalesce(side, ''))
    where valid_until = 'infinity';
-- Asked for, and again when it is approved.
create trigger no_care_in_police before insert or update of organisation_id, approved_at on access.person_role for each row execute function access.no_care_in_police();
create trigger no_police_in_care before insert or update of organisation_id, approved_at, side on access.person_role for each row execute function access.no_police_in_care();
create function access.serves_as_police(person uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person_role r where r.person_id = person and access.is_of_police(r.role) and r.valid_until > access.moment()) $$;
-- The same of an administrator, also of a role that waits: whose accounts they keep there.
create function access.administers_elsewhere(person uuid, structure uuid) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person_role r where r.person_id = person and r.valid_until > access.moment()
                      and not access.administers_there(r.role, r.side, structure)) $$;
revoke execute on function access.serves_as_police, access.administers_elsewhere from public;
create trigger stays_in_police before update of organisation_id on access.person for each row
    when (new.organisation_id <> old.organisation_id) execute function access.stays_in_police();
create index person_role_of_person on access.person_role (person_id);
create index person_role_waiting on access.person_role (valid_from) where approved_by is null and given_by is not null;
create index person_role_of_organisation on access.person_role (organisation_id);   -- whom a structure's grant reaches
alter table access.person_role enable row level security;
create policy seen on access.person_role for select to akoma_protection, akoma_enforcement using (compartment = session_user or role = 'CASE_WORKER');
-- Who sees the accounts of officers and administrators (policy custodian on access.person) does not read that they have no role.
create policy custodian on access.person_role for select to akoma_protection using (compartment in ('akoma_custody', 'akoma_administration'));
-- A new house has two first people, made together by its owner: an administrator and a data protection officer. No role holds without a second
-- person, the first data protection officer's neither: an administrator could have made and been that officer.
create policy given on access.person_role for insert to akoma_administration
    with check (given_by = (select access.actor()) and approved_by is null and approved_at is null);
-- Whether the first visit of this session is finished: until then nobody has a right by role, and access.enter gives them no holder. Who writes another one by
-- hand breaks the seal, and is nobody.
create function access.at_work() returns boolean stable language sql as $$ select current_setting('akoma.holders', true) is distinct from '{}' $$;
grant execute on function access.at_work() to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
create function access.has_role(wanted text[]) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person_role r where access.at_work() and r.person_id = access.actor() and r.role = any (wanted) and r.compartment = session_user
                      and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()) $$;
-- Whether the actor is an administrator who keeps the accounts of these logins: of all sides, or of the one that their role names. Null: what is of no
-- side, such as structures and limits.
create function access.administers(compartment text) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.person_role r where access.at_work() and r.person_id = access.actor() and r.role = 'SYSTEM_ADMINISTRATOR'
                      and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()
                      and (r.side is null or administers.compartment = case r.side when 'POLICE' then 'akoma_enforcement' else 'akoma_protection' end)) $$;
create function access.administers_person(person uuid) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select access.administers((select p.compartment from access.person p where p.id = administers_person.person)) $$;
revoke execute on function access.administers, access.administers_person from public;
grant execute on function access.administers, access.administers_person to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
create policy made on access.person for insert to akoma_administration with check (access.administers(compartment));
create policy kept on access.person for update to akoma_administration using (id = (select access.actor()) or access.administers(compartment));
create policy ended on access.person_role for update to akoma_administration using (access.administers(compartment));
-- A side's administrator makes no administrator and no data protection officer: those are of no side.
create policy of_own_side on access.person_role as restrictive for insert to akoma_administration with check (access.administers(compartment));
create policy everyone on access.person_role for select to akoma_custody using ((select access.actor()) is not null);
create policy house on access.person_role for select to akoma_administration using (true);
grant select on access.person_role to akoma_protection, akoma_enforcement, akoma_custody;
grant select, insert, update (valid_until) on access.person_role to akoma_administration;
create policy receivers on access.person for select to akoma_enforcement                       -- a slip is handed to somebody
    using (exists (select from access.person_role r where r.person_id = person.id and r.role = 'CASE_WORKER'));

create table access.credential (
    person_id      uuid constraint credential_pk primary key constraint credential_person references access.person,
    password_hash  text not null,
    must_change    boolean not null default true,
    totp_sealed    bytea,
    totp_last      bigint not null default 0,                        -- a code opens the door once
    one_time_until timestamptz,                                      -- a password that somebody else made opens the door until then
    link_used_at   timestamptz,                                      -- the link of the invitation let somebody in: it lets nobody in again
    rest_hash      text,                                             -- of the second half of a password that two people handed over; password_hash is then the first's
    rest_awaited   boolean not null default false,                   -- nobody handed the second half over yet: the door stays shut
    totp_shown_at  timestamptz,
    totp_spent_in  xid8,
    came_at        timestamptz,                                      -- the last two times that a browser was let in
    came_before    timestamptz,
    constraint credential_rest check (not rest_awaited or rest_hash is null),
    constraint credential_one_time check (must_change or one_time_until is null));

create table access.session (
    token_hash  bytea constraint session_pk primary key,
    person_id   uuid not null constraint session_person references access.person,
    -- FEED: the secret in the address of a calendar, which opens nothing else; like every session it ends with a change of roles.
    -- JOB: opened for a person by the login of the jobs, or by the migrator while a scenario is replayed (any_moment). Its life is of the wall clock.
    kind        text not null constraint session_kind check (kind in ('BROWSER', 'TOKEN', 'FEED', 'JOB')),
    opened_at   timestamptz not null,
    used_at     timestamptz not null,
    expires_at  timestamptz not null,
    any_moment  boolean not null default false,
    id          uuid not null default gen_random_uuid() constraint session_id unique,
    scope       text not null default 'ALL' constraint session_scope check (scope in ('ALL', 'READ')),
    network     text,                                                -- where it was opened: 192.0.2.0/24, never a whole address
    device      text,                                                -- the browser and system that its request named
    password_at timestamptz,                                         -- when the person showed or chose their password in it last, after the sign-in
    factor_at   timestamptz,                                         -- when the person showed the second factor in it last, after the sign-in
    grantees    text,
    holders     text,
    ceilings    int[],
    writings    int[],
    reach_from  timestamptz,
    reach_until timestamptz,
    constraint session_job_life check (kind <> 'JOB' or expires_at <= opened_at + interval '12 hours'),
    constraint session_any_moment check (kind = 'JOB' or not any_moment),
    constraint session_scope_of_kinds check (kind in ('TOKEN', 'JOB') or scope = 'ALL'));
create index session_of_person on access.session (person_id);
create index session_expiry on access.session (expires_at);

-- Browser sessions that ended because their account was corrected: who still holds the cookie reads why, and nobody else learns anything. Kept as long as
-- the session would have run; read and written by functions alone.
create table access.corrected_session (
    token_hash  bytea constraint corrected_session_pk primary key,
    expires_at  timestamptz not null);
alter table access.corrected_session enable row level security;

-- Any change of a person's roles or contract ends their sessions, no matter who made the change and however.
-- A role or contract that is taken out of the table ends sessions like one that changes.
create function access.end_sessions() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare changed jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
begin
    if tg_table_name <> 'credential' then
        insert into access.corrected_session (token_hash, expires_at)
        select s.token_hash, s.expires_at from access.session s
         where s.person_id = coalesce(changed ->> 'person_id', changed ->> 'id')::uuid and s.kind = 'BROWSER' on conflict do nothing;
    end if;
    delete from access.session s where s.person_id = coalesce(changed ->> 'person_id', changed ->> 'id')::uuid;
    return null;
end $$;
create trigger role_gone_ends_sessions after delete on access.person_role for each row execute function access.end_sessions();
create trigger role_ends_sessions after insert or update on access.person_role for each row execute function access.end_sessions();
-- So does what would send a person back to the first steps of a visit: a password that must be changed, a second factor or a conduct taken back.
create trigger credential_ends_sessions after update of must_change, totp_sealed on access.credential for each row
    when (new.must_change and not old.must_change or new.totp_sealed is null and old.totp_sealed is not null) execute function access.end_sessions();
create trigger conduct_ends_sessions after update of conduct_accepted_at on access.person for each row
    when (new.conduct_accepted_at is null and old.conduct_accepted_at is not null) execute function access.end_sessions();
create trigger contract_ends_sessions after update of contract_from, contract_until, organisation_id on access.person for each row execute function access.end_sessions();

-- ---------- what is sealed and shared as one: a child's file, or an operation ------------------------------------
create table access.dossier (
    id          uuid constraint dossier_pk primary key,
    compartment text not null constraint dossier_compartment check (compartment in ('akoma_enforcement', 'akoma_protection')),
    opened_by   uuid not null constraint dossier_opened_by references access.person,
    opened_at   timestamptz not null);
alter table access.dossier enable row level security;
create policy opened on access.dossier for insert to akoma_protection, akoma_enforcement
    with check (opened_by = (select access.actor()) and compartment = session_user);
grant select, insert on access.dossier to akoma_protection, akoma_enforcement;

-- How far a grant reaches (trust.md 1, G1, G2, G6, G7). A grant is held by a person, a structure, a desk or a unit, and is compared with that kind;
-- a role has a ceiling for each reason, which the trigger below refuses to exceed and which access.enter lays over every grant that exists.
-- The two highest bits of the variant of an id say its kind: an id of one kind never equals an id of another.
create function access.holder(kind text, id uuid) returns uuid immutable strict parallel safe language sql as $$
    select overlay(id::text placing translate(substr(id::text, 20, 1), '0123456789abcdef', case kind
        when 'PERSON' then '89ab89ab89ab89ab' when 'ORGANISATION' then '0123012301230123'
        when 'DESK' then '4567456745674567' else 'cdefcdefcdefcdef' end) from 20 for 1)::uuid $$;
-- The place of a reason in the lists of ceilings.
create function access.way(reason text) returns smallint immutable parallel safe language sql as $$
    select (case reason when 'ASSIGNMENT' then 1 when 'OWNING_STRUCTURE' then 2 when 'SUPERVISION' then 3 when 'SHELTER_STAY' then 4 when 'REFERRAL' then 5
        when 'SAMPLE' then 6 when 'TRANSFER' then 7 when 'BREAK_GLASS' then 8 when 'SHARED' then 9 when 'OVERSIGHT' then 10 when 'OPERATION' then 11
        when 'ENROLMENT' then 12 when 'CONVERSATION' then 13 when 'DEPUTY' then 14 end)::smallint $$;

create table access.file_grant (
    id           uuid constraint file_grant_pk primary key,
    file_id      uuid constraint file_grant_file references access.dossier,  -- null: every file (project manager: STATUS only)
    grantee_kind text not null constraint file_grant_kind check (grantee_kind in ('PERSON', 'ORGANISATION', 'DESK', 'UNIT')),
    grantee      uuid not null,
    sections     int not null constraint file_grant_sections check (sections between 1 and 511),
    may_write    boolean not null,
    valid_from   timestamptz not null,
    valid_until  timestamptz not null default 'infinity',
    reason       text not null constraint file_grant_reason check (reason in ('ASSIGNMENT', 'OWNING_STRUCTURE', 'SUPERVISION', 'SHELTER_STAY',
        'REFERRAL', 'SAMPLE', 'TRANSFER', 'BREAK_GLASS', 'SHARED', 'OVERSIGHT', 'OPERATION', 'ENROLMENT', 'CONVERSATION', 'DEPUTY')),
    given_by     uuid not null,
    own          boolean generated always as (reason in ('ASSIGNMENT', 'OWNING_STRUCTURE')) stored,
    holder       uuid generated always as (access.holder(grantee_kind, grantee)) stored,
    way          smallint generated always as (access.way(reason)) stored,
    -- A deputy sees what is to be decided by a grant of its own, which ends with the decision.
    decision_id  uuid,
    -- Which kind of holder a reason may have. A school or centre that is a structure of the house sees that a child is its pupil as long as the child is
    -- enrolled there. A conversation outside a file has a dossier of its own, which is no child's file.
    constraint file_grant_kind_of_reason check (case reason
        when 'OWNING_STRUCTURE' then grantee_kind = 'ORGANISATION'
        when 'SHELTER_STAY' then grantee_kind = 'UNIT'
        when 'ENROLMENT' then grantee_kind = 'DESK'
        when 'REFERRAL' then grantee_kind in ('DESK', 'PERSON')
        when 'TRANSFER' then grantee_kind in ('DESK', 'ORGANISATION', 'PERSON')
        when 'OPERATION' then grantee_kind in ('ORGANISATION', 'PERSON')
        else grantee_kind = 'PERSON' end),
    constraint file_grant_everywhere check (file_id is not null or (reason = 'OVERSIGHT' and sections = 256 and not may_write)),
    constraint file_grant_of_deputy check ((reason = 'DEPUTY') = (decision_id is not null)));
create index file_grant_of_file    on access.file_grant (file_id, holder) include (sections, may_write, valid_from, valid_until, way);   -- all that a policy reads
create index file_grant_shared     on access.file_grant (holder, file_id) where not own;
create index file_grant_of_grantee on access.file_grant (holder, file_id);
-- What reached somebody by another way than their own work is few; a supervisor's teams are not, and have lists of their own.
create index file_grant_brought    on access.file_grant (holder, file_id) where not own and reason <> 'SUPERVISION';
create index file_grant_of_decision on access.file_grant (decision_id) where decision_id is not null;
alter table access.file_grant alter grantee set statistics 1000;
alter table access.file_grant enable row level security;
alter table access.file_grant alter holder set statistics 1000;
create policy watched on access.file_grant for select to akoma_custody using ((select access.has_role(array['DATA_PROTECTION_OFFICER'])));

-- ---------- questions about one file -----------------------------------------------------------------------------------
-- For policies that may not read file_grant themselves (recursion), and for single probes. What waits for a decision is asked by it of every login.
create function access.sees(file uuid, section int, writing boolean) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.file_grant g
                    where g.file_id = file and g.holder = any (access.holders()) and (g.may_write or not writing)
                      and g.sections & (case when writing then access.writings() else access.ceilings() end)[g.way] & section <> 0
                      and g.valid_from <= access.moment() and g.valid_until > access.moment()) $$;
create policy seen on access.dossier for select to akoma_protection, akoma_enforcement
    using (compartment = session_user and (opened_by = (select access.actor()) or access.sees(id, 511, false)));
create policy seen on access.file_grant for select to akoma_protection, akoma_enforcement
    using (holder = any ((select access.holders())::uuid[]) or access.sees(file_id, 256, false));
-- Whatever was granted to an account of the police by mistake: that a child has a file, and when it came, is read on the side of the file alone.
create function access.is_dossier_of(file uuid, side text) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.dossier d where d.id = file and d.compartment = side) $$;
revoke execute on function access.is_dossier_of from public;
grant execute on function access.is_dossier_of to akoma_enforcement;
create policy of_its_side on access.file_grant as restrictive for select to akoma_enforcement using (access.is_dossier_of(file_id, 'akoma_enforcement'));
-- As sees, but not by an emergency: what is passed on, decided or judged asks this.
create function access.keeps(file uuid, section int, writing boolean default false) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.file_grant g
                    where g.file_id = file and g.holder = any (access.holders()) and g.reason <> 'BREAK_GLASS' and (g.may_write or not writing)
                      and g.sections & (case when writing then access.writings() else access.ceilings() end)[g.way] & section <> 0
                      and g.valid_from <= access.moment() and g.valid_until > access.moment()) $$;
create policy ended on access.file_grant for update to akoma_protection, akoma_enforcement
    using (access.keeps(file_id, 256, true)) with check (access.keeps(file_id, 256, true));
-- One may always give back what one opened in an emergency.
create policy given_back on access.file_grant for update to akoma_protection
    using (reason = 'BREAK_GLASS' and grantee = (select access.actor())) with check (reason = 'BREAK_GLASS' and grantee = (select access.actor()));
-- Who came to a file only by a referral, a stay, an enrolment or a sample looks after the child without working on the case: they see whom,
-- and not how the case stands (requirements.md 9 "m"; trust.md G8). What decides is how each running grant came about, never the role.
-- Whether a running grant that came another way opens this section.
create function access.works_on(file uuid, section int) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.file_grant g
                    where g.file_id = file and g.holder = any (access.holders()) and g.sections & (access.ceilings())[g.way] & section <> 0
                      and g.reason not in ('REFERRAL', 'ENROLMENT', 'SHELTER_STAY', 'SAMPLE')
                      -- a structure that is asked to take the file over (cases.transfer_file) works on it once it accepted
                      and not (g.reason = 'TRANSFER' and g.sections = 256)
                      and g.valid_from <= access.moment() and g.valid_until > access.moment()) $$;
-- Who else can see a file is shown to who works on it; others see what was given to themselves.
create policy least on access.file_grant as restrictive for select to akoma_protection
    using (holder = any ((select access.holders())::uuid[]) or access.works_on(file_id, 256));
-- By hand one ends what was given by hand, or what ends with a stay, a referral or a school. Who works on a file changes by its functions alone.
create policy not_who_works_on_it on access.file_grant as restrictive for update to akoma_protection
    using (reason not in ('ASSIGNMENT', 'SUPERVISION', 'OWNING_STRUCTURE', 'OVERSIGHT', 'TRANSFER', 'DEPUTY'));
-- An officer takes nobody else off an operation: who coordinates it does, and who gave the access.
create policy of_coordinators on access.file_grant as restrictive for update to akoma_enforcement
    using (given_by = (select access.actor()) or (select access.has_role(array['LE_COORDINATOR'])));
-- Nor does an officer let another force in: who takes part is the coordinator's.
create policy by_coordinators on access.file_grant as restrictive for insert to akoma_enforcement
    with check (reason <> 'OPERATION' or (select access.has_role(array['LE_COORDINATOR'])));
-- An emergency access is ended by its holder, or by who judges it (access.judge_break_glass); a share by who gave it, its receiver or a supervisor: who
-- works on a file does not take away the colleague who was asked to look at it (trust.md G3, G7). What a referral gave ends with it alone
-- (referrals.end_grants).
create policy ended_by_whom on access.file_grant as restrictive for update to akoma_protection using (
    reason not in ('BREAK_GLASS', 'SHARED', 'REFERRAL')
    or reason in ('BREAK_GLASS', 'SHARED') and grantee = (select access.actor())
    or reason = 'SHARED' and (given_by = (select access.actor()) or (select access.has_role(array['CASE_SUPERVISOR']))));
-- Share no more than one keeps with the right to write; anyone who opened the file gives the first grants.
create function access.may_share(file uuid, wanted int) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.dossier d where d.id = file and d.compartment = session_user)
       and (coalesce((select wanted & ~bit_or(g.sections & (access.ceilings())[g.way]) = 0 from access.file_grant g
                       where g.file_id = file and g.holder = any (access.holders()) and g.may_write and g.reason <> 'BREAK_GLASS'
                         and g.valid_from <= access.moment() and g.valid_until > access.moment()), false)
            or (exists (select from access.dossier d where d.id = file and d.opened_by = access.actor())
                and not exists (select from access.file_grant g where g.file_id = file))) $$;
-- What a person may give by hand, each with a place of its own that says why; assignment, supervision, transfer and the owning structure come by function.
create policy given on access.file_grant for insert to akoma_protection, akoma_enforcement
    with check (given_by = (select access.actor()) and access.may_share(file_id, sections)
                and reason in ('SHARED', 'REFERRAL', 'SHELTER_STAY', 'ENROLMENT', 'OPERATION', 'CONVERSATION'));
grant select, insert, update (valid_until) on access.file_grant to akoma_protection, akoma_enforcement;
grant select on access.file_grant to akoma_custody;
create policy waiting on access.person_role for select to akoma_protection using (approved_at is null
    and exists (select from access.file_grant g where g.file_id is null and g.grantee = (select access.actor())));

-- One policy text for every table on a file; only table, column and section differ. OFFSET 0 keeps the probe a probe per row.
create procedure access.protect(tab regclass, file_column text, section int, login text) language plpgsql as $p$
declare
    held text := format($f$ exists (select from access.held g where g.file_id = %s.%I and g.%%s & %s <> 0 offset 0) $f$,
        split_part(tab::text, '.', 2), file_column, section);
    writes text := format(held, 'writes');
begin
    execute format('alter table %s enable row level security', tab);
    execute format('create policy seen_%s on %s for select to %I using ((select access.everywhere()) & %s <> 0 or %s)', login, tab, login, section, format(held, 'reads'));
    execute format('create policy added_%s on %s for insert to %I with check (%s)', login, tab, login, writes);
    execute format('create policy changed_%s on %s for update to %I using (%s)', login, tab, login, writes);
    execute format('create policy removed_%s on %s for delete to %I using (%s)', login, tab, login, writes);
end $p$;
create function access.only_shorten() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if new.valid_until > old.valid_until then raise exception 'access.grant-only-shortens' using errcode = 'insufficient_privilege'; end if;
    return new;
end $$;
create trigger only_shorten before update on access.file_grant for each row
    when (current_user in ('akoma_protection', 'akoma_enforcement')) execute function access.only_shorten();
revoke execute on function access.has_role, access.end_sessions, access.holder, access.way, access.sees, access.keeps, access.works_on,
    access.may_share, access.only_shorten from public;
revoke execute on procedure access.protect from public;
grant execute on function access.has_role, access.holder, access.way, access.sees to akoma_protection, akoma_enforcement, akoma_custody,
    akoma_administration;
grant execute on function access.keeps, access.works_on, access.may_share to akoma_protection, akoma_enforcement;

-- ---------- the matrix of requirements.md 9, as far as a file's sections go ---------------------------------------------
-- IDENTITY 1, FAMILY 2, EXPLOITATION 4, HEALTH 8, PLACEMENT 16, ASSISTANCE 32, FOLLOW_UP 64, NOTES 128, STATUS 256.
create table access.ceiling (
    role     text not null,
    reason   text not null,
    sections int not null constraint ceiling_sections check (sections between 1 and 511),
    writes   int not null constraint ceiling_writes check (writes between 0 and 511 and writes & ~sections = 0),
    constraint ceiling_pk primary key (role, reason));
insert into access.ceiling (role, reason, sections, writes) values
    ('CASE_WORKER', 'ASSIGNMENT', 511, 511), ('CASE_WORKER', 'SHARED', 511, 511), ('CASE_WORKER', 'REFERRAL', 511, 0),
    ('CASE_WORKER', 'TRANSFER', 511, 0), ('CASE_WORKER', 'BREAK_GLASS', 511, 80),                      -- 80: placement and follow-up
    ('CASE_SUPERVISOR', 'ASSIGNMENT', 511, 511), ('CASE_SUPERVISOR', 'OWNING_STRUCTURE', 511, 511), ('CASE_SUPERVISOR', 'SUPERVISION', 511, 511),
    ('CASE_SUPERVISOR', 'SHARED', 511, 511), ('CASE_SUPERVISOR', 'REFERRAL', 511, 0), ('CASE_SUPERVISOR', 'TRANSFER', 511, 0),
    ('CASE_SUPERVISOR', 'ENROLMENT', 256, 0), ('CASE_SUPERVISOR', 'DEPUTY', 511, 511), ('CASE_SUPERVISOR', 'BREAK_GLASS', 511, 80),
    ('SHELTER_MANAGER', 'SHELTER_STAY', 377, 80),                                                     -- no family, exploitation, notes
    ('PROVIDER', 'REFERRAL', 367, 0), ('PROVIDER', 'ENROLMENT', 256, 0),                              -- no placement, no plan's notes
    ('MINISTRY_OFFICER', 'REFERRAL', 511, 0), ('MINISTRY_OFFICER', 'TRANSFER', 511, 480), ('MINISTRY_OFFICER', 'ENROLMENT', 256, 0),  -- 480: plan, help, visits, state
    ('PROJECT_MANAGER', 'OVERSIGHT', 256, 0),
    ('EVALUATOR', 'SAMPLE', 480, 0),                                                                  -- no identity, family, exploitation, health, placement
    ('LE_OFFICER', 'OPERATION', 511, 511), ('LE_COORDINATOR', 'OPERATION', 511, 511);
insert into access.ceiling (role, reason, sections, writes)
    select role, 'CONVERSATION', 384, 384 from unnest(array['LE_OFFICER', 'LE_COORDINATOR', 'CASE_WORKER', 'CASE_SUPERVISOR', 'SHELTER_MANAGER', 'PROVIDER',
        'MINISTRY_OFFICER']) role;
grant select on access.ceiling to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;

-- What a kind of holder that is no person may hold at most. Who stands behind a desk or unit is masked by their own role when they enter.
create function access.ceiling_of_kind(kind text, reason text) returns int immutable language sql as $$
    select case kind when 'ORGANISATION' then case when reason in ('OWNING_STRUCTURE', 'OPERATION', 'TRANSFER') then 511 else 0 end
        when 'DESK' then case reason when 'REFERRAL' then 511 when 'TRANSFER' then 511 when 'ENROLMENT' then 256 else 0 end
        when 'UNIT' then case reason when 'SHELTER_STAY' then 377 else 0 end else 0 end $$;
-- A role that ended still names who worked on a file; what is handed over by name asks for a role that runs.
create function access.within_ceiling() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare beyond record;
begin
    select g.* into beyond from added g
     where g.reason <> 'OVERSIGHT' and not case g.grantee_kind when 'PERSON' then coalesce((
            select g.sections & ~bit_or(c.sections) = 0 and (not g.may_write or bit_or(c.writes) <> 0) from access.person_role r
              join access.ceiling c on c.role = r.role and c.reason = g.reason
             where r.person_id = g.grantee and r.approved_at is not null
               and (g.reason in ('ASSIGNMENT', 'SUPERVISION') or (r.approved_at <= g.valid_from and r.valid_from <= g.valid_from and r.valid_until > g.valid_from))), false)
        else g.sections & ~access.ceiling_of_kind(g.grantee_kind, g.reason) = 0 and (not g.may_write or g.grantee_kind = 'ORGANISATION' or g.grantee_kind = 'DESK' and g.reason = 'TRANSFER') end
     limit 1;
    if found then
        raise exception 'access.beyond-ceiling: % for %', beyond.reason, beyond.grantee_kind using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create trigger within_ceiling after insert on access.file_grant referencing new table as added
    for each statement execute function access.within_ceiling();

-- ---------- who is acting: what access.enter writes down, computed apart from it -----------------------------------------
-- Anyone who rewrites access.enter sets all five: akoma.grantees, .holders, .ceilings, .writings and .everywhere.
-- All null where the person holds no role on this login at this moment. grantees: the plain ids, for what is addressed to a desk or unit.
create function access.reach_of(person uuid, login text, moment timestamptz,
    out grantees uuid[], out holders uuid[], out ceilings int[], out writings int[], out everywhere int)
language plpgsql stable security definer set search_path = pg_catalog as $$
declare roles text[]; organisations uuid[]; desks uuid[]; units uuid[];
begin
    select array_agg(distinct r.role), coalesce(array_agg(distinct o.id) filter (where r.reach = 'ORGANISATION'), '{}'),
           coalesce(array_agg(distinct o.desk_id) filter (where r.reach in ('ORGANISATION', 'DESK')), '{}'),
           coalesce(array_agg(distinct r.unit_id) filter (where r.role = 'SHELTER_MANAGER' and r.unit_id is not null), '{}')
      into roles, organisations, desks, units
      from access.person_role r join access.organisation o on o.id = r.organisation_id join access.person p on p.id = r.person_id
     where r.person_id = reach_of.person and r.compartment = login and r.approved_at <= moment
       -- who is of the police holds no grant on the care side, however their account came about: they do not even enter
       and access.works_there(login, p.organisation_id) and access.works_there(login, r.organisation_id)
       and access.administers_there(r.role, r.side, p.organisation_id) and access.administers_there(r.role, r.side, r.organisation_id)
       and r.valid_from <= moment and r.valid_until > moment
       and p.contract_from <= (moment at time zone 'UTC')::date and p.contract_until > (moment at time zone 'UTC')::date
    having count(*) > 0;
    if roles is null then return; end if;
    grantees := organisations || desks || units || person;
    holders := array(select access.holder('ORGANISATION', x) from unnest(organisations) x) || array(select access.holder('DESK', x) from unnest(desks) x)
               || array(select access.holder('UNIT', x) from unnest(units) x) || access.holder('PERSON', person);
    select array_agg(x.reads order by x.way), array_agg(x.writes order by x.way) into ceilings, writings from (
        select w.way, coalesce(bit_or(c.sections), 0) as reads, coalesce(bit_or(c.writes), 0) as writes
          from generate_series(1, 14) w(way) left join access.ceiling c on access.way(c.reason) = w.way and c.role = any (roles) group by w.way) x;
    select coalesce(bit_or(g.sections & ceilings[g.way]), 0) into everywhere from access.file_grant g
     where g.file_id is null and g.holder = any (holders) and g.valid_from <= moment and g.valid_until > moment;
end $$;
-- Whether somebody could write this child's follow-up at that moment other than by an emergency: only then is what they wrote the word of another person.
-- That they read another corner of the file beside their emergency makes it none.
create function access.kept_at(who uuid, file uuid, at timestamptz) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.reach_of(who, 'akoma_protection', kept_at.at) r join access.file_grant g on g.holder = any (r.holders)
                    where g.file_id = kept_at.file and g.reason <> 'BREAK_GLASS' and g.may_write and g.sections & r.writings[g.way] & 64 <> 0
                      and g.valid_from <= kept_at.at and g.valid_until > kept_at.at) $$;
-- Whether an emergency access of the actor runs on this file.
create function access.in_emergency(file uuid) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.file_grant g where g.file_id = file and g.holder = access.actor() and g.reason = 'BREAK_GLASS'
                      and g.valid_from <= access.moment() and g.valid_until > access.moment()) $$;
-- Whether the actor came to this file only as a receiver, a school, a shelter or by a sample: then the least is shown, whatever the role.
create function access.is_least(file uuid) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select coalesce(bool_and(g.reason in ('REFERRAL', 'ENROLMENT', 'SHELTER_STAY', 'SAMPLE')), false) from access.file_grant g
     where g.file_id = file and g.holder = any (access.holders()) and g.sections & (access.ceilings())[g.way] <> 0
       and g.valid_from <= access.moment() and g.valid_until > access.moment() $$;

-- The running grants of the actor, with what each lets read and write under the ceilings of the actor's roles; least: its holder looks after the
-- child without working on the case. A policy asks this one view:
-- it reads as its owner, so the policies of file_grant are not planned and run again inside the policy of every other table.
create view access.held as
    select g.file_id, g.reason, g.own, g.valid_from, g.may_write, g.sections & ((select access.ceilings())::int[])[g.way] as reads,
           case when g.may_write then g.sections & ((select access.writings())::int[])[g.way] else 0 end as writes,
           g.way in (access.way('REFERRAL'), access.way('ENROLMENT'), access.way('SHELTER_STAY'), access.way('SAMPLE')) as least
      from access.file_grant g
     -- the moment is named once: each (select …) is a node of every plan that this view is part of
     where g.holder = any ((select access.holders())::uuid[])
       and tstzrange(g.valid_from, greatest(g.valid_from, g.valid_until)) @> (select access.moment());
grant select on access.held to akoma_protection, akoma_enforcement, akoma_custody;
revoke execute on function access.ceiling_of_kind, access.within_ceiling, access.reach_of, access.kept_at, access.in_emergency, access.is_least from
    public;
grant execute on function access.in_emergency, access.is_least to akoma_protection, akoma_enforcement;

-- ---------- a session proves who enters --------------------------------------------------------------------------------
-- Who enters is proved by a session, never said by an id; and what enter() found out cannot be changed by hand afterwards (trust.md G6).
-- ---------- the entrance: one row that only the owner reads -----------------------------------------------------
-- any_moment: a demo or a test, in which time is not the wall clock's. Only the migrator can set it, and `serve` never does.
create table access.entrance (
    one        boolean constraint entrance_pk primary key default true constraint entrance_is_one check (one),
    seal_key   bytea not null default uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()),
    any_moment boolean not null default false);
insert into access.entrance default values;

-- The login of the jobs opens a session only for the house's rounds: of the care side, for reading, for ten minutes. The owner opens one for a
-- command of the operator (an import, an export), in the name of any person, and at any moment.
create function access.open_job(person uuid, token bytea) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare by_owner boolean := session_user = current_user;
begin
    delete from access.session s where s.kind = 'JOB' and s.expires_at <= now();
    if not by_owner and not (exists (select from access.person p where p.id = open_job.person and p.compartment = 'akoma_protection')
                             and access.round_comes_to(person)) then
        raise exception 'access.not-for-a-round' using errcode = 'insufficient_privilege';
    end if;
    insert into access.session (token_hash, person_id, kind, scope, opened_at, used_at, expires_at, any_moment)
    values (token, person, 'JOB', case when by_owner then 'ALL' else 'READ' end, now(), now(),
            now() + case when by_owner then interval '12 hours' else interval '10 minutes' end, by_owner);
end $$;

-- ---------- entering -------------------------------------------------------------------------------------------------------
-- access.reach_of says what a person's grants may be addressed to, and how far, by the roles that hold at this moment on this login.
-- What enter() settles, bound by a seal to this connection and this transaction: a setting that anybody may write is believed only with its seal.
-- A session that only reads changes nothing, whatever the application would let through: a token for reading, and what the house opens for its
-- rounds. What reading itself leaves behind (the journal, the use of a session) is written all the same.
-- The mark is under the seal like all that enter() settles: taking it away by hand makes the actor nobody.
create function access.seal() returns text stable parallel restricted language sql security definer set search_path = pg_catalog as $$
    select encode(sha256(h.seal_key || int4send(pg_backend_pid()) || timestamptz_send(now()) || convert_to(concat_ws('|',
               coalesce(current_setting('akoma.actor', true), ''), coalesce(current_setting('akoma.grantees', true), ''),
               coalesce(current_setting('akoma.holders', true), ''), coalesce(current_setting('akoma.ceilings', true), ''),
               coalesce(current_setting('akoma.writings', true), ''), coalesce(current_setting('akoma.everywhere', true), ''),
               coalesce(current_setting('akoma.moment', true), ''), coalesce(current_setting('akoma.reads', true), '')), 'UTF8')), 'hex')
      from access.entrance h $$;

-- Whether a command of the operator acts, as the import of what another system tells: no request of a person does.
create function access.by_command() returns boolean stable language sql as $$
    select access.actor() is not null and current_setting('akoma.reads', true) = 'COMMAND' $$;

-- For the owner's functions alone.
create function access.become(actor uuid, grantees text, everywhere int, moment timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform set_config('akoma.actor', actor::text, true), set_config('akoma.grantees', grantees, true),
            set_config('akoma.everywhere', everywhere::text, true),
            set_config('akoma.moment', to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.USZ'), true);
    perform set_config('akoma.seal', access.seal(), true);
end $$;
create function access.leave() returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform set_config('akoma.actor', '', true), set_config('akoma.grantees', '', true), set_config('akoma.holders', '', true),
            set_config('akoma.ceilings', '', true), set_config('akoma.writings', '', true), set_config('akoma.everywhere', '', true),
            set_config('akoma.moment', '', true), set_config('akoma.reads', '', true), set_config('akoma.seal', '', true);
end $$;

create function access.idle(kind text) returns interval immutable language sql as $$
    select case kind when 'BROWSER' then interval '1 hour' when 'TOKEN' then interval '12 hours' else interval '400 days' end $$;

-- A moment is the transaction's own, within two minutes of the database's clock. In a demo and a test it is any.
create function access.is_now(moment timestamptz) returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select moment between now() - interval '2 minutes' and now() + interval '2 minutes' or (select h.any_moment from access.entrance h) $$;
create function access.enter(token bytea, moment timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare s access.session; reach record; overall int;
begin
    select * into s from access.session o
     where o.token_hash = token and o.kind <> 'FEED' and case when o.kind = 'JOB' then o.expires_at > now()
                                         else o.expires_at > moment and o.used_at > moment - access.idle(o.kind) end
       and exists (select from access.person p where p.id = o.person_id and p.compartment = session_user);
    if not found then raise exception 'access.session-ended' using errcode = 'insufficient_privilege'; end if;
    if not s.any_moment and not access.is_now(moment) then
        raise exception 'access.not-now' using errcode = 'insufficient_privilege', hint = 'The clocks of the application and of the database differ.';
    end if;
    if s.holders is null or moment < s.reach_from or moment >= s.reach_until then
        select * into reach from access.reach_of(s.person_id, session_user, moment);
        if reach.holders is null then raise exception 'access.no-role' using errcode = 'insufficient_privilege'; end if;
        s.grantees := reach.grantees::text;
        s.holders := reach.holders::text;
        s.ceilings := reach.ceilings;
        s.writings := reach.writings;
        overall := reach.everywhere;
    else
        overall := access.everywhere_of(s.holders::uuid[], s.ceilings, moment);
    end if;
    -- Who has not finished their first visit opens no file: anyone who set their one-time password knows it, and they have not accepted the code of conduct.
    if s.kind in ('BROWSER', 'TOKEN') and exists (select from access.person p left join access.credential c on c.person_id = p.id
                                                   where p.id = s.person_id and (p.conduct_accepted_at is null or c.must_change)) then
        s.grantees := '{}';
        s.holders := '{}';
        s.ceilings := array(select 0 from unnest(s.ceilings));
        s.writings := array(select 0 from unnest(s.writings));
        overall := 0;
    end if;
    -- A round counts what is due and asks nobody's name: its session opens no section IDENTITY (1).
    if s.kind = 'JOB' and s.scope = 'READ' then
        s.ceilings := array(select x.reads & ~1 from unnest(s.ceilings) with ordinality x(reads, way) order by x.way);
        overall := overall & ~1;
    end if;
    perform set_config('akoma.actor', s.person_id::text, true), set_config('akoma.grantees', s.grantees, true),
            set_config('akoma.holders', s.holders, true), set_config('akoma.ceilings', s.ceilings::text, true),
            set_config('akoma.writings', s.writings::text, true), set_config('akoma.everywhere', overall::text, true),
            set_config('akoma.moment', to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.USZ'), true),
            set_config('akoma.reads', case when s.scope = 'READ' then '1' when s.kind = 'JOB' then 'COMMAND' else '' end, true);
    perform set_config('akoma.seal', access.seal(), true);
end $$;
revoke execute on function access.open_job, access.by_command, access.seal, access.become, access.leave, access.idle, access.is_now, access.enter from public;
grant execute on function access.open_job to akoma_jobs;
grant execute on function access.by_command to akoma_protection;
grant execute on function access.enter to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;

-- ---------- a session knows its reach ----------------------------------------------------------------------------------
-- What a person's roles reach is worked out when their session begins and kept with it. A role or contract that changes ends the session; one that
-- begins or ends by the calendar is known beforehand, so that from then on each entering works it out anew. Grants are never kept.
create function access.keep_reach() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare reach record;
begin
    select r.* into reach from access.person p, access.reach_of(p.id, p.compartment, new.opened_at) r where p.id = new.person_id;
    new.grantees := reach.grantees::text;
    new.holders := reach.holders::text;
    new.ceilings := reach.ceilings;
    new.writings := reach.writings;
    new.reach_from := new.opened_at;
    new.reach_until := coalesce((
        select min(t.at) from (
            select unnest(array[r.approved_at, r.valid_from, r.valid_until]) as at from access.person_role r where r.person_id = new.person_id
            union all
            select unnest(array[p.contract_from, p.contract_until])::timestamp at time zone 'UTC' from access.person p where p.id = new.person_id) t
         where t.at > new.opened_at), 'infinity');
    return new;
end $$;
create trigger keep_reach before insert on access.session for each row execute function access.keep_reach();

-- What the holders see of every file, by grants that name none (oversight).
-- Asked at each entering, so its plan is kept.
create function access.everywhere_of(holders uuid[], ceilings int[], moment timestamptz) returns int
stable language sql security definer set search_path = pg_catalog set plan_cache_mode = force_generic_plan as $$
    select coalesce(bit_or(g.sections & ceilings[g.way]), 0) from access.file_grant g
     where g.file_id is null and g.holder = any (holders) and g.valid_from <= moment and g.valid_until > moment $$;
-- The statements that follow in this transaction use the plans that the connection has kept (the application's KeptPlans says which may).
create function access.keep_plans() returns boolean language plpgsql security definer set search_path = pg_catalog as $$
begin
    perform set_config('plan_cache_mode', 'force_generic_plan', true);
    return true;
end $$;
revoke execute on function access.keep_reach, access.everywhere_of, access.keep_plans from public;
grant execute on function access.keep_plans to akoma_protection;

-- ---------- reading sessions and rounds --------------------------------------------------------------------------------
-- A statement of a session that reads ends here, also inside the owner's functions.
-- What leaves is counted for it as for any other: the count is a trace of reading, as the journal is, and only its function writes it.
create function access.refuse_reading_sessions() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if current_setting('akoma.reads', true) = '1' and tg_table_schema || '.' || tg_table_name <> 'access.exported_lines' then
        raise exception 'access.session-reads-only' using errcode = 'insufficient_privilege';
    end if;
    -- Who has not finished their first visit finishes it, and writes nothing else: no decision, no agreement, no step of a complaint.
    if current_setting('akoma.holders', true) = '{}' and access.actor() is not null and pg_trigger_depth() = 1   -- what follows from finishing it is written
       and tg_table_schema || '.' || tg_table_name not in ('access.person', 'access.credential', 'access.session', 'access.exported_lines')
       and tg_table_schema <> 'notices' then
        raise exception 'access.first-visit-unfinished' using errcode = 'insufficient_privilege';
    end if;
    if current_user in ('akoma_protection', 'akoma_enforcement', 'akoma_custody', 'akoma_administration') and access.actor() is null
       and tg_table_schema || '.' || tg_table_name not in ('tasks.round', 'notices.bell', 'notices.outbox') then
        raise exception 'access.nobody' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
-- On every table that is not the trace of reading itself. Called after the migrations of every start, so that no room can forget its tables.
create procedure access.guard_against_reading_sessions() language plpgsql as $p$
declare tab regclass;
begin
    for tab in select c.oid from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p') and not c.relispartition and pg_catalog.pg_get_userbyid(c.relowner) = current_user
                  and n.nspname not in ('journal', 'vault', 'akoma_history', 'public') and n.nspname !~ '^pg_'
                  and c.oid not in ('access.session'::regclass, 'access.attempt'::regclass)
                  and not exists (select from pg_catalog.pg_trigger t where t.tgrelid = c.oid and t.tgname = 'refuse_reading_sessions')
    loop
        execute format('create trigger refuse_reading_sessions before insert or update or delete or truncate on %s
                        for each statement execute function access.refuse_reading_sessions()', tab);
    end loop;
end $p$;

-- A round looks once at each person. Its login opens sessions only while a round is under way (tasks.round, which another login writes), and three a day
-- for one person, for a round that was taken up again after a crash: with its password alone nobody reads as anybody they like at any hour.
create table access.round_session (
    person_id uuid not null constraint round_session_person references access.person,
    day       date not null,
    opened    int not null,
    constraint round_session_pk primary key (person_id, day));
alter table access.round_session enable row level security;
create function access.round_comes_to(person uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare today date := (now() at time zone 'UTC')::date; times int;
begin
    if (select e.any_moment from access.entrance e) then return true; end if;         -- the time of a demo is not that of the wall
    if not exists (select from tasks.round r where r.ended_at is null and r.claimed_until > now() - interval '2 minutes') then return false; end if;
    delete from access.round_session r where r.day < today;
    insert into access.round_session as r values (round_comes_to.person, today, 1)
        on conflict (person_id, day) do update set opened = r.opened + 1 returning r.opened into times;
    return times <= 3;
end $$;
revoke execute on function access.refuse_reading_sessions, access.round_comes_to from public;
revoke execute on procedure access.guard_against_reading_sessions from public;

-- ---------- files opened together --------------------------------------------------------------------------------------
-- Opens files for anyone who is inside, with their first grants, in one statement. What the policies ask of each row of a new file, access.may_share
-- above all, holds here for all of them by construction: the file is new (its key is), of this login's compartment, opened by the actor now, and
-- every grant is on one of these files and given by the actor. Straight inserts are judged row by row.
create function access.open(files uuid[], ids uuid[], granted uuid[], kinds text[], grantees uuid[], sections int[], writes boolean[],
                            froms timestamptz[], untils timestamptz[], reasons text[]) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if access.actor() is null or session_user not in ('akoma_protection', 'akoma_enforcement') then
        raise exception 'access.nobody' using errcode = 'insufficient_privilege';
    end if;
    if exists (select from unnest(granted) g where not coalesce(g = any (files), false)) or reasons && array['BREAK_GLASS', 'OVERSIGHT'] then
        raise exception 'access.not-a-first-grant' using errcode = 'insufficient_privilege';
    end if;
    insert into access.dossier (id, compartment, opened_by, opened_at) select f, session_user, (select access.actor()), (select access.moment()) from unnest(files) f;
    insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, valid_until, reason, given_by)
    select g.id, g.file_id, g.kind, g.grantee, g.sections, g.may_write, g.valid_from, coalesce(g.valid_until, 'infinity'), g.reason, (select access.actor())
      from unnest(ids, granted, kinds, grantees, sections, writes, froms, untils, reasons)
           as g (id, file_id, kind, grantee, sections, may_write, valid_from, valid_until, reason);
end $$;
revoke execute on function access.open from public;
grant execute on function access.open to akoma_protection, akoma_enforcement;

-- ---------- least view -------------------------------------------------------------------------------------------------
-- The people of one's own structure.
create function access.colleagues() returns setof uuid
stable language sql security definer set search_path = pg_catalog as $$
    select p.id from access.person p where p.organisation_id = (select m.organisation_id from access.person m where m.id = access.actor()) $$;
revoke execute on function access.colleagues from public;
grant execute on function access.colleagues to akoma_protection, akoma_enforcement;
