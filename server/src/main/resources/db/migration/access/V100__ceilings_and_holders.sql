-- How far a grant reaches (trust.md 1, G1, G2, G6, G7). A grant is held by a person, a structure, a desk or a unit, and is compared with that kind;
-- a role has a ceiling for each reason, which the trigger below refuses to exceed and which access.enter lays over every grant that exists.
alter table access.file_grant drop constraint file_grant_reason;
alter table access.file_grant add constraint file_grant_reason check (reason in ('ASSIGNMENT', 'OWNING_STRUCTURE', 'SUPERVISION', 'SHELTER_STAY',
    'REFERRAL', 'SAMPLE', 'TRANSFER', 'BREAK_GLASS', 'SHARED', 'OVERSIGHT', 'OPERATION', 'ENROLMENT', 'CONVERSATION', 'DEPUTY'));
-- Which kind of holder a reason may have. A conversation outside a file has a dossier of its own, which is no child's file.
alter table access.file_grant add constraint file_grant_kind_of_reason check (case reason
    when 'OWNING_STRUCTURE' then grantee_kind = 'ORGANISATION'
    when 'SHELTER_STAY' then grantee_kind = 'UNIT'
    when 'ENROLMENT' then grantee_kind = 'DESK'
    when 'REFERRAL' then grantee_kind in ('DESK', 'PERSON')
    when 'TRANSFER' then grantee_kind in ('DESK', 'ORGANISATION', 'PERSON')
    when 'OPERATION' then grantee_kind in ('ORGANISATION', 'PERSON')
    else grantee_kind = 'PERSON' end);
alter table access.file_grant add constraint file_grant_everywhere check (file_id is not null or (reason = 'OVERSIGHT' and sections = 256 and not may_write));

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
alter table access.file_grant add column holder uuid generated always as (access.holder(grantee_kind, grantee)) stored;
alter table access.file_grant add column way smallint generated always as (access.way(reason)) stored;
alter table access.file_grant alter holder set statistics 1000;
drop index access.file_grant_of_file;
drop index access.file_grant_shared;
drop index access.file_grant_of_grantee;
drop index access.file_grant_brought;
create index file_grant_of_file    on access.file_grant (file_id, holder) include (sections, may_write, valid_from, valid_until, way);  -- all that a policy reads
create index file_grant_shared     on access.file_grant (holder, file_id) where not own;
create index file_grant_of_grantee on access.file_grant (holder, file_id);
create index file_grant_brought    on access.file_grant (holder, file_id) where not own and reason <> 'SUPERVISION';

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
        else g.sections & ~access.ceiling_of_kind(g.grantee_kind, g.reason) = 0 and (not g.may_write or g.grantee_kind = 'ORGANISATION') end
     limit 1;
    if found then
        raise exception 'access.beyond-ceiling: % for %', beyond.reason, beyond.grantee_kind using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create trigger within_ceiling after insert on access.file_grant referencing new table as added
    for each statement execute function access.within_ceiling();

-- ---------- who is acting: what access.enter writes down, computed apart from it -----------------------------------------
-- Whoever rewrites access.enter sets all five: akoma.grantees, .holders, .ceilings, .writings and .everywhere.
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
create or replace function access.enter(actor uuid, moment timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare reach record;
begin
    select * into reach from access.reach_of(actor, session_user, moment);
    if reach.holders is null then raise exception 'access.no-role' using errcode = 'insufficient_privilege'; end if;
    perform set_config('akoma.actor', actor::text, true), set_config('akoma.grantees', reach.grantees::text, true),
            set_config('akoma.holders', reach.holders::text, true), set_config('akoma.ceilings', reach.ceilings::text, true),
            set_config('akoma.writings', reach.writings::text, true), set_config('akoma.everywhere', reach.everywhere::text, true),
            set_config('akoma.moment', moment::text, true);
end $$;
create function access.holders()  returns uuid[] stable language sql as $$ select nullif(current_setting('akoma.holders', true), '')::uuid[] $$;
create function access.ceilings() returns int[]  stable language sql as $$ select nullif(current_setting('akoma.ceilings', true), '')::int[] $$;
create function access.writings() returns int[]  stable language sql as $$ select nullif(current_setting('akoma.writings', true), '')::int[] $$;

-- ---------- questions about one file ----------------------------------------------------------------------------------
create or replace function access.sees(file uuid, section int, writing boolean) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.file_grant g
                    where g.file_id = file and g.holder = any (access.holders()) and (g.may_write or not writing)
                      and g.sections & (case when writing then access.writings() else access.ceilings() end)[g.way] & section <> 0
                      and g.valid_from <= access.moment() and g.valid_until > access.moment()) $$;
-- As sees, but not by an emergency: what is passed on, decided or judged asks this.
create function access.keeps(file uuid, section int, writing boolean default false) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.file_grant g
                    where g.file_id = file and g.holder = any (access.holders()) and g.reason <> 'BREAK_GLASS' and (g.may_write or not writing)
                      and g.sections & (case when writing then access.writings() else access.ceilings() end)[g.way] & section <> 0
                      and g.valid_from <= access.moment() and g.valid_until > access.moment()) $$;
-- Whether somebody held this child's file at that moment other than by an emergency: only then is what they wrote the word of another person.
create function access.kept_at(who uuid, file uuid, at timestamptz) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.reach_of(who, 'akoma_protection', kept_at.at) r join access.file_grant g on g.holder = any (r.holders)
                    where g.file_id = kept_at.file and g.reason <> 'BREAK_GLASS' and g.sections & r.ceilings[g.way] <> 0
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
-- Share no more than one keeps with the right to write; whoever opened the file gives the first grants.
create or replace function access.may_share(file uuid, wanted int) returns boolean
stable language sql security definer set search_path = pg_catalog as $$
    select exists (select from access.dossier d where d.id = file and d.compartment = session_user)
       and (coalesce((select wanted & ~bit_or(g.sections & (access.ceilings())[g.way]) = 0 from access.file_grant g
                       where g.file_id = file and g.holder = any (access.holders()) and g.may_write and g.reason <> 'BREAK_GLASS'
                         and g.valid_from <= access.moment() and g.valid_until > access.moment()), false)
            or (exists (select from access.dossier d where d.id = file and d.opened_by = access.actor())
                and not exists (select from access.file_grant g where g.file_id = file))) $$;

-- The running grants of the actor, with what each lets read and write under the ceilings of the actor's roles; least: its holder looks after the
-- child without working on the case. A policy asks this one view:
-- it reads as its owner, so the policies of file_grant are not planned and run again inside the policy of every other table.
create view access.held as
    select g.file_id, g.reason, g.own, g.valid_from, g.may_write, g.sections & ((select access.ceilings())::int[])[g.way] as reads,
           case when g.may_write then g.sections & ((select access.writings())::int[])[g.way] else 0 end as writes,
           g.way in (access.way('REFERRAL'), access.way('ENROLMENT'), access.way('SHELTER_STAY'), access.way('SAMPLE')) as least
      from access.file_grant g
     where g.holder = any ((select access.holders())::uuid[]) and g.valid_from <= (select access.moment()) and g.valid_until > (select access.moment());
grant select on access.held to akoma_protection, akoma_enforcement, akoma_custody;

create or replace procedure access.protect(tab regclass, file_column text, section int, login text) language plpgsql as $p$
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

drop policy seen on access.file_grant;
drop policy given on access.file_grant;
drop policy ended on access.file_grant;
create policy seen on access.file_grant for select to akoma_protection, akoma_enforcement
    using (holder = any ((select access.holders())::uuid[]) or access.sees(file_id, 256, false));
create policy given on access.file_grant for insert to akoma_protection, akoma_enforcement
    with check (given_by = (select access.actor()) and access.may_share(file_id, sections) and reason not in ('BREAK_GLASS', 'OVERSIGHT'));
create policy ended on access.file_grant for update to akoma_protection, akoma_enforcement
    using (access.keeps(file_id, 256, true)) with check (access.keeps(file_id, 256, true));
-- One may always give back what one opened in an emergency.
create policy given_back on access.file_grant for update to akoma_protection
    using (reason = 'BREAK_GLASS' and grantee = (select access.actor())) with check (reason = 'BREAK_GLASS' and grantee = (select access.actor()));

revoke execute on all functions in schema access from public;
revoke execute on all procedures in schema access from public;
grant execute on function access.holders, access.ceilings, access.writings, access.holder, access.way to akoma_protection, akoma_enforcement, akoma_custody, akoma_administration;
grant execute on function access.keeps, access.in_emergency, access.is_least to akoma_protection, akoma_enforcement;
