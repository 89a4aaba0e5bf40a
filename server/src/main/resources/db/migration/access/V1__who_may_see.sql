-- Who works where, in which role, and who may see which file. Everything else in the house leans on this.
create table access.organisation (
    id          uuid constraint organisation_pk primary key,
    code        text not null constraint organisation_code unique,
    label       text not null,
    kind        text not null constraint organisation_kind check (kind in
                    ('INTERGOVERNMENTAL', 'LAW_ENFORCEMENT', 'CENTRAL_GOVERNMENT', 'LOCAL_GOVERNMENT', 'NGO', 'PROVIDER', 'OTHER')),
    country     text not null constraint organisation_country check (country ~ '^[A-Z]{2}$'),
    mandate     text,
    desk_id     uuid not null constraint organisation_desk unique,   -- what is sent to the structure (referral, transfer) is granted to its desk
    valid_from  date not null default '-infinity',
    valid_until date not null default 'infinity',                    -- the first day on which it no longer exists
    constraint organisation_life check (valid_from < valid_until));

create table access.organisation_successor (
    organisation_id uuid not null constraint successor_of references access.organisation,
    successor_id    uuid not null constraint successor_is references access.organisation,
    constraint organisation_successor_pk primary key (organisation_id, successor_id),
    constraint successor_is_another check (organisation_id <> successor_id));

-- A person lives in one compartment for ever: the composite key below makes it impossible to hold a police and a care role.
create table access.person (
    id                  uuid constraint person_pk primary key,
    code                text not null constraint person_code unique constraint person_code_form check (code ~ '^[a-z0-9][a-z0-9._-]{1,39}$'),
    display_name        text,
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
    constraint person_one_compartment unique (id, compartment));
create index person_of_organisation on access.person (organisation_id);
create index person_of_supervisor on access.person (supervisor_id) where supervisor_id is not null;

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
    constraint person_role_two_persons check (approved_by is null or given_by is null or approved_by <> given_by));
create index person_role_of_person on access.person_role (person_id);
create index person_role_waiting on access.person_role (valid_from) where approved_by is null and given_by is not null;

create table access.credential (
    person_id     uuid constraint credential_pk primary key constraint credential_person references access.person,
    password_hash text not null,
    must_change   boolean not null default true,
    totp_sealed   bytea,
    totp_last     bigint not null default 0,                          -- a code opens the door once
    failed        int not null default 0,
    locked_until  timestamptz);

create table access.session (
    token_hash  bytea constraint session_pk primary key,
    person_id   uuid not null constraint session_person references access.person,
    kind        text not null constraint session_kind check (kind in ('BROWSER', 'TOKEN')),
    opened_at   timestamptz not null,
    used_at     timestamptz not null,
    expires_at  timestamptz not null);
create index session_of_person on access.session (person_id);
create index session_expiry on access.session (expires_at);

-- Any change of a person's roles or contract ends their sessions, whoever made the change and however.
create function access.end_sessions() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    delete from access.session s where s.person_id in (select changed.person from (select case when tg_table_name = 'person' then (to_jsonb(new) ->> 'id')::uuid
                                                                                    else (to_jsonb(new) ->> 'person_id')::uuid end as person) changed);
    return null;
end $$;
create trigger role_ends_sessions after insert or update on access.person_role for each row execute function access.end_sessions();
create trigger contract_ends_sessions after update of contract_from, contract_until, organisation_id on access.person for each row execute function access.end_sessions();

-- ---------- what is sealed and shared as one: a child's file, or an operation ------------------------------------
create table access.dossier (
    id          uuid constraint dossier_pk primary key,
    compartment text not null constraint dossier_compartment check (compartment in ('akoma_enforcement', 'akoma_protection')),
    opened_by   uuid not null constraint dossier_opened_by references access.person,
    opened_at   timestamptz not null);

create table access.file_grant (
    id           uuid constraint file_grant_pk primary key,
    file_id      uuid constraint file_grant_file references access.dossier,   -- null: every file (project manager: STATUS only)
    grantee_kind text not null constraint file_grant_kind check (grantee_kind in ('PERSON', 'ORGANISATION', 'DESK', 'UNIT')),
    grantee      uuid not null,
    sections     int not null constraint file_grant_sections check (sections between 1 and 511),
    may_write    boolean not null,
    valid_from   timestamptz not null,
    valid_until  timestamptz not null default 'infinity',
    reason       text not null constraint file_grant_reason check (reason in ('ASSIGNMENT', 'OWNING_STRUCTURE', 'SUPERVISION', 'SHELTER_STAY',
                     'REFERRAL', 'SAMPLE', 'TRANSFER', 'BREAK_GLASS', 'SHARED', 'OVERSIGHT', 'OPERATION')),
    given_by     uuid not null,
    own          boolean generated always as (reason in ('ASSIGNMENT', 'OWNING_STRUCTURE')) stored);
create index file_grant_of_file    on access.file_grant (file_id, grantee) include (sections, may_write, valid_from, valid_until);  -- all that the policy reads
create index file_grant_shared     on access.file_grant (grantee, file_id) where not own;
create index file_grant_of_grantee on access.file_grant (grantee, file_id);
alter table access.file_grant alter grantee set statistics 1000;

-- ---------- who is acting: once per transaction -------------------------------------------------------------------
create function access.enter(actor uuid, moment timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare grantees uuid[]; everywhere int;
begin
    select array_agg(distinct o.id) filter (where r.reach = 'ORGANISATION')
           || array_agg(distinct o.desk_id) filter (where r.reach in ('ORGANISATION', 'DESK'))
           || array_agg(distinct r.unit_id) filter (where r.unit_id is not null) || enter.actor
      into grantees
      from access.person_role r join access.organisation o on o.id = r.organisation_id join access.person p on p.id = r.person_id
     where r.person_id = enter.actor and r.compartment = session_user and r.approved_at <= moment
       and r.valid_from <= moment and r.valid_until > moment
       and p.contract_from <= (moment at time zone 'UTC')::date and p.contract_until > (moment at time zone 'UTC')::date
    having count(*) > 0;
    if grantees is null then raise exception 'access.no-role' using errcode = 'insufficient_privilege'; end if;
    select coalesce(bit_or(g.sections), 0) into everywhere from access.file_grant g
     where g.file_id is null and g.grantee = any (grantees) and g.valid_from <= moment and g.valid_until > moment;
    perform set_config('akoma.actor', actor::text, true), set_config('akoma.grantees', grantees::text, true),
            set_config('akoma.everywhere', everywhere::text, true), set_config('akoma.moment', moment::text, true);
end $$;
-- Plain SQL, inlined; '' (a pooled connection after commit) reads as nobody.
create function access.actor()      returns uuid        stable language sql as $$ select nullif(current_setting('akoma.actor', true), '')::uuid $$;
create function access.grantees()   returns uuid[]      stable language sql as $$ select nullif(current_setting('akoma.grantees', true), '')::uuid[] $$;
create function access.everywhere() returns int         stable language sql as $$ select coalesce(nullif(current_setting('akoma.everywhere', true), '')::int, 0) $$;
create function access.moment()     returns timestamptz stable language sql as $$ select nullif(current_setting('akoma.moment', true), '')::timestamptz $$;

-- For policies that may not read file_grant themselves (recursion), and for single probes.
create function access.sees(file uuid, section int, writing boolean) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.file_grant g
                    where g.file_id = file and g.grantee = any (access.grantees()) and g.sections & section <> 0 and (g.may_write or not writing)
                      and g.valid_from <= access.moment() and g.valid_until > access.moment()) $$;
-- Share no more than one holds with the right to write; whoever opened the file gives the first grants.
create function access.may_share(file uuid, wanted int) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.dossier d where d.id = file and d.compartment = session_user)
       and (coalesce((select wanted & ~bit_or(g.sections) = 0 from access.file_grant g
                       where g.file_id = file and g.grantee = any (access.grantees()) and g.may_write
                         and g.valid_from <= access.moment() and g.valid_until > access.moment()), false)
            or (exists (select from access.dossier d where d.id = file and d.opened_by = access.actor())
                and not exists (select from access.file_grant g where g.file_id = file))) $$;

-- One policy text for every table on a file; only table, column and section differ. OFFSET 0 keeps the probe a probe per row.
create procedure access.protect(tab regclass, file_column text, section int, login text) language plpgsql as $p$
declare
    held text := format($f$ exists (select from access.file_grant g
        where g.file_id = %s.%I and g.grantee = any ((select access.grantees())::uuid[]) and g.sections & %s <> 0 %%s
          and g.valid_from <= (select access.moment()) and g.valid_until > (select access.moment()) offset 0) $f$,
        split_part(tab::text, '.', 2), file_column, section);
begin
    execute format('alter table %s enable row level security', tab);
    execute format('create policy seen_%s on %s for select to %I using ((select access.everywhere()) & %s <> 0 or %s)', login, tab, login, section, format(held, ''));
    execute format('create policy added_%s on %s for insert to %I with check (%s)', login, tab, login, format(held, 'and g.may_write'));
    execute format('create policy changed_%s on %s for update to %I using (%s)', login, tab, login, format(held, 'and g.may_write'));
    execute format('create policy removed_%s on %s for delete to %I using (%s)', login, tab, login, format(held, 'and g.may_write'));
end $p$;

alter table access.dossier enable row level security;
create policy opened on access.dossier for insert to akoma_protection, akoma_enforcement
    with check (opened_by = (select access.actor()) and compartment = session_user);
create policy seen on access.dossier for select to akoma_protection, akoma_enforcement
    using (compartment = session_user and (opened_by = (select access.actor()) or access.sees(id, 511, false)));

alter table access.file_grant enable row level security;
create policy seen on access.file_grant for select to akoma_protection, akoma_enforcement
    using (grantee = any ((select access.grantees())::uuid[]) or access.sees(file_id, 256, false));
create policy watched on access.file_grant for select to akoma_custody using (true);
create policy given on access.file_grant for insert to akoma_protection, akoma_enforcement
    with check (given_by = (select access.actor()) and access.may_share(file_id, sections) and reason not in ('BREAK_GLASS', 'OVERSIGHT'));
create policy ended on access.file_grant for update to akoma_protection, akoma_enforcement
    using (access.sees(file_id, 256, true)) with check (access.sees(file_id, 256, true));
create function access.only_shorten() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if new.valid_until > old.valid_until then raise exception 'access.grant-only-shortens' using errcode = 'insufficient_privilege'; end if;
    return new;
end $$;
create trigger only_shorten before update on access.file_grant for each row
    when (current_user in ('akoma_protection', 'akoma_enforcement')) execute function access.only_shorten();

-- ---------- break-glass: one's own grant, for hours, watched ------------------------------------------------------
create table access.break_glass (
    id          uuid constraint break_glass_pk primary key,
    file_id     uuid not null constraint break_glass_file references access.dossier,
    file_code   text not null,
    person_id   uuid not null constraint break_glass_person references access.person,
    at          timestamptz not null,
    until       timestamptz not null,
    reason      bytea not null,                                      -- sealed: it speaks of a child
    reviewed_by uuid constraint break_glass_reviewer references access.person,
    reviewed_at timestamptz,
    verdict     text constraint break_glass_verdict check (verdict in ('JUSTIFIED', 'NOT_JUSTIFIED')),
    constraint break_glass_reviewed_by_another check (reviewed_by is distinct from person_id),
    constraint break_glass_review_whole check ((reviewed_by is null) = (verdict is null) and (reviewed_by is null) = (reviewed_at is null)));
create index break_glass_waiting on access.break_glass (at) where verdict is null;
alter table access.break_glass enable row level security;
create policy seen on access.break_glass for select to akoma_protection using (person_id = (select access.actor()) or access.sees(file_id, 256, true));
create policy watched on access.break_glass for select to akoma_custody using (true);
create policy reviewed on access.break_glass for update to akoma_custody using (true);
create policy reviewed_by_supervisor on access.break_glass for update to akoma_protection using (access.sees(file_id, 256, true) and person_id <> (select access.actor()));
create function access.break_glass(id uuid, file uuid, file_code text, hours int, reason bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
    if not exists (select from access.dossier d where d.id = file and d.compartment = session_user)
       or not exists (select from access.person_role r where r.person_id = access.actor() and r.role in ('CASE_WORKER', 'CASE_SUPERVISOR')
                        and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()) then
        return false;
    end if;
    insert into access.break_glass (id, file_id, file_code, person_id, at, until, reason)
    values (break_glass.id, file, break_glass.file_code, access.actor(), access.moment(), access.moment() + make_interval(hours => hours), break_glass.reason);
    insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, valid_until, reason, given_by)
    values (break_glass.id, file, 'PERSON', access.actor(), 511, true, access.moment(), access.moment() + make_interval(hours => hours), 'BREAK_GLASS', access.actor());
    return true;
end $$;

-- ---------- roles need two persons: the administrator gives, a project manager or data protection officer approves -----------
create function access.approve_role(role_id uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare given access.person_role;
begin
    if not exists (select from access.person_role r where r.person_id = access.actor() and r.role in ('PROJECT_MANAGER', 'DATA_PROTECTION_OFFICER')
                     and r.approved_at <= access.moment() and r.valid_from <= access.moment() and r.valid_until > access.moment()) then
        return false;
    end if;
    update access.person_role r set approved_by = access.actor(), approved_at = access.moment()
     where r.id = role_id and r.approved_by is null and r.approved_at is null and r.given_by is distinct from access.actor() and r.person_id <> access.actor()
    returning * into given;
    return found;
end $$;
-- A project manager sees the status of every file: written as a grant, so that "who can see this" stays one question.
create function access.oversee() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    if new.role = 'PROJECT_MANAGER' and new.approved_at is not null and (tg_op = 'INSERT' or old.approved_at is null) then
        insert into access.file_grant (id, file_id, grantee_kind, grantee, sections, may_write, valid_from, valid_until, reason, given_by)
        values (new.id, null, 'PERSON', new.person_id, 256, false, new.valid_from, new.valid_until, 'OVERSIGHT', coalesce(new.approved_by, new.given_by, new.person_id));
    elsif new.role = 'PROJECT_MANAGER' and tg_op = 'UPDATE' and new.valid_until < old.valid_until then
        update access.file_grant g set valid_until = greatest(new.valid_until, g.valid_from) where g.id = new.id;
    end if;
    return null;
end $$;
create trigger oversee after insert or update on access.person_role for each row execute function access.oversee();

-- ---------- who may read the directory --------------------------------------------------------------------------------
alter table access.person enable row level security;
create policy own_side on access.person for select to akoma_protection, akoma_enforcement using (compartment = session_user);
create policy receivers on access.person for select to akoma_enforcement                       -- a slip is handed to somebody
    using (exists (select from access.person_role r where r.person_id = person.id and r.role = 'CASE_WORKER'));
create policy custodian on access.person for select to akoma_protection using (compartment in ('akoma_custody', 'akoma_administration'));
create policy everyone on access.person for select to akoma_custody, akoma_administration using (true);
create policy made on access.person for insert to akoma_administration with check (true);
create policy kept on access.person for update to akoma_administration using (true);
create policy myself on access.person for update to akoma_protection, akoma_enforcement, akoma_custody using (id = (select access.actor()));
alter table access.person_role enable row level security;
create policy seen on access.person_role for select to akoma_protection, akoma_enforcement using (compartment = session_user or role = 'CASE_WORKER');
create policy waiting on access.person_role for select to akoma_protection using (approved_at is null
    and exists (select from access.file_grant g where g.file_id is null and g.grantee = (select access.actor())));
create policy everything on access.person_role for select to akoma_custody, akoma_administration using (true);
-- The very first who approves has nobody to be approved by: only while there is none, and never oneself.
create function access.nobody_approves() returns boolean stable language sql security definer set search_path = pg_catalog as $$
    select not exists (select from access.person_role r where r.role in ('PROJECT_MANAGER', 'DATA_PROTECTION_OFFICER') and r.approved_at is not null) $$;
create policy given on access.person_role for insert to akoma_administration
    with check (given_by = (select access.actor()) and approved_by is null
                and (approved_at is null or (role = 'DATA_PROTECTION_OFFICER' and access.nobody_approves())));
create policy ended on access.person_role for update to akoma_administration using (true);

grant usage on schema access to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
grant select on access.organisation, access.organisation_successor to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
grant insert, update on access.organisation to akoma_administration;
grant insert on access.organisation_successor to akoma_administration;
grant select on access.person, access.person_role to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
grant update (language, conduct_accepted_at) on access.person to akoma_protection, akoma_enforcement, akoma_custody;
grant insert, update on access.person to akoma_administration;
grant insert, update (valid_until) on access.person_role to akoma_administration;
grant select, insert, update on access.credential to akoma_administration;
grant select, insert, update, delete on access.session to akoma_administration;
grant select, insert on access.dossier to akoma_protection, akoma_enforcement;
grant select, insert, update (valid_until) on access.file_grant to akoma_protection, akoma_enforcement;
grant select on access.file_grant, access.break_glass to akoma_custody;
grant select on access.break_glass to akoma_protection;
grant update (reviewed_by, reviewed_at, verdict) on access.break_glass to akoma_custody, akoma_protection;
revoke execute on all functions in schema access from public;
grant execute on function access.enter, access.actor, access.grantees, access.everywhere, access.moment
    to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
grant execute on function access.sees, access.may_share to akoma_protection, akoma_enforcement;
grant execute on function access.nobody_approves to akoma_administration;
grant execute on function access.break_glass to akoma_protection;
grant execute on function access.approve_role to akoma_protection, akoma_custody;
